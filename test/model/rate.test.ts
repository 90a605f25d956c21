import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rate } from '../../source/model/rate.ts';

/** Adds one every `every` ms for `lasting` ms and returns the time of the last. */
const flow = (rate: Rate, start: number, every: number, lasting: number): number => {
  let now = start;
  for (; now < start + lasting; now += every) rate.add(now);
  return now - every;
};

describe('Rate', () => {
  it('is nothing before anything came', () => {
    expect(new Rate().perSecond(0)).toBe(0);
    expect(new Rate().perSecond(1.7e12)).toBe(0);
  });

  it('is right for a steady flow, wherever in the window it is read', () => {
    const flows = fc.record({
      every: fc.integer({ min: 1, max: 1000 }),
      start: fc.integer({ min: 1e6, max: 2e12 }),
      lasting: fc.integer({ min: 10_000, max: 30_000 }),
    });
    fc.assert(
      fc.property(flows, ({ every, start, lasting }) => {
        const rate = new Rate();
        const now = flow(rate, start, every, lasting);
        // One message more or less in a window of five seconds.
        expect(Math.abs(rate.perSecond(now) - 1000 / every)).toBeLessThanOrEqual(0.41);
      }),
      { numRuns: 50 },
    );
  });

  it('is the sum of what several have counted, whichever came first', () => {
    const times = fc.array(fc.integer({ min: 1e6, max: 1e6 + 30_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(times, times, (one, other) => {
        const rates = [one, other, [...one, ...other]].map((each) => {
          const rate = new Rate();
          for (const time of each.toSorted((a, b) => a - b)) rate.add(time);
          return rate;
        }) as [Rate, Rate, Rate];
        const [sum, added, all] = rates;
        sum.addAll(added);
        for (const now of [1e6 + 25_000, 1e6 + 30_000, 1e6 + 33_000])
          expect(sum.perSecond(now)).toBeCloseTo(all.perSecond(now));
      }),
    );
  });

  it('spreads a burst over the window, and forgets it after ten seconds', () => {
    const rate = new Rate();
    for (let count = 0; count < 500; count += 1) rate.add(1e6);
    expect(rate.perSecond(1e6)).toBe(100);
    expect(rate.perSecond(1e6 + 4999)).toBe(100);
    expect(rate.perSecond(1e6 + 7500)).toBeCloseTo(50);
    expect(rate.perSecond(1e6 + 10_000)).toBe(0);
    expect(rate.perSecond(1e6 + 1e9)).toBe(0);
  });

  it('is never more than the last ten seconds account for, and never less than nothing', () => {
    const gaps = fc.array(fc.oneof(fc.nat(50), fc.nat(8000)), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(gaps, fc.nat(20_000), (waits, later) => {
        const rate = new Rate();
        const times: number[] = [];
        let now = 1e6;
        for (const wait of waits) {
          now += wait;
          rate.add(now);
          times.push(now);
        }
        const recent = times.filter((time) => time > now + later - 10_000).length;
        expect(rate.perSecond(now + later)).toBeGreaterThanOrEqual(0);
        expect(rate.perSecond(now + later)).toBeLessThanOrEqual(recent / 5 + 1e-9);
      }),
    );
  });

  it('is not changed by being read', () => {
    const rate = new Rate();
    flow(rate, 1e6, 10, 7000);
    const once = rate.perSecond(1e6 + 8000);
    rate.perSecond(1e6 + 60_000);
    expect(rate.perSecond(1e6 + 8000)).toBe(once);
  });

  it('is read for a frame that is a moment older than the newest message', () => {
    const rate = new Rate();
    const now = flow(rate, 1e6, 100, 10_000);
    // The next window begins.
    for (let at = now + 100; at <= now + 300; at += 100) rate.add(at);
    expect(rate.perSecond(now - 100)).toBeGreaterThan(9);
    expect(rate.perSecond(now - 100)).toBeLessThan(11);
  });

  it('comes to rest when it says, and not before', () => {
    const rate = new Rate();
    rate.add(1e6 + 1234);
    expect(rate.perSecond(rate.restsAt - 1)).toBeGreaterThan(0);
    expect(rate.perSecond(rate.restsAt)).toBe(0);
  });

  it('recovers when the clock is set back', () => {
    const rate = new Rate();
    const now = flow(rate, 1e9, 100, 20_000);
    const later = flow(rate, now - 3_600_000, 100, 20_000);
    expect(rate.perSecond(later)).toBeGreaterThan(9);
    expect(rate.perSecond(later)).toBeLessThan(11);
  });
});
