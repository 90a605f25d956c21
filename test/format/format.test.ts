import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, messageRate, plural, rate, shortCount } from '../../source/format/count.ts';
import { duration, readDuration } from '../../source/format/duration.ts';
import { size } from '../../source/format/size.ts';
import {
  dayInWords,
  exactTime,
  isoDay,
  isoTime,
  isoTimeOf,
  millisecondTime,
  shortDay,
  timeAndDay,
  timeOfDay,
} from '../../source/format/time.ts';

describe('figures', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1204, '1,204'],
    [1_000_000, '1,000,000'],
  ])('count %i as %s', (value, shown) => {
    expect(count(value)).toBe(shown);
  });

  it.each([
    [0, '0'],
    [9999, '9999'],
    [10_000, '10k'],
    [12_999, '12k'],
    [999_999, '999k'],
    [1_000_000, '1.0M'],
    [3_400_000, '3.4M'],
    [99_949_999, '99.9M'],
    [99_999_999, '99M'],
    [123_456_789, '123M'],
    [999_999_999, '999M'],
    [1_234_000_000, '1.2G'],
  ])('shorten %i to %s', (value, shown) => {
    expect(shortCount(value)).toBe(shown);
  });

  it('shorten every count to at most five characters', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        // As many of each size.
        const value = Math.floor(10 ** (share * 13)) - 1;
        expect(shortCount(value).length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it.each([
    [0, ''],
    [0.04, ''],
    [0.2, '0.2/s'],
    [1, '1/s'],
    [9.94, '9.9/s'],
    [9.96, '10/s'],
    [86.4, '86/s'],
    [12_345, '12k/s'],
  ])('tell %d messages a second as "%s"', (perSecond, shown) => {
    expect(rate(perSecond)).toBe(shown);
  });

  it.each([
    [0, '0 msg/s'],
    [0.04, '0 msg/s'],
    [0.05, '<1 msg/s'],
    [0.94, '<1 msg/s'],
    [0.95, '1 msg/s'],
    [6.8, '7 msg/s'],
    [12_000, '12k msg/s'],
  ])('%f messages a second in a title as %s', (perSecond, shown) => {
    expect(messageRate(perSecond)).toBe(shown);
  });

  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [10_240, '10 KiB'],
    [1024 ** 2, '1 MiB'],
    [10 * 1024 ** 2, '10 MiB'],
    [10 * 1024 - 1, '10 KiB'],
    [3.4 * 1024 ** 3, '3.4 GiB'],
    [5000 * 1024 ** 4, '5,000 TiB'],
  ])('tell %i bytes as %s', (bytes, shown) => {
    expect(size(bytes)).toBe(shown);
  });

  it('never tell 1,024 of a unit', () => {
    expect(size(1024 ** 2 - 1)).toBe('1 MiB');
  });

  it('tell one of something and several', () => {
    expect([0, 1, 2, 1204].map((value) => plural(value, 'person', 'people'))).toEqual([
      '0 people',
      '1 person',
      '2 people',
      '1,204 people',
    ]);
  });

  it('tell the time of the local clock', () => {
    const at = new Date(2026, 10, 22, 21, 3, 7).getTime();
    expect(timeOfDay(at)).toBe('21:03');
    expect(exactTime(at)).toBe('21:03:07');
    expect(isoDay(at)).toBe('2026-11-22');
    expect(shortDay(at)).toBe('22 Nov');
    expect(dayInWords(at)).toBe('Sunday 22 November 2026');
    expect(timeOfDay(new Date(2026, 10, 22, 0, 5).getTime())).toBe('00:05');
  });
});

describe('a time', () => {
  it.each([
    [new Date(2026, 10, 22, 0, 1), '21:03'],
    [new Date(2026, 10, 23, 0, 1), '22 Nov 21:03'],
    [new Date(2027, 10, 22, 21, 3), '22 Nov 21:03'],
  ])('comes with its day unless that is today: %s', (now, shown) => {
    expect(timeAndDay(new Date(2026, 10, 22, 21, 3).getTime(), now.getTime())).toBe(shown);
  });

  it.each([
    [1, '.001'],
    [-1, '.999'],
    [-1000, '.000'],
  ])('has the milliseconds of %i, before 1970 too', (at, end) => {
    expect(millisecondTime(at)).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/);
    expect(millisecondTime(at).slice(-4)).toBe(end);
  });

  it('in UTC is none where no calendar has it', () => {
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(isoTime(8.64e15 + 1)).toBeUndefined();
    expect(isoTime(Number.NaN)).toBeUndefined();
  });

  it.each<[bigint, number, string | undefined]>([
    [0n, 0, '1970-01-01T00:00:00.000Z'],
    [0n, 1, '1970-01-01T00:00:00.000000001Z'],
    [0n, 120_000, '1970-01-01T00:00:00.000120Z'],
    [1_700_000_000n, 500_000_000, '2023-11-14T22:13:20.500Z'],
    [-1n, 999_999_999, '1969-12-31T23:59:59.999999999Z'],
    [8_640_000_000_000n, 0, '+275760-09-13T00:00:00.000Z'],
    [8_640_000_000_001n, 0, undefined],
    [0n, 1_000_000_000, undefined],
  ])('tell %i s and %i ns to as many digits as there are', (seconds, nanoseconds, time) => {
    expect(isoTimeOf(seconds, nanoseconds)).toBe(time);
  });
});

describe('a duration', () => {
  it.each([
    [-5, '0 s'],
    [0, '0 s'],
    [204, '204 ms'],
    [999.6, '1 s'],
    [1250, '1.25 s'],
    [5000, '5 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min'],
    [100_000, '1m 40s'],
    [252_000, '4m 12s'],
    [300_000, '5 min'],
    [3_599_900, '1 h'],
    [5_400_000, '1h 30m'],
    [90_000_000, '1d 1h'],
    [1e11, '1157 d'],
  ])('of %d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('takes at most seven cells', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ max: 100_000 }), fc.integer({ max: 4e11 })), (ms) => {
        expect(duration(ms).length).toBeLessThanOrEqual(7);
      }),
    );
  });

  it.each([
    ['30', 30_000],
    ['250ms', 250],
    ['1.5h', 5_400_000],
    ['2d', 172_800_000],
    ['2 weeks', undefined],
    ['', undefined],
  ])('typed as %j is %s ms', (typed, ms) => {
    expect(readDuration(typed)).toBe(ms);
  });
});
