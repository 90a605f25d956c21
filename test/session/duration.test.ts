import { expect, it } from 'vitest';
import { readDuration } from '../../source/session/duration.ts';

it.each([
  ['30', 30_000],
  ['250ms', 250],
  ['30s', 30_000],
  [' 5m ', 300_000],
  ['1.5h', 5_400_000],
  ['2d', 172_800_000],
  ['0', 0],
  ['999999999', 999_999_999_000],
  ['1234567890', undefined],
  ['1.2345', undefined],
  ['1.', undefined],
  ['.5', undefined],
  ['-1', undefined],
  ['5 m', undefined],
  ['5M', undefined],
  ['5w', undefined],
  ['x5', undefined],
  ['', undefined],
])('%j is %s ms', (text, duration) => {
  expect(readDuration(text)).toBe(duration);
});
