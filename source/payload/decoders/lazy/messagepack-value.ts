import { Decoder, ExtData } from '@msgpack/msgpack';
import { hasPlausibleLengths } from './messagepack-lengths.ts';
import {
  deepestValue,
  type Member,
  numberValue,
  textValue,
  tooDeep,
  type Value,
  ValueBudget,
} from '../../value.ts';

/** The keys that the library hands us, marked so that they keep their order, kind and duplicates. */
type Keys = { readonly sources: (string | undefined)[] };

/** Keys become `<number> <text>`, so that JavaScript objects keep their order and duplicates. */
const markKey =
  ({ sources }: Keys) =>
  (key: unknown): string => {
    const isText = typeof key === 'string';
    sources.push(isText ? undefined : String(key));
    return `${sources.length - 1} ${String(key)}`;
  };

const member = (marked: string, value: Value, { sources }: Keys): Member => {
  const blank = marked.indexOf(' ');
  const source = sources[Number(marked.slice(0, blank))];
  const key = marked.slice(blank + 1);
  return source === undefined ? { key, value } : { key, source, value };
};

/**
 * Decodes MessagePack; throws if the bytes are something else, or more than one value, or declare
 * more items than there are bytes.
 */
export const messagePackValue = (payload: Uint8Array): Value => {
  if (!hasPlausibleLengths(payload)) throw new Error('It declares more items than it has bytes.');
  const keys: Keys = { sources: [] };
  const most = payload.length;
  const decoder = new Decoder({
    useBigInt64: true,
    mapKeyConverter: markKey(keys),
    maxStrLength: most,
    maxBinLength: most,
    maxArrayLength: most,
    maxMapLength: most,
    maxExtLength: most,
  });
  const budget = new ValueBudget();
  const valueOf = (from: unknown, depth: number): Value => {
    if (from === null || from === undefined) return { kind: 'null' };
    if (typeof from === 'boolean') return { kind: 'boolean', value: from };
    if (typeof from === 'number' || typeof from === 'bigint') return numberValue(from);
    if (typeof from === 'string') return textValue(from);
    if (from instanceof Uint8Array) return { kind: 'bytes', bytes: from };
    if (from instanceof Date)
      return {
        kind: 'tag',
        tag: 'timestamp',
        value: textValue(Number.isNaN(from.getTime()) ? 'out of range' : from.toISOString()),
      };
    if (from instanceof ExtData)
      return {
        kind: 'tag',
        tag: `extension ${from.type}`,
        value: {
          kind: 'bytes',
          bytes: from.data instanceof Uint8Array ? from.data : new Uint8Array(),
        },
      };
    if (depth >= deepestValue) return tooDeep;
    if (Array.isArray(from)) return budget.list(from, (item) => valueOf(item, depth + 1));
    return budget.map(Object.entries(from), ([key, item]) =>
      member(key, valueOf(item, depth + 1), keys),
    );
  };
  return valueOf(decoder.decode(payload), 0);
};
