import { expect, it } from 'vitest';
import { nickProblem } from '../../../source/session/chat/nick.ts';

it.each([
  ['alice', undefined],
  ['你', undefined],
  ['two words', undefined],
  ['x'.repeat(64), undefined],
  ['x'.repeat(65), 'A name has at most 64 characters.'],
  ['', 'A name needs at least one visible character.'],
  [' \t', 'A name needs at least one visible character.'],
  ['a\u0007', 'A name must not contain control characters.'],
  ['a\u2028b', 'A name must not contain control characters.'],
  ['a\u2029b', 'A name must not contain control characters.'],
  ['a\ud800', 'A name must not contain control characters.'],
])('whether %j can be a nick', (nick, problem) => {
  expect(nickProblem(nick)).toBe(problem);
});
