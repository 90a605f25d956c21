import { describe, expect, it } from 'vitest';
import { noFolds, setFold, unfoldTo } from '../../source/payload/folds.ts';
import { outlineOf, pathOfRow, rowLength, rowTokens } from '../../source/payload/outline.ts';
import { numberValue, textValue, type Value } from '../../source/payload/value.ts';

/** `{"a": {"b": [1, 2], "c": {}}, "d": "x"}` */
const value: Value = {
  kind: 'map',
  members: [
    {
      key: 'a',
      value: {
        kind: 'map',
        members: [
          { key: 'b', value: { kind: 'list', items: [numberValue(1), numberValue(2)] } },
          { key: 'c', value: { kind: 'map', members: [] } },
        ],
      },
    },
    { key: 'd', value: textValue('x') },
  ],
};

const shown = (folds = noFolds): string[] =>
  outlineOf(value, folds).map((row) =>
    rowTokens(row)
      .map(({ text }) => text)
      .join(''),
  );

const unfolded = [
  '{',
  '  "a": {',
  '    "b": [',
  '      1,',
  '      2',
  '    ],',
  '    "c": {}',
  '  },',
  '  "d": "x"',
  '}',
];

describe('folds', () => {
  it('fold a value away, and show it again', () => {
    const folds = setFold(noFolds, ['.a', '.b'], true);
    const rows = shown(folds);
    expect(rows).toHaveLength(unfolded.length - 3);
    expect(rows[2]).toMatch(/^ {4}"b": \[.*2.*\],/);
    expect(shown(setFold(folds, ['.a', '.b'], false))).toEqual(unfolded);
    expect(shown(noFolds)).toEqual(unfolded);
  });

  it('fold all below a value, where it has no setting of its own', () => {
    const folds = setFold(setFold(noFolds, [], true, true), [], false);
    expect(shown(folds)).toHaveLength(4);
    const opened = setFold(folds, ['.a'], false);
    expect(shown(opened)).toHaveLength(7);
    expect(shown(unfoldTo(folds, ['.a', '.b', '[0]']))).toEqual(unfolded);
    expect(shown(unfoldTo(setFold(noFolds, [], true, true), ['.a']))).toHaveLength(4);
  });

  it('forget the oldest of a thousand settings below one value', () => {
    let folds = noFolds;
    for (let index = 0; index < 1000; index += 1) folds = setFold(folds, [`[${index}]`], true);
    folds = setFold(folds, ['[0]'], true);
    folds = setFold(folds, ['[1000]'], true);
    expect(folds.children.size).toBe(1000);
    expect(['[0]', '[1]', '[2]'].map((segment) => folds.children.has(segment))).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('a row of an outline', () => {
  it('knows its path', () => {
    const rows = outlineOf(value, noFolds);
    expect(rows.map((_, index) => pathOfRow(rows, index).join(''))).toEqual([
      '',
      '.a',
      '.a.b',
      '.a.b[0]',
      '.a.b[1]',
      '.a.b',
      '.a.c',
      '.a',
      '.d',
      '',
    ]);
  });

  it('takes no more cells than it says, where it says', () => {
    const rows = outlineOf(
      {
        kind: 'list',
        items: [
          value,
          textValue('日本'),
          textValue('say "x"'),
          { kind: 'bytes', bytes: Uint8Array.of(1) },
          { kind: 'tag', tag: 't', value: numberValue(1) },
          { kind: 'omitted', why: 'w' },
          { kind: 'null' },
          { kind: 'undefined' },
          { kind: 'boolean', value: false },
          numberValue(-12.5),
          { kind: 'map', members: [{ key: 'ä', value: numberValue(1) }] },
          { kind: 'map', members: [{ key: '1', source: '(1)', value: numberValue(1) }] },
        ],
      },
      setFold(noFolds, ['[0]', '.a'], true),
    );
    const lengths = rows.map((row) => {
      const text = rowTokens(row)
        .map((token) => token.text)
        .join('');
      return { text, most: rowLength(row) };
    });
    for (const { text, most } of lengths) expect(text.length).toBeLessThanOrEqual(most);
    const finite = lengths.filter(({ most }) => most !== Infinity);
    expect(lengths.length - finite.length).toBe(6);
    expect(finite.find(({ text }) => text.includes('-12.5'))?.most).toBe(2 + 5 + 1);
    expect(finite.find(({ text }) => text.includes('"d": "x"'))?.most).toBe(4 + 5 + 3 + 1);
    expect(finite.find(({ text }) => text.includes('(1)'))?.most).toBe(4 + 7 + 1 + 1);
  });
});
