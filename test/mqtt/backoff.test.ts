import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffDelay } from '../../source/mqtt/backoff.ts';

const never = (): number => 0;
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoffDelay', () => {
  it.each([
    [1, 1000],
    [2, 1000],
    [3, 1500],
    [4, 2250],
    [5, 3375],
    [10, 25_629],
    [11, 30_000],
    [5000, 30_000],
  ])('lets attempt %i wait at most %i ms', (attempt, delay) => {
    expect(backoffDelay(attempt, never)).toBe(delay);
  });

  it('is shortened by chance, by a quarter at most', () => {
    expect(backoffDelay(4, () => 0.5)).toBe(1969);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), chances, (attempt, chance) => {
        const full = backoffDelay(attempt, never);
        const delay = backoffDelay(attempt, () => chance);
        expect(delay).toBeLessThanOrEqual(full);
        expect(delay).toBeGreaterThanOrEqual(Math.floor(full * 0.75));
      }),
    );
  });

  it('keeps somebody waiting half as long as the outage has lasted, plus a second, at most', () => {
    let outage = 0;
    for (let attempt = 2; attempt < 100; attempt += 1) {
      const delay = backoffDelay(attempt, never);
      expect(delay).toBeLessThanOrEqual(outage / 2 + 1001);
      outage += delay;
    }
  });

  it('never shrinks from one attempt to the next, chance being equal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), chances, (attempt, chance) => {
        const next = backoffDelay(attempt + 1, () => chance);
        expect(next).toBeGreaterThanOrEqual(backoffDelay(attempt, () => chance));
      }),
    );
  });
});
