import { describe, expect, it } from 'vitest';
import { noFolds, setFold } from '../../source/payload/folds.ts';
import type { Token } from '../../source/payload/laid-out.ts';
import { outlineOf, pathOfRow, rowLength, rowTokens } from '../../source/payload/outline.ts';
import { numberValue, textValue, type Value } from '../../source/payload/value.ts';

const bytes = (...numbers: readonly number[]): Value => ({
  kind: 'bytes',
  bytes: Uint8Array.from(numbers),
});

const list = (...items: readonly Value[]): Value => ({ kind: 'list', items });

const tag = (name: string, value: Value): Value => ({ kind: 'tag', tag: name, value });

const rowsOf = (value: Value, folds = noFolds): string[] =>
  outlineOf(value, folds).map((row) =>
    rowTokens(row)
      .map(({ text }) => text)
      .join(''),
  );

/** The tokens of a value that takes one row, without its indent. */
const tokensOf = (value: Value): readonly Token[] => {
  const [row] = outlineOf(value, noFolds);
  return rowTokens(row!).slice(1);
};

describe('an outline', () => {
  it.each<[string, Value, Token]>([
    ['null', { kind: 'null' }, { role: 'literal', text: 'null' }],
    ['undefined', { kind: 'undefined' }, { role: 'literal', text: 'undefined' }],
    ['false', { kind: 'boolean', value: false }, { role: 'literal', text: 'false' }],
    ['a number', numberValue(1.5), { role: 'number', text: '1.5' }],
    ['a text', textValue('say "x"'), { role: 'string', text: String.raw`"say \"x\""` }],
    [
      'a text as it was written',
      { kind: 'string', text: 'a/b', source: String.raw`a\/b` },
      { role: 'string', text: String.raw`"a\/b"` },
    ],
    ['no bytes', bytes(), { role: 'string', text: '(no bytes)' }],
    ['one byte', bytes(255), { role: 'string', text: '0x ff (1 B)' }],
    [
      'what was left out',
      { kind: 'omitted', why: 'too much' },
      { role: 'offset', text: '(too much)' },
    ],
    ['an empty list', list(), { role: 'punctuation', text: '[]' }],
    ['an empty map', { kind: 'map', members: [] }, { role: 'punctuation', text: '{}' }],
  ])('shows %s on one row', (_, value, token) => {
    expect(tokensOf(value)).toEqual([token]);
    expect(rowsOf(value)).toEqual([token.text]);
  });

  it('shows the first 64 bytes of many', () => {
    const [{ text } = { text: '' }] = tokensOf(bytes(...Array.from({ length: 65 }, () => 1)));
    expect(text).toBe(`0x ${'01 '.repeat(64)}… (65 B)`);
    expect(rowsOf(bytes(...Array.from({ length: 64 }, () => 1)))).toEqual([
      `0x ${'01 '.repeat(64)}(64 B)`,
    ]);
  });

  it('cuts texts, names and numbers that are very long', () => {
    const long = 'x'.repeat(4096);
    expect(rowsOf(textValue(long))).toEqual([`"${long}"`]);
    const [cut = ''] = rowsOf(textValue(`${long}yz`));
    expect(cut).toContain('…');
    expect(cut.length).toBeLessThanOrEqual(4099);
    const source = `${long}yz`;
    const [asWritten = ''] = rowsOf({ kind: 'string', text: 'x', source });
    expect(asWritten.length).toBeLessThanOrEqual(4099);
    const value: Value = { kind: 'map', members: [{ key: 'x', source, value: numberValue(1) }] };
    expect(rowsOf(value)[1]?.length).toBeLessThan(4110);
  });

  it('writes tags behind a value, and where a list or map begins, but not where it ends', () => {
    expect(rowsOf(tag('a', tag('b', numberValue(1))))).toEqual(['1  a, b']);
    expect(rowsOf(tag('a', list(numberValue(1), tag('c', numberValue(2)))))).toEqual([
      '[  a',
      '  1,',
      '  2  c',
      ']',
    ]);
    expect(rowsOf(list(tag('a', list()), numberValue(1)))).toEqual(['[', '  [],  a', '  1', ']']);
    expect(tokensOf(tag('a', numberValue(1))).at(-1)).toEqual({ role: 'offset', text: '  a' });
    expect(rowsOf(tag('x'.repeat(1000), numberValue(1)))[0]?.length).toBeLessThan(310);
  });

  it('says how much a folded list or map has', () => {
    const value: Value = {
      kind: 'map',
      members: [
        { key: 'one', value: list(numberValue(1)) },
        { key: 'two', value: list(numberValue(1), list()) },
        { key: 'map', value: tag('t', { kind: 'map', members: [{ key: 'a', value: list() }] }) },
        { key: 'empty', value: list() },
      ],
    };
    const folds = ['.one', '.two', '.map', '.empty'].reduce(
      (before, segment) => setFold(before, [segment], true),
      noFolds,
    );
    expect(rowsOf(value, folds)).toEqual([
      '{',
      '  "one": [… 1 item],',
      '  "two": [… 2 items],',
      '  "map": {… 1 member},  t',
      '  "empty": []',
      '}',
    ]);
    expect(rowsOf(value, setFold(noFolds, [], true))).toEqual(['{… 4 members}']);
  });

  it('tells a comma, a name and its colon from the value', () => {
    const value: Value = {
      kind: 'map',
      members: [
        { key: 'a', value: numberValue(1) },
        { key: 'b', source: '(b)', value: numberValue(2) },
      ],
    };
    const rows = outlineOf(value, noFolds);
    expect(rowTokens(rows[1]!)).toEqual([
      { role: 'punctuation', text: '  ' },
      { role: 'key', text: '"a"' },
      { role: 'punctuation', text: ': ' },
      { role: 'number', text: '1' },
      { role: 'punctuation', text: ',' },
    ]);
    expect(rowTokens(rows[2]!)).toEqual([
      { role: 'punctuation', text: '  ' },
      { role: 'key', text: '(b)' },
      { role: 'punctuation', text: ': ' },
      { role: 'number', text: '2' },
    ]);
  });

  it('tells members of the same name apart', () => {
    const value: Value = {
      kind: 'map',
      members: [
        { key: 'a', value: numberValue(1) },
        { key: 'a', value: numberValue(2) },
      ],
    };
    const rows = outlineOf(value, noFolds);
    expect(rows.map((_, index) => pathOfRow(rows, index))).toEqual([[], ['.a'], ['.a#2'], []]);
    expect(pathOfRow(rows, 99)).toEqual([]);
    expect(
      rows.map(({ role, depth, parent, hasComma }) => [role, depth, parent, hasComma]),
    ).toEqual([
      ['begin', 0, -1, false],
      ['scalar', 1, 0, true],
      ['scalar', 1, 0, false],
      ['end', 0, -1, false],
    ]);
  });

  it('indents by two as deep as sixteen levels', () => {
    let value: Value = numberValue(1);
    for (let level = 0; level < 18; level += 1) value = list(value);
    const indents = rowsOf(value).map((row) => row.search(/\S/));
    expect(indents.slice(0, 19)).toEqual([
      ...Array.from({ length: 17 }, (_, level) => level * 2),
      32,
      32,
    ]);
  });
});

