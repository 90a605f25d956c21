import { ByteReader } from './byte-reader.ts';
import { valueKey } from './sent-text.ts';
import {
  deepestValue,
  leftOut,
  leftOutItem,
  type Member,
  tooDeep,
  type Value,
  ValueBudget,
} from '../../value.ts';

/** The start of a value that holds those after it. */
export type Opening = {
  readonly kind: 'opening';
  /** A function makes the value out of the only one that it holds. */
  readonly of: 'list' | 'map' | ((inner: Value) => Value);
  /** How many items or members it has; infinite if a `break` ends it. */
  readonly count: number;
};

/** What comes next in a payload. */
export type Part = Value | Opening | 'break';

/** A break ends only what has no count. */
const end = (count: number): void => {
  if (count !== Infinity) throw new Error('A break is where a value has to be.');
};

const valuesIn = ({ of, count }: Opening): number => (of === 'map' ? 2 * count : count);

/**
 * Makes a value out of the parts of a payload, which `partOf` reads one by one. Keeps no more than the
 * limits allow, and reads the rest too: it throws where the payload is not exactly one value.
 */
export const valueTree = (payload: Uint8Array, partOf: (reader: ByteReader) => Part): Value => {
  const reader = new ByteReader(payload);
  const next = (): Part => partOf(reader);
  const budget = new ValueBudget();

  /** Reads and drops `count` values, without recursion: they may be nested to any depth. */
  const skip = (count: number): void => {
    const open = [count];
    for (let left = open.pop(); left !== undefined; left = open.pop()) {
      if (left === 0) continue;
      const part = next();
      if (part === 'break') {
        end(left);
        continue;
      }
      open.push(left - 1);
      if (part.kind === 'opening') open.push(valuesIn(part));
    }
  };

  const forget = (part: Value | Opening): void => {
    if (part.kind === 'opening') skip(valuesIn(part));
  };

  /** Reads `count` entries of `values` values each, as far as the budget allows; returns whether it kept all. */
  const entries = (
    count: number,
    values: number,
    make: (first: Value | Opening) => void,
  ): boolean => {
    let isWhole = true;
    for (let left = count; left > 0; left -= 1) {
      const first = next();
      if (first === 'break') {
        end(left);
        break;
      }
      if (budget.take()) make(first);
      else {
        isWhole = false;
        forget(first);
        skip(values - 1);
      }
    }
    return isWhole;
  };

  const value = (depth: number): Value => {
    const part = next();
    if (part === 'break') throw new Error('A break is where a value has to be.');
    return valueOf(part, depth);
  };

  const valueOf = (part: Value | Opening, depth: number): Value => {
    if (part.kind !== 'opening') return part;
    const { of, count } = part;
    if (depth >= deepestValue) {
      forget(part);
      return tooDeep;
    }
    if (of === 'list') {
      const items: Value[] = [];
      const isWhole = entries(count, 1, (item) => items.push(valueOf(item, depth + 1)));
      if (!isWhole) items.push(leftOutItem);
      return { kind: 'list', items };
    }
    if (of === 'map') {
      const members: Member[] = [];
      const isWhole = entries(count, 2, (key) =>
        members.push({ ...valueKey(valueOf(key, depth + 1)), value: value(depth + 1) }),
      );
      if (!isWhole) members.push(leftOut);
      return { kind: 'map', members };
    }
    return of(value(depth + 1));
  };

  const root = value(0);
  if (!reader.isAtEnd) throw new Error('More bytes follow the value.');
  return root;
};
