import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { align } from '../../source/payload/align.ts';
import {
  compareInPlace,
  compareLines,
  type CompareRow,
} from '../../source/payload/compare-lines.ts';
import { comparePayloads } from '../../source/payload/compare-payloads.ts';
import { compareValues } from '../../source/payload/compare-values.ts';
import type { Decoded } from '../../source/payload/decoded.ts';
import { decodeHex } from '../../source/payload/hex.ts';
import { decodeJson } from '../../source/payload/json.ts';
import type { Value } from '../../source/payload/value.ts';

const json = (text: string): Value => decodeJson(Buffer.from(text))!;

const compared = (left: string, right: string): CompareRow[] =>
  compareValues(json(left), json(right));

/** Each row as its mark, and what stands left and right. */
const drawn = (rows: readonly CompareRow[]): string[] =>
  rows.map(({ mark, left, right }) =>
    mark === ' ' ? `  ${left}` : `${mark} ${left?.trim() ?? ''} | ${right?.trim() ?? ''}`,
  );

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner)] as const);
  // `fromEntries` would make `__proto__` a member, too, as JSON.parse does.
  return Object.fromEntries(entries.toReversed());
};

describe('comparing JSON', () => {
  it('marks what was changed, added and removed, member by member', () => {
    expect(
      drawn(compared('{"a":1,"b":{"c":2},"gone":[1]}', '{"b":{"c":3},"new":true,"a":1}')),
    ).toEqual([
      '  {',
      '    "a": 1',
      '    "b": {',
      '~ "c": 2 | "c": 3',
      '    }',
      '- "gone": [ | ',
      '- 1 | ',
      '- ] | ',
      '+  | "new": true',
      '  }',
    ]);
  });

  it('takes the order of members for no change, whatever the payload', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const rows = compared(JSON.stringify(value), JSON.stringify(shuffled(value)));
        expect(rows.filter(({ mark }) => mark !== ' ')).toEqual([]);
      }),
    );
  });

  it('finds a difference wherever there is one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
        const reordered = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(compared(left, right).some(({ mark }) => mark !== ' ')).toBe(!reordered);
      }),
    );
  });

  it('compares numbers by their digits', () => {
    expect(drawn(compared('12345678901234567890', '12345678901234567891'))).toEqual([
      '~ 12345678901234567890 | 12345678901234567891',
    ]);
  });

  it('knows an item that was put into a list', () => {
    expect(drawn(compared('[1,2,3]', '[1,9,2,3]'))).toEqual([
      '  [',
      '    1',
      '+  | 9',
      '    2',
      '    3',
      '  ]',
    ]);
  });

  it('goes into an item that was changed', () => {
    expect(drawn(compared('[{"id":1,"v":2}]', '[{"id":1,"v":3}]'))).toEqual([
      '  [',
      '    {',
      '      "id": 1',
      '~ "v": 2 | "v": 3',
      '    }',
      '  ]',
    ]);
  });

  it('shows what is the same and large in one row', () => {
    expect(drawn(compared('{"a":{"b":1,"c":2},"d":1}', '{"d":2,"a":{"c":2,"b":1}}'))).toEqual([
      '  {',
      '    "a": {… 2 members}',
      '~ "d": 1 | "d": 2',
      '  }',
    ]);
  });

  it('shows both where one is a list and the other is not', () => {
    expect(drawn(compared('{"a":[1]}', '{"a":1}'))).toEqual([
      '  {',
      '- "a": [ | ',
      '- 1 | ',
      '- ] | ',
      '+  | "a": 1',
      '  }',
    ]);
  });

  it('ends after so many rows and says so', () => {
    const many = JSON.stringify(Array.from({ length: 60_000 }, (_, index) => index));
    const rows = compared('{"a":1}', `{"b":${many}}`);
    expect(rows.length).toBeLessThan(20_010);
    expect(rows.at(-1)?.right).toContain('the rest is not compared');
  });
});

const tag = (name: string, value: Value): Value => ({ kind: 'tag', tag: name, value });