const mostCells = (value: Value, folds = noFolds): number => rowLength(outlineOf(value, folds)[0]!);

describe('the most cells of a row', () => {
  it('are counted where that is quick', () => {
    expect(mostCells(textValue('ab~'))).toBe(3 + 2 + 1);
    expect(mostCells({ kind: 'string', text: '"', source: 'abcd' })).toBe(4 + 2 + 1);
    expect(mostCells(numberValue(-12))).toBe(3 + 1);
    expect(mostCells({ kind: 'boolean', value: true })).toBe(9 + 1);
    expect(mostCells({ kind: 'undefined' })).toBe(9 + 1);
    expect(mostCells({ kind: 'null' })).toBe(9 + 1);
    expect(mostCells(list())).toBe(2 + 1);
    expect(mostCells(list(numberValue(1)))).toBe(2 + 1);
    expect(mostCells(list(numberValue(1)), setFold(noFolds, [], true))).toBe(30 + 1);
  });

  it.each<[string, Value]>([
    ['a text with a quote', textValue('a"')],
    ['a text with a backslash', textValue('a\\')],
    ['a text with a line break', textValue('a\n')],
    ['a text with a wide letter', textValue('日')],
    ['a text with what is not printed', textValue('\u007f')],
    ['bytes', bytes(1)],
    ['a tagged number', tag('t', numberValue(1))],
    ['what was left out', { kind: 'omitted', why: 'w' }],
  ])('may be any number for %s', (_, value) => {
    expect(mostCells(value)).toBe(Infinity);
  });

  it('grow with the level as far as the indent does, and with the name', () => {
    let value: Value = { kind: 'map', members: [{ key: 'abc', value: numberValue(1) }] };
    for (let level = 0; level < 19; level += 1) value = list(value);
    const rows = outlineOf(value, noFolds);
    expect(rowLength(rows[3]!)).toBe(6 + 2 + 1);
    expect(rowLength(rows[18]!)).toBe(32 + 2 + 1);
    expect(rowLength(rows[20]!)).toBe(32 + 3 + 4 + 1 + 1);
  });
});
