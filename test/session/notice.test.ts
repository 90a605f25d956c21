import { expect, it } from 'vitest';
import { isFresh } from '../../source/session/notice.ts';

it.each([
  ['', 6000],
  ['Done.', 6250],
  ['x'.repeat(100), 11_000],
])('a notice is shown for six seconds, and longer the longer it is: %j', (text, time) => {
  const notice = { text, at: 500 };
  expect(isFresh(notice, 500)).toBe(true);
  expect(isFresh(notice, 500 + time - 1)).toBe(true);
  expect(isFresh(notice, 500 + time)).toBe(false);
});