describe('comparing what is tagged', () => {
  it.each<[string, Value, Value, string[]]>([
    [
      'two tags around one map',
      tag('tag 5', json('{"a":1}')),
      tag('tag 6', json('{"a":1}')),
      ['- {  tag 5 | ', '- "a": 1 | ', '- } | ', '+  | {  tag 6', '+  | "a": 1', '+  | }'],
    ],
    [
      'a tag around one list alone',
      tag('tag 5', json('[1]')),
      json('[1]'),
      ['- [  tag 5 | ', '- 1 | ', '- ] | ', '+  | [', '+  | 1', '+  | ]'],
    ],
    [
      'tags in another order',
      tag('a', tag('b', json('[1]'))),
      tag('b', tag('a', json('[1]'))),
      ['- [  a, b | ', '- 1 | ', '- ] | ', '+  | [  b, a', '+  | 1', '+  | ]'],
    ],
    [
      'two tags around one number',
      tag('tag 5', json('1')),
      tag('tag 6', json('1')),
      ['~ 1  tag 5 | 1  tag 6'],
    ],
    ['a tag around one text alone', tag('time', json('"x"')), json('"x"'), ['~ "x"  time | "x"']],
    [
      'two tags around an empty list',
      tag('tag 5', json('[]')),
      tag('tag 6', json('[]')),
      ['~ []  tag 5 | []  tag 6'],
    ],
    [
      'the same tag',
      tag('tag 5', json('{"a":1}')),
      tag('tag 5', json('{"a":1}')),
      ['  {… 1 member}  tag 5'],
    ],
  ])('sees %s', (_name, left, right, rows) => {
    expect(drawn(compareValues(left, right))).toEqual(rows);
  });
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)]);
  return { entries: entries.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)) };
};

describe('lining up two lists', () => {
  const lists = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 });

  it('uses every entry of both once, in order', () => {
    fc.assert(
      fc.property(lists, lists, (left, right) => {
        const pairs = align(left, right);
        const indices = (side: 'left' | 'right'): number[] =>
          pairs.flatMap((pair) => pair[side] ?? []);
        expect(indices('left')).toEqual(left.map((_, index) => index));
        expect(indices('right')).toEqual(right.map((_, index) => index));
      }),
    );
  });

  it('finds nothing else in equal lists', () => {
    fc.assert(
      fc.property(lists, (list) => {
        for (const { left, right } of align(list, [...list])) expect(left).toBe(right);
      }),
    );
  });

  it('gives up on lists without anything in common, entry by entry', () => {
    const left = Array.from({ length: 5000 }, (_, index) => index);
    const right = left.map((number) => number + 10_000);
    expect(align(left, right)[4999]).toEqual({ left: 4999, right: 4999 });
  });
});

describe('comparing text and bytes', () => {
  it('goes line by line', () => {
    expect(drawn(compareLines(['a', 'b', 'c'], ['a', 'x', 'c', 'd']))).toEqual([
      '  a',
      '~ b | x',
      '  c',
      '+  | d',
    ]);
  });

  it('lets the places of bytes count', () => {
    expect(compareInPlace(['1', '2'], ['2', '2']).map(({ mark }) => mark)).toEqual(['~', ' ']);
    const [left, right] = [Buffer.alloc(40, 0xff), Buffer.alloc(40, 0xff)];
    right[20] = 0;
    const marks = comparePayloads(decodeHex(left), decodeHex(right)).map(({ mark }) => mark);
    expect(marks).toEqual([' ', '~', ' ']);
  });

  it('compares what is of two kinds line by line', () => {
    const rows = comparePayloads(
      { kind: 'JSON', notes: [], value: json('{"a":1}') },
      { kind: 'text', notes: [], lines: [[{ role: 'text', text: 'offline' }]] },
    );
    expect(drawn(rows)).toEqual(['~ { | offline', '- "a": 1 | ', '- } | ']);
  });
});

