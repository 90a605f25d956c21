import { describe, expect, it } from 'vitest';
import { EntryKeys } from '../../../source/ui/log/entry-keys.ts';

/** The keys of all positions from one up to another. */
const keysOf = (keys: EntryKeys, from: number, to: number): number[] => {
  const keyOf = keys.follow(from, to);
  return Array.from({ length: to - from + 1 }, (_, index) => keyOf(from + index));
};

describe('the keys of entries', () => {
  it('stay with those that are still shown', () => {
    const keys = new EntryKeys();
    const [, second, third] = keysOf(keys, 10, 12);
    expect(keysOf(keys, 11, 13).slice(0, 2)).toEqual([second, third]);
    expect(keysOf(keys, 9, 11).slice(2)).toEqual([second]);
  });

  it('go to the new ones where none is shown any more, forwards and back', () => {
    const keys = new EntryKeys();
    const first = keysOf(keys, 10, 12);
    expect(keysOf(keys, 5000, 5002)).toEqual(first);
    expect(keysOf(keys, 5003, 5005)).toEqual(first);
    expect(keysOf(keys, 7, 9)).toEqual(first);
  });

  it('are the same when the same is drawn again', () => {
    const keys = new EntryKeys();
    keysOf(keys, 10, 12);
    expect(keysOf(keys, 50, 52)).toEqual(keysOf(keys, 50, 52));
  });
});
