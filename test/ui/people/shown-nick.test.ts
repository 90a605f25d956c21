import { expect, it } from 'vitest';
import { shownNick } from '../../../source/ui/people/shown-nick.ts';

it.each([
  ['alice', 'alice'],
  ['', '(no name)'],
  [' \u00A0\u3000', '(no name)'],
  ['a\u001Bb', 'a␛b'],
  ['bob ✓', 'bob ·'],
  ['bob ✔\uFE0F≠', 'bob ··'],
])('shows the name %j as %s', (user, shown) => {
  expect(shownNick(user, 100)).toBe(shown);
});
