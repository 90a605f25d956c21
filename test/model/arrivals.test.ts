import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arrivals } from '../../source/model/arrivals.ts';

const start = Date.parse('2026-11-22T21:03:00Z');

/** A topic whose messages come after these intervals, ms. */
const after = (intervals: readonly number[], topic = 0): Arrivals => {
  const arrivals = new Arrivals();
  let now = start;
  arrivals.note(topic, now);
  for (const interval of intervals) arrivals.note(topic, (now += interval));
  return arrivals;
};

const times = (count: number, interval: number): number[] => Array<number>(count).fill(interval);

describe('the usual interval of a topic', () => {
  it('is known after six regular ones, and not before', () => {
    expect(after(times(5, 4000)).usualInterval(0)).toBeUndefined();
    expect(after(times(6, 4000)).usualInterval(0)).toBe(4000);
  });

  it('is about their mean where they vary a little', () => {
    const usual = after([...times(20, 3800), ...times(20, 4200)].toSorted(() => -1)).usualInterval(
      0,
    );
    expect(usual).toBeGreaterThan(3700);
    expect(usual).toBeLessThan(4300);
  });

  it('is not thrown off by one long pause', () => {
    const usual = after([...times(10, 4000), 3_600_000, ...times(3, 4000)]).usualInterval(0);
    expect(usual).toBeLessThan(4600);
  });

  it('follows a topic that becomes slower', () => {
    expect(after([...times(10, 4000), ...times(40, 60_000)]).usualInterval(0)).toBeCloseTo(
      60_000,
      -2,
    );
  });

  it('is never claimed for bursts, nor where most intervals are of chance', () => {
    expect(
      after(Array.from({ length: 60 }, (_, at) => [5, 5, 60_000][at % 3] ?? 0)).usualInterval(0),
    ).toBeUndefined();
    // Intervals of a Poisson process, from a small generator that always gives the same.
    let seed = 1;
    const chance = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return -10_000 * Math.log(seed / 2_147_483_647);
    };
    const claims = Array.from({ length: 1000 }, () =>
      after(Array.from({ length: 50 }, chance)).usualInterval(0),
    ).filter((usual) => usual !== undefined);
    expect(claims.length).toBeLessThan(10);
  });

  it('survives a clock that is set back, and messages within one ms', () => {
    expect(after([...times(10, 4000), -3_600_000, ...times(3, 4000)]).usualInterval(0)).toBe(4000);
    expect(after(times(10, 0)).usualInterval(0)).toBeUndefined();
  });

  it('is that of each topic alone, however many there are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200_000), { minLength: 2, maxLength: 20 }), (topics) => {
        const arrivals = new Arrivals();
        for (let round = 0; round < 8; round += 1)
          for (const [index, topic] of topics.entries())
            arrivals.note(topic, start + round * (index + 1) * 1000);
        for (const [index, topic] of topics.entries()) {
          expect(arrivals.usualInterval(topic)).toBe((index + 1) * 1000);
          expect(arrivals.newestAt(topic)).toBe(start + 7 * (index + 1) * 1000);
        }
        expect(arrivals.usualInterval(200_001)).toBeUndefined();
        expect(arrivals.newestAt(200_001)).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });
});
