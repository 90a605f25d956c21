import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReportLimit } from '../../source/model/report-limit.ts';

describe('the limit of reports', () => {
  it('lets the first through, and after a while the newest of the others with their count', () => {
    const limit = new ReportLimit<string>(60_000);
    expect(limit.take(0)).toBeUndefined();
    limit.add('a');
    expect(limit.take(1000)).toEqual({ event: 'a', withheld: 0 });
    expect(limit.dueAt).toBeUndefined();
    limit.add('b');
    limit.add('c');
    limit.add('d');
    expect(limit.take(60_999)).toBeUndefined();
    expect(limit.dueAt).toBe(61_000);
    expect(limit.take(61_000)).toEqual({ event: 'd', withheld: 2 });
    expect(limit.take(200_000)).toBeUndefined();
    limit.add('e');
    expect(limit.take(200_001)).toEqual({ event: 'e', withheld: 0 });
  });

  it('gives out one in an interval at most, and accounts for each event', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.array(fc.tuple(fc.nat({ max: 400 }), fc.boolean()), { maxLength: 200 }),
        (interval, steps) => {
          const limit = new ReportLimit<number>(interval);
          const times: number[] = [];
          let now = 0;
          let added = 0;
          let told = 0;
          for (const [wait, isEvent] of steps) {
            now += wait;
            if (isEvent) {
              added += 1;
              limit.add(added);
            }
            const taken = limit.take(now);
            if (taken === undefined) continue;
            expect(taken.event).toBe(added);
            told += 1 + taken.withheld;
            times.push(now);
          }
          const last = limit.take(now + interval);
          told += last === undefined ? 0 : 1 + last.withheld;
          expect(told).toBe(added);
          for (const [index, time] of times.entries())
            expect(time - (times[index - 1] ?? -interval)).toBeGreaterThanOrEqual(interval);
        },
      ),
    );
  });
});
