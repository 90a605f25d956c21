import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffDelay } from '../../source/mqtt/backoff.ts';

const never = (): number => 0;
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoffDelay', () => {
  it.each([
    [1, 1000],
    [2, 1000],
    [3, 2000],
    [4, 4000],
    [5, 8000],
    [6, 16_000],
    [7, 30_000],
    [8, 30_000],
    [5000, 30_000],
  ])('lets attempt %i wait at most %i ms', (attempt, delay) => {
    expect(backoffDelay(attempt, never)).toBe(delay);
  });

  it('is shortened by chance, by a quarter at most', () => {
    expect(backoffDelay(4, () => 0.5)).toBe(3500);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), chances, (attempt, chance) => {
        const full = backoffDelay(attempt, never);
        const delay = backoffDelay(attempt, () => chance);
        expect(delay).toBeLessThanOrEqual(full);
        expect(delay).toBeGreaterThanOrEqual(full * 0.75);
      }),
    );
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
