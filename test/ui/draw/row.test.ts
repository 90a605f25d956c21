import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import { palette, setLooks, type Style } from '../../../source/ui/draw/palette.ts';
import { highlightedRow, row, rowWithEnd, type Span } from '../../../source/ui/draw/row.ts';
import { screenTexts } from '../../support/screen-texts.ts';

const styles: readonly (Style | undefined)[] = [
  undefined,
  palette.dim,
  palette.strong,
  palette.topic,
  palette.selected,
];

/** A part that begins with a mark, half a flag or half a syllable would melt into what stands before it; one that ends in a joiner into what follows. */
const melts = /^[\p{M}\p{Cf}\p{Emoji_Modifier}\p{RI}\u1160-\u11ff\ud7b0-\ud7ff]|\u200d$/u;

const spans: fc.Arbitrary<Span[]> = fc.array(
  fc
    .record({
      text: screenTexts(12).filter((text) => !melts.test(text)),
      style: fc.constantFrom(...styles),
    })
    .map(({ text, style }) => ({ text, ...(style === undefined ? {} : { style }) })),
  { maxLength: 5 },
);
const widths = fc.integer({ min: 0, max: 60 });

const cellsOf = (text: string): number => widthOf(stripVTControlCharacters(text));

describe('a row', () => {
  beforeAll(() => setLooks({ colours: true, attributes: true }));
  afterAll(() => setLooks({ colours: true, attributes: true }));

  it('has exactly its width, whatever it is made of', () => {
    fc.assert(
      fc.property(spans, widths, (parts, width) => {
        expect(cellsOf(row(parts, width))).toBe(width);
      }),
      { numRuns: 1000 },
    );
  });

  it('with something at its end has exactly its width too', () => {
    fc.assert(
      fc.property(spans, spans, widths, (start, end, width) => {
        expect(cellsOf(rowWithEnd(start, end, width))).toBe(width);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps its width when it stands out', () => {
    fc.assert(
      fc.property(spans, spans, widths, (start, end, width) => {
        expect(cellsOf(highlightedRow(start, end, width, palette.selected))).toBe(width);
      }),
      { numRuns: 500 },
    );
  });

  it('cuts its start, not its end', () => {
    setLooks({ colours: false, attributes: false });
    expect(rowWithEnd([{ text: 'temperature' }], [{ text: ' 12' }], 10)).toBe('temper… 12');
    expect(rowWithEnd([{ text: 'a' }], [{ text: '12' }], 6)).toBe('a   12');
    expect(row([{ text: 'ab' }, { text: 'cdef' }], 4)).toBe('abc…');
  });

  it('loses the looks of its parts when it stands out as a whole', () => {
    setLooks({ colours: true, attributes: true });
    expect(highlightedRow([{ text: 'a', style: palette.dim }], [], 2, palette.selected)).toBe(
      palette.selected('a '),
    );
  });
});
