import { expect, it } from 'vitest';
import { filterWords } from '../../../source/session/monitor/filter-words.ts';

type Word = readonly [isNegated: boolean, name: string | undefined, text: string];

it.each<[string, Word[]]>([
  ['', []],
  [
    '  a  b ',
    [
      [false, undefined, 'a'],
      [false, undefined, 'b'],
    ],
  ],
  [
    '-a !b',
    [
      [true, undefined, 'a'],
      [true, undefined, 'b'],
    ],
  ],
  [
    '- !',
    [
      [false, undefined, '-'],
      [false, undefined, '!'],
    ],
  ],
  [
    're:x -RE:y',
    [
      [false, 're', 'x'],
      [true, 're', 'y'],
    ],
  ],
  [
    'other:x :y',
    [
      [false, undefined, 'other:x'],
      [false, undefined, ':y'],
    ],
  ],
  [
    're:"two words" "a ""b"" c"',
    [
      [false, 're', 'two words'],
      [false, undefined, 'a "b" c'],
    ],
  ],
  ['"not closed yet', [[false, undefined, 'not closed yet']]],
  ['a"b', [[false, undefined, 'a"b']]],
  [
    '/a b/ -/c\\/d/',
    [
      [false, '/', 'a b'],
      [true, '/', 'c\\/d'],
    ],
  ],
  [
    'a/b/c /a//b/',
    [
      [false, undefined, 'a/b/c'],
      [false, undefined, '/a//b/'],
    ],
  ],
  ['//', [[false, undefined, '//']]],
  ['!/a/', [[true, '/', 'a']]],
  ['x/a/', [[false, undefined, 'x/a/']]],
  ['/a', [[false, undefined, '/a']]],
  ['/a/b', [[false, undefined, '/a/b']]],
  ['/a\t/', [[false, '/', 'a\t']]],
  ['--a', [[true, undefined, '-a']]],
  ['a-b', [[false, undefined, 'a-b']]],
  ['-re:"a b', [[true, 're', 'a b']]],
  ['re:', [[false, 're', '']]],
  ['re:a:b', [[false, 're', 'a:b']]],
  ['""', [[false, undefined, '']]],
  ['"a"b', [[false, undefined, '"a"b']]],
  ['x"two words"', [[false, undefined, 'x"two words"']]],
])('%j has these pieces: %j', (text, words) => {
  const found = filterWords(text, ['re']);
  expect(found.map(({ isNegated, name, text: piece }) => [isNegated, name, piece])).toEqual(words);
});
