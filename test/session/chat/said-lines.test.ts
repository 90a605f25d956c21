import { describe, expect, it } from 'vitest';
import { SaidLines } from '../../../source/session/chat/said-lines.ts';

const linesOf = (count: number, payload = 'x'): SaidLines => {
  const said = new SaidLines();
  for (let number = 1; number <= count; number += 1) said.add({ number, payload, at: number * 10 });
  return said;
};

const partsOf = (...sizes: readonly number[]): unknown[] => {
  const said = new SaidLines();
  for (const [index, size] of sizes.entries())
    said.add({ number: index + 1, payload: 'x'.repeat(size), at: 0 });
  return said.after(0, 0).map(({ upTo, payloads }) => [upTo, payloads.length]);
};

const first = (said: SaidLines): number | undefined => said.after(0, 0)[0].upTo;

describe('what we said', () => {
  it('is repeated from where it is missing, and not from before somebody came', () => {
    expect(linesOf(5).after(3, 0)).toEqual([{ upTo: 5, payloads: ['x', 'x'] }]);
    expect(linesOf(5).after(0, 40)).toEqual([{ upTo: 5, payloads: ['x', 'x'] }]);
    expect(linesOf(5).after(5, 0)).toEqual([{ upTo: 5, payloads: [] }]);
  });

  it('goes out in parts of 16 KiB', () => {
    const parts = linesOf(5, 'x'.repeat(8000)).after(0, 0);
    expect(parts.map(({ upTo, payloads }) => [upTo, payloads.length])).toEqual([
      [2, 2],
      [4, 2],
      [5, 1],
    ]);
    const large = linesOf(2, 'x'.repeat(60_000)).after(0, 0);
    expect(large.map(({ upTo }) => upTo)).toEqual([1, 2]);
  });

  it('is kept up to 1,000 lines or 1 MiB', () => {
    expect(linesOf(1500).after(0, 0)[0].payloads).toHaveLength(1000);
    const large = linesOf(20, 'x'.repeat(100_000)).after(0, 0);
    expect(large.map(({ upTo }) => upTo)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });

  it('fills parts of 16 KiB to the last byte', () => {
    expect(partsOf(8192, 8192, 1)).toEqual([
      [2, 2],
      [3, 1],
    ]);
    expect(partsOf(8192, 8193, 8191, 1)).toEqual([
      [1, 1],
      [3, 2],
      [4, 1],
    ]);
  });

  it('is kept up to the last byte, and up to the last line', () => {
    expect(linesOf(1000).after(0, 0)[0].upTo).toBe(1000);
    expect(linesOf(1001).after(0, 0)[0].payloads).toHaveLength(1000);
    const full = linesOf(16, 'x'.repeat(65_536));
    expect(first(full)).toBe(1);
    full.add({ number: 17, payload: 'x', at: 170 });
    expect(first(full)).toBe(2);
    // There is room for one of that size again, short of one byte.
    full.add({ number: 18, payload: 'x'.repeat(65_534), at: 180 });
    expect(first(full)).toBe(2);
    full.add({ number: 19, payload: 'xx', at: 190 });
    expect(first(full)).toBe(3);
  });
});
