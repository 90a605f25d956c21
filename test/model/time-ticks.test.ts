import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../source/model/time-ticks.ts';

const hour = 3_600_000;

describe('times at an axis', () => {
  it.each([
    [0, 60_000, 4, [0, 15_000, 30_000, 45_000]],
    [1000, 10_000, 2, [5000, 10_000]],
    [0, 1000, 5, [0, 200, 400, 600, 800]],
    [0, 24 * hour, 4, [0, 6 * hour, 12 * hour, 18 * hour]],
  ])('from %d to %d, at most %d', (from, to, count, ticks) => {
    expect(timeTicks(from, to, count, 0).ticks).toEqual(ticks);
  });

  it('are round by the local clock', () => {
    const { ticks } = timeTicks(0, 48 * hour, 2, 5.5 * hour);
    expect(ticks).toEqual([18.5 * hour, 42.5 * hour]);
  });

  it('lie within, a step apart, and are no more than asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 10, max: 4e11 }),
        fc.integer({ min: 1, max: 12 }),
        (from, span, count) => {
          const { step, ticks } = timeTicks(from, from + span, count, 0);
          expect(ticks.length).toBeLessThanOrEqual(count);
          expect(ticks).toEqual(ticks.map((_, index) => (ticks[0] ?? 0) + index * step));
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(from);
            expect(tick).toBeLessThanOrEqual(from + span);
            expect(tick % step).toBe(0);
          }
        },
      ),
    );
  });
});
