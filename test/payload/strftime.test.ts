import { describe, expect, it } from 'vitest';
import { strftime } from '../../source/payload/strftime.ts';

const letters = 'aAbBcCdDeFgGhHIjklmMpPrRSTuUVwWxXyY';

/** What `date` of GNU coreutils writes in the locale C. */
const rows: readonly (readonly [Date, string])[] = [
  [
    new Date(2026, 10, 22, 21, 3, 4),
    'Sun|Sunday|Nov|November|Sun Nov 22 21:03:04 2026|20|22|11/22/26|22|2026-11-22|26|2026|Nov|21|09|326|21| 9|11|03|PM|pm|09:03:04 PM|21:03|04|21:03:04|7|47|47|0|46|11/22/26|21:03:04|26|2026',
  ],
  [
    new Date(2027, 0, 1, 0, 5, 9),
    'Fri|Friday|Jan|January|Fri Jan  1 00:05:09 2027|20|01|01/01/27| 1|2027-01-01|26|2026|Jan|00|12|001| 0|12|01|05|AM|am|12:05:09 AM|00:05|09|00:05:09|5|00|53|5|00|01/01/27|00:05:09|27|2027',
  ],
  [
    new Date(2024, 11, 30, 12, 0, 0),
    'Mon|Monday|Dec|December|Mon Dec 30 12:00:00 2024|20|30|12/30/24|30|2024-12-30|25|2025|Dec|12|12|365|12|12|12|00|PM|pm|12:00:00 PM|12:00|00|12:00:00|1|52|01|1|53|12/30/24|12:00:00|24|2024',
  ],
  [
    new Date(2005, 2, 6, 9, 7, 8),
    'Sun|Sunday|Mar|March|Sun Mar  6 09:07:08 2005|20|06|03/06/05| 6|2005-03-06|05|2005|Mar|09|09|065| 9| 9|03|07|AM|am|09:07:08 AM|09:07|08|09:07:08|7|10|09|0|09|03/06/05|09:07:08|05|2005',
  ],
];

/** A time in a zone that is so many minutes behind UTC, as `getTimezoneOffset` counts. */
const inZone = (minutesBehind: number): Date =>
  Object.assign(new Date(0), { getTimezoneOffset: () => minutesBehind });

describe('strftime', () => {
  it.each(rows)('writes %s as date(1) does', (date, expected) => {
    const written = Array.from(letters, (letter) => `%${letter} ${strftime(letter, date)}`);
    expect(written).toEqual(expected.split('|').map((text, index) => `%${letters[index]} ${text}`));
  });

  it.each([
    [0, '+0000'],
    [-330, '+0530'],
    [90, '-0130'],
    [-60, '+0100'],
  ])('writes the zone of %i minutes behind UTC as %s', (minutesBehind, expected) => {
    expect(strftime('z', inZone(minutesBehind))).toBe(expected);
  });

  it('writes seconds since 1970, the name of the zone, and characters', () => {
    expect(strftime('s', new Date(1_700_000_000_999))).toBe('1700000000');
    const name = strftime('Z', new Date(0));
    expect(
      new Date(0).toLocaleString('en-US', { timeZoneName: 'short' }).endsWith(` ${name}`),
    ).toBe(true);
    expect(['n', 't', '%'].map((letter) => strftime(letter, new Date(0)))).toEqual([
      '\n',
      '\t',
      '%',
    ]);
    expect(['Q', '1', ''].map((letter) => strftime(letter, new Date(0)))).toEqual([
      '%Q',
      '%1',
      '%',
    ]);
  });
});
