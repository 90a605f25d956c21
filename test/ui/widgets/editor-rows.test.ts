import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphemes } from '../../../source/ui/draw/cells.ts';
import { editorRows } from '../../../source/ui/widgets/editor-rows.ts';
import { type EditedLine, editedLine } from '../../../source/ui/widgets/line-editor.ts';
import { hostileTexts } from '../../support/arbitraries.ts';
import { character } from '../../support/screen-texts.ts';
import { terminalCells } from '../../support/terminal-cells.ts';

const lineWith = (text: string, cursor: number): EditedLine => {
  const line = editedLine(text);
  return { ...line, cursor: Math.min(cursor, line.characters.length) };
};

/** Lines with breaks in them, the cursor anywhere. */
const lines = (unit: fc.Arbitrary<string>): fc.Arbitrary<EditedLine> =>
  fc
    .tuple(
      fc.string({
        unit: fc.oneof({ weight: 5, arbitrary: unit }, { weight: 1, arbitrary: fc.constant('\n') }),
        maxLength: 40,
      }),
      fc.nat(40),
    )
    .map(([text, cursor]) => lineWith(text, cursor));

const widths = fc.integer({ min: 18, max: 40 });

describe('the rows of a line being typed', () => {
  it('fit into the width', () => {
    fc.assert(
      fc.property(lines(character), widths, (line, width) => {
        for (const row of editorRows(line, width).rows)
          expect(terminalCells(row)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 1000 },
    );
  });

  it('fit into the width, whatever was pasted', () => {
    fc.assert(
      fc.property(lines(hostileTexts(3)), widths, (line, width) => {
        for (const row of editorRows(line, width).rows)
          expect(terminalCells(row)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 1000 },
    );
  });

  it('fit into the width when one character stands for many: a letter with invisible tags', () => {
    const tagged = `a${'\u{e0041}'.repeat(10)}`;
    for (const row of editorRows(editedLine(tagged), 30).rows)
      expect(terminalCells(row)).toBeLessThanOrEqual(30);
  });

  it('put the cursor within the width behind such a character', () => {
    expect(editorRows(editedLine(`a${'\u{e0041}'.repeat(10)}`), 30).cursor.x).toBeLessThan(30);
  });

  it('show every character in its order, and a new row for each new line', () => {
    fc.assert(
      fc.property(lines(character), widths, (line, width) => {
        const { rows } = editorRows(line, width);
        const text = line.characters.join('');
        expect(rows.join('')).toBe(text.replaceAll('\n', ''));
        expect(rows.length).toBeGreaterThanOrEqual(text.split('\n').length);
      }),
    );
  });

  it('put the cursor within them', () => {
    fc.assert(
      fc.property(lines(character), widths, (line, width) => {
        const { rows, cursor } = editorRows(line, width);
        expect(cursor.y).toBeGreaterThanOrEqual(0);
        expect(cursor.y).toBeLessThan(rows.length);
        expect(cursor.x).toBeGreaterThanOrEqual(0);
        expect(cursor.x).toBeLessThan(width);
      }),
      { numRuns: 1000 },
    );
  });

  it('put the cursor on a cell of the width even where a full row ends in a new line', () => {
    const { cursor } = editorRows(lineWith(`${'a'.repeat(20)}\nb`, 20), 20);
    expect(cursor.x).toBeLessThan(20);
  });

  it('put the cursor behind what stands before it', () => {
    fc.assert(
      fc.property(lines(character), widths, (line, width) => {
        const { rows, cursor } = editorRows(line, width);
        const before = line.characters.slice(0, line.cursor).join('').replaceAll('\n', '');
        const shownBefore = rows.slice(0, cursor.y).join('');
        const rest = before.slice(shownBefore.length);
        expect(before.startsWith(shownBefore)).toBe(true);
        expect(rows[cursor.y]?.startsWith(rest)).toBe(true);
        expect(cursor.x).toBe(terminalCells(rest));
      }),
      { numRuns: 1000 },
    );
  });

  it('have room for the cursor behind the last character', () => {
    expect(editorRows(editedLine('abcde'), 5)).toEqual({
      rows: ['abcde', ''],
      cursor: { x: 0, y: 1 },
    });
    expect(editorRows(editedLine('你好'), 5)).toEqual({ rows: ['你好'], cursor: { x: 4, y: 0 } });
    expect(editorRows(editedLine('a你好'), 5)).toEqual({
      rows: ['a你好', ''],
      cursor: { x: 0, y: 1 },
    });
    expect(editorRows(editedLine(''), 5)).toEqual({ rows: [''], cursor: { x: 0, y: 0 } });
  });

  it('make control characters visible', () => {
    expect(editorRows(editedLine('a\tb\u001b'), 10).rows).toEqual(['a␉b␛']);
  });

  it('show nothing of a secret but how many characters it has', () => {
    const noise = fc.array(character, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(noise, widths, (text, width) => {
        const shown = editorRows(editedLine(text), width, '•').rows.join('');
        expect(shown).toBe('•'.repeat(graphemes(text).length));
      }),
    );
  });
});