it('lines lists up only as long as the time for all of them lasts', () => {
  const [left, right] = [json('[[1,2,3],[1,2,3]]'), json('[[2,3,4],[2,3,4]]')];
  const marks = (): string =>
    compareValues(left, right)
      .map(({ mark }) => mark)
      .join('');
  const inTime = marks();
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10_000));
  onTestFinished(() => void vi.restoreAllMocks());
  expect(inTime).toContain('-');
  expect(marks()).not.toContain('-');
});

const indices = (
  left: readonly string[],
  right: readonly string[],
  timeout?: number,
): (number | undefined)[][] => align(left, right, timeout).map((pair) => [pair.left, pair.right]);

describe('two lists that are lined up', () => {
  it('have what was taken away beside what came in its place', () => {
    expect(indices(['a', 'x', 'y', 'b', 'z'], ['a', 'u', 'b', 'v', 'w'])).toEqual([
      [0, 0],
      [1, 1],
      [2, undefined],
      [3, 2],
      [4, 3],
      [undefined, 4],
    ]);
    expect(indices([], ['a'])).toEqual([[undefined, 0]]);
  });

  it('are compared entry by entry where there is no time, or too much', () => {
    const inPlace = [
      [0, 0],
      [1, 1],
      [undefined, 2],
    ];
    expect(indices(['a', 'b'], ['x', 'a', 'b'])).not.toEqual(inPlace);
    expect(indices(['a', 'b'], ['x', 'a', 'b'], 0)).toEqual(inPlace);
    const long = Array.from({ length: 20_001 }, (_, index) => `${index}`);
    expect(indices(['x', ...long.slice(1)], ['x', ...long.slice(1)]).at(-1)).toEqual([
      20_000, 20_000,
    ]);
    expect(indices(long, long.slice(1)).slice(0, 1)).toEqual([[0, 0]]);
    expect(indices(long.slice(2), long.slice(3)).slice(0, 1)).toEqual([[0, undefined]]);
  });
});

/** JSON in twenty lists. */
const nested = (inner: string): string => '['.repeat(20) + inner + ']'.repeat(20);

/** JSON of so many items. */
const manyItems = (count: number): string => JSON.stringify(Array.from({ length: count }, () => 1));

