import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactText } from '../../source/payload/compact-text.ts';
import { noFolds } from '../../source/payload/folds.ts';
import { decodeJson } from '../../source/payload/json.ts';
import type { TokenLine } from '../../source/payload/laid-out.ts';
import { outlineOf, rowTokens } from '../../source/payload/outline.ts';
import { printable } from '../../source/payload/printable.ts';
import { valueText } from '../../source/payload/value-text.ts';
import { deepestValue, mostValues } from '../../source/payload/value.ts';

const layOut = (text: string): readonly TokenLine[] | undefined => {
  const value = decodeJson(Buffer.from(text));
  return value && outlineOf(value, noFolds).map((row) => rowTokens(row));
};

const inText = (lines: readonly TokenLine[] | undefined): string[] | undefined =>
  lines?.map((line) => line.map(({ text }) => text).join(''));

/** The tokens in a row, without the blanks that the layout adds around them. */
const tokens = (lines: readonly TokenLine[] | undefined): string[] =>
  (lines ?? [])
    .flat()
    .map(({ text }) => text.trim())
    .filter((text) => text !== '');

const rolesOf = (text: string, role: string): string[] =>
  (layOut(text) ?? [])
    .flat()
    .filter((token) => token.role === role)
    .map((token) => token.text);

describe('decodeJson', () => {
  it('indents by two, a member or an element a line', () => {
    expect(inText(layOut('{"a":1,"b":[true,null],"c":{}}'))).toEqual([
      '{',
      '  "a": 1,',
      '  "b": [',
      '    true,',
      '    null',
      '  ],',
      '  "c": {}',
      '}',
    ]);
  });

  it.each([
    ['{}', ['{}']],
    ['[]', ['[]']],
    ['[[],[]]', ['[', '  [],', '  []', ']']],
    ['[[[]]]', ['[', '  [', '    []', '  ]', ']']],
    [' [ ]\n', ['[]']],
    ['"a"', ['"a"']],
    ['-1.5e+3', ['-1.5e+3']],
    ['null', ['null']],
  ])('lays out %j', (text, lines) => {
    expect(inText(layOut(text))).toEqual(lines);
  });

  it('keeps digits, order and duplicates as they were sent', () => {
    const text = '{"b":12345678901234567890,"a":1.10,"b":-0,"c":1E400}';
    expect(tokens(layOut(text)).join('')).toBe(text);
  });

  it.each([
    String.raw`{"\u0061":1}`,
    String.raw`{"a":1,"\u0061":2}`,
    String.raw`{"a\/b":{"\u00e9\n":"\u0061"}}`,
    String.raw`{"\ud83d\ude00":["\/"]}`,
  ])('keeps the spelling of names and strings: %s', (text) => {
    expect(tokens(layOut(text)).join('')).toBe(text);
    const value = decodeJson(Buffer.from(text))!;
    expect(compactText({ kind: 'JSON', notes: [], value }, 1000)).toBe(text);
    expect(valueText(value)).toBe(text);
  });

  it('tells names from strings', () => {
    const text = '{"a":"b","c":["d",{"e":"f"}]}';
    expect(rolesOf(text, 'key')).toEqual(['"a"', '"c"', '"e"']);
    expect(rolesOf(text, 'string')).toEqual(['"b"', '"d"', '"f"']);
  });

  it('tells numbers, literals and punctuation', () => {
    expect(rolesOf('[1,-2e5]', 'number')).toEqual(['1', '-2e5']);
    expect(rolesOf('[true,false,null,"true"]', 'literal')).toEqual(['true', 'false', 'null']);
    const punctuation = rolesOf('{"a":[1,2]}', 'punctuation').map((text) => text.trim());
    expect(punctuation.filter((text) => text !== '')).toEqual(['{', ':', '[', ',', ']', '}']);
  });

  it('is not misled by quotes, backslashes and brackets in strings', () => {
    const text = JSON.stringify({ 'a"]': '\\', 'b\\': '{"c":[1,' });
    expect(inText(layOut(text))).toEqual([
      '{',
      '  "a\\"]": "\\\\",',
      '  "b\\\\": "{\\"c\\":[1,"',
      '}',
    ]);
  });

  it('has the tokens of the payload, in order, for any JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.constantFrom(undefined, 2, '\t'),
        (value, space) => {
          const spread = layOut(JSON.stringify(value, undefined, space));
          expect(tokens(spread).join('')).toBe(printable(JSON.stringify(value), Infinity));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('agrees with JSON.stringify about lines and indents', () => {
    const value = fc.jsonValue({ maxDepth: 6 });
    fc.assert(
      fc.property(value, (any) => {
        const wanted = JSON.stringify(any, undefined, 2)
          .split('\n')
          .map((line) => printable(line));
        expect(inText(layOut(JSON.stringify(any)))).toEqual(wanted);
      }),
    );
  });

  it('does not indent without end', () => {
    const lines = inText(layOut('['.repeat(50) + ']'.repeat(50))) ?? [];
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(40);
  });

  it.each(['', ' ', '{', '[1,]', '{"a"}', "{'a':1}", 'nul', '01', '1 2', 'NaN', '"\n"', '{}x'])(
    'leaves %j to others',
    (text) => {
      expect(layOut(text)).toBeUndefined();
    },
  );

  it('leaves invalid UTF-8 to others', () => {
    expect(decodeJson(Buffer.from([0x22, 0xff, 0x22]))).toBeUndefined();
  });

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('tells of %s that are nested 100,000 deep where it stops', (_name, open, close) => {
    const inner = open === '[' ? '' : '1';
    const lines = layOut(open.repeat(100_000) + inner + close.repeat(100_000)) ?? [];
    expect(lines).toHaveLength(deepestValue * 2 + 1);
    expect(inText(lines.slice(-1))).toEqual([close]);
    expect(inText(lines)?.join('')).toContain('(not shown: nested deeper than 256 levels)');
  });

  it('goes on behind what is nested too deep', () => {
    const deep = `${'['.repeat(300)}1,{"x":2}${']'.repeat(300)}`;
    expect(inText(layOut(`{"a":${deep},"b":[true]}`))?.slice(-4)).toEqual([
      '  "b": [',
      '    true',
      '  ]',
      '}',
    ]);
  });

  it('tells where it stops in what has too many values', () => {
    const lines = inText(layOut(`{"list":[${'1,'.repeat(mostValues)}1],"more":2}`)) ?? [];
    expect(lines).toHaveLength(mostValues + 3);
    expect(lines.at(-3)).toContain('more than 300,000 values');
  });
});
