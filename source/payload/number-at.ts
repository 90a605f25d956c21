import { valueAtJsonPath } from './json-path.ts';
import { longestNumber, numberIn } from './number-with-unit.ts';
import { untagged, type Value } from './value.ts';
import { memberSegments, type ValuePath } from './value-path.ts';

/** The number in a text payload. */
export const numberInPayload = (payload: Uint8Array): number | undefined => {
  if (payload.length === 0 || payload.length > longestNumber) return undefined;
  const first = payload[0] ?? 0;
  // Most other payloads begin with a letter or a bracket.
  if (first > 0x39) return undefined;
  return numberIn(Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('utf8'));
};

/** A value as a number to chart: 1 for true, 0 for false, and for a text the number in it. */
export const numericValue = (tagged: Value): number | undefined => {
  const { value } = untagged(tagged);
  switch (value.kind) {
    case 'number': {
      const number = Number(value.text);
      return Number.isFinite(number) ? number : undefined;
    }
    case 'boolean':
      return value.value ? 1 : 0;
    case 'string':
      return numberIn(value.text);
    case 'null':
    case 'undefined':
    case 'bytes':
    case 'list':
    case 'map':
    case 'tag':
    case 'omitted':
      return undefined;
  }
};

const plainNumber = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' ? numberIn(value) : undefined;
};

/** The key of a path segment; `undefined` for the second member of the same name. */
const keyOf = (segment: string): string | number | undefined => {
  if (segment.startsWith('.')) return segment.includes('#') ? undefined : segment.slice(1);
  if (!segment.startsWith('[')) return undefined;
  try {
    const [key] = JSON.parse(segment) as unknown[];
    return typeof key === 'string' || typeof key === 'number' ? key : undefined;
  } catch {
    return undefined;
  }
};

/** `{` and `[`. */
const openingBrackets: ReadonlySet<number> = new Set([0x7b, 0x5b]);

/**
 * The number at a path of a payload that is a number or JSON, without decoding it; `'elsewhere'` if
 * that takes a decoder.
 */
export const quickNumberAt = (
  payload: Uint8Array,
  path: ValuePath,
): number | 'elsewhere' | undefined => {
  if (path.length === 0) return numberInPayload(payload) ?? wordAsNumber(payload) ?? 'elsewhere';
  if (!openingBrackets.has(payload[0] ?? 0)) return 'elsewhere';
  const keys = path.flatMap((segment) => keyOf(segment) ?? []);
  if (keys.length < path.length) return 'elsewhere';
  try {
    return plainNumber(valueAtJsonPath(JSON.parse(Buffer.from(payload).toString('utf8')), keys));
  } catch {
    return 'elsewhere';
  }
};

const wordAsNumber = (payload: Uint8Array): number | undefined => {
  if (payload.length > 5) return undefined;
  const text = Buffer.from(payload).toString('latin1');
  if (text === 'true') return 1;
  return text === 'false' ? 0 : undefined;
};

/** Members that say when or which, and seldom what was measured. */
const metadataName = /^\.(?:time|timestamp|ts|seq|sequence|id)$/i;

/**
 * The path to the first number inside a value, looking at no more than `limit` values; times,
 * sequence numbers and identifiers count only if there is nothing else.
 */
export const firstNumberIn = (root: Value, limit = 2000): ValuePath | undefined => {
  let left = limit;
  let spare: ValuePath | undefined;
  const look = (tagged: Value, path: ValuePath): ValuePath | undefined => {
    left -= 1;
    if (left < 0) return undefined;
    const { value } = untagged(tagged);
    if (value.kind === 'number') return path;
    const inner = value.kind === 'list' ? value.items : [];
    for (const [index, item] of inner.entries()) {
      const found = look(item, [...path, `[${index}]`]);
      if (found !== undefined) return found;
    }
    if (value.kind !== 'map') return undefined;
    const segments = memberSegments(value.members.map(({ key }) => key));
    for (const [index, member] of value.members.entries()) {
      const segment = segments[index] ?? '';
      const found = look(member.value, [...path, segment]);
      if (found === undefined) continue;
      if (!metadataName.test(segment)) return found;
      spare ??= found;
    }
    return undefined;
  };
  return look(root, []) ?? spare;
};