describe('the rows of a comparison', () => {
  it('are indented as in the details, on both sides', () => {
    expect(compared('{"a":[{"b":1,"c":[5]}]}', '{"a":[{"b":2,"c":[5]}]}')).toEqual([
      { mark: ' ', left: '{', right: '{' },
      { mark: ' ', left: '  "a": [', right: '  "a": [' },
      { mark: ' ', left: '    {', right: '    {' },
      { mark: '~', left: '      "b": 1', right: '      "b": 2', difference: '+1' },
      { mark: ' ', left: '      "c": [… 1 item]', right: '      "c": [… 1 item]' },
      { mark: ' ', left: '    }', right: '    }' },
      { mark: ' ', left: '  ]', right: '  ]' },
      { mark: ' ', left: '}', right: '}' },
    ]);
    expect(compared('{"a":[1]}', '{}')).toEqual([
      { mark: ' ', left: '{', right: '{' },
      { mark: '-', left: '  "a": [', right: undefined },
      { mark: '-', left: '    1', right: undefined },
      { mark: '-', left: '  ]', right: undefined },
      { mark: ' ', left: '}', right: '}' },
    ]);
    expect(compared('{"a":1}', '{"a":1,"b":[2]}').slice(2)).toEqual([
      { mark: '+', left: undefined, right: '  "b": [' },
      { mark: '+', left: undefined, right: '    2' },
      { mark: '+', left: undefined, right: '  ]' },
      { mark: ' ', left: '}', right: '}' },
    ]);
  });

  it('are indented as deep as sixteen levels', () => {
    const rows = compared(nested('1,2'), nested('1,3'));
    expect(rows[16]?.left).toBe(`${' '.repeat(32)}[`);
    expect(rows[19]?.left).toBe(`${' '.repeat(32)}[`);
    expect(rows[21]).toEqual({
      mark: '~',
      left: `${' '.repeat(32)}2`,
      right: `${' '.repeat(32)}3`,
      difference: '+1',
    });
  });

  it('tell members of the same name apart, and cut names that are very long', () => {
    expect(drawn(compared('{"a":1,"a":2}', '{"a":1,"a":3}'))).toEqual([
      '  {',
      '    "a": 1',
      '~ "a": 2 | "a": 3',
      '  }',
    ]);
    expect(drawn(compared('{"a":1,"a":2}', '{"a":1}'))).toContain('- "a": 2 | ');
    const name = 'x'.repeat(200);
    expect(compared(`{"${name}":1}`, `{"${name}":2}`)[1]?.left).toBe(`  "${name}": 1`);
    const [, { left = '' } = {}] = compared(`{"${name}yz":1}`, `{"${name}yz":2}`);
    expect(left).toContain('…');
    expect(left.length).toBeLessThan(215);
  });

  it('compare a map with a list, and either with nothing in it, as a whole', () => {
    expect(drawn(compared('[1]', '{"a":1}'))).toEqual([
      '- [ | ',
      '- 1 | ',
      '- ] | ',
      '+  | {',
      '+  | "a": 1',
      '+  | }',
    ]);
    expect(drawn(compared('[]', '{}'))).toEqual(['~ [] | {}']);
    expect(drawn(compared('[]', '1'))).toEqual(['~ [] | 1']);
    expect(drawn(compared('{}', '{}'))).toEqual(['  {}']);
    expect(drawn(compared('[]', '[1]'))).toEqual(['  [', '+  | 1', '  ]']);
  });

  it('are 20,000 at most, whichever side has more', () => {
    const enough = compared(manyItems(19_997), '1');
    expect(enough).toHaveLength(20_001);
    expect(enough.at(-1)).toEqual({
      mark: '~',
      left: '(more than 20,000 rows: the rest is not compared)',
      right: '(more than 20,000 rows: the rest is not compared)',
    });
    const fewer = compared(manyItems(19_996), '1');
    expect(fewer).toHaveLength(19_999);
    expect(fewer.at(-1)).toEqual({ mark: '+', left: undefined, right: '1' });
  });
});

const textOf = (...lines: readonly string[]): Decoded => ({
  kind: 'text',
  notes: [],
  lines: lines.map((line) => [
    { role: 'text', text: line },
    { role: 'offset', text: ' ' },
  ]),
});

/** The marks where a text, or dump, has got a line more at its start. */
const marksOf = (left: boolean, right: boolean): string =>
  comparePayloads(
    { ...textOf('a', 'b'), isDump: left },
    { ...textOf('new', 'a', 'b'), isDump: right },
  )
    .map(({ mark }) => mark)
    .join('');

const jsonPayload = (text: string): Decoded => ({ kind: 'JSON', notes: [], value: json(text) });

it('compares payloads by structure where both have one', () => {
  expect(
    drawn(comparePayloads(jsonPayload('{"a":1,"b":2}'), jsonPayload('{"b":2,"a":1}'))),
  ).toEqual(['  {… 2 members}']);
});

describe('payloads that are compared line by line', () => {
  it('may have moved, if they are text, and lose the blanks at their ends', () => {
    expect(comparePayloads(textOf('a', 'b'), textOf('new', 'a', 'b'))).toEqual([
      { mark: '+', left: undefined, right: 'new' },
      { mark: ' ', left: 'a', right: 'a' },
      { mark: ' ', left: 'b', right: 'b' },
    ]);
    expect(comparePayloads({ kind: 'empty', notes: [] }, textOf('a'))).toEqual([
      { mark: '+', left: undefined, right: 'a' },
    ]);
  });

  it('stay in their places only if both are dumps', () => {
    expect(marksOf(true, true)).toBe('~~+');
    for (const [left, right] of [
      [true, false],
      [false, true],
      [false, false],
    ] as const)
      expect(marksOf(left, right)).toBe('+  ');
  });
});
