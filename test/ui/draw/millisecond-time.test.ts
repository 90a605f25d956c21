import { expect, it } from 'vitest';
import { millisecondTime } from '../../../source/ui/draw/millisecond-time.ts';

it.each([
  [1, '.001'],
  [-1, '.999'],
  [-1000, '.000'],
])('the milliseconds of %i, before 1970 too', (at, end) => {
  expect(millisecondTime(at)).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/);
  expect(millisecondTime(at).slice(-4)).toBe(end);
});
