import { stripVTControlCharacters } from 'node:util';
import chalk from 'chalk';
import * as fc from 'fast-check';
import { render } from 'ink-testing-library';
import type { ComponentProps } from 'react';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import type { Look } from '../../../source/ui/theme/theme.ts';
import { Row } from '../../../source/ui/widgets/row.tsx';
import { fillRow, type Span, widthOfSpans } from '../../../source/ui/widgets/span.ts';
import { screenTexts } from '../../support/screen-texts.ts';

/** A part that begins with a mark, half a flag or half a syllable would melt into what stands before it; one that ends in a joiner into what follows. */
const melts = /^[\p{M}\p{Cf}\p{Emoji_Modifier}\p{RI}\u1160-\u11ff\ud7b0-\ud7ff]|\u200d$/u;

const spans: fc.Arbitrary<Span[]> = fc.array(
  fc.record({
    text: screenTexts(12).filter((text) => !melts.test(text)),
    look: fc.constantFrom<Look>('plain', 'dim', 'strong', 'topic', 'selected'),
  }),
  { maxLength: 5 },
);
const widths = fc.integer({ min: 0, max: 60 });

const textOf = (row: readonly Span[]): string => row.map(({ text }) => text).join('');

const rowOf = (start: string[], end: string[], width: number): string =>
  textOf(
    fillRow(
      start.map((text) => ({ text })),
      end.map((text) => ({ text })),
      width,
    ),
  );

describe('the spans of a row', () => {
  it('have exactly its width, whatever they are made of', () => {
    fc.assert(
      fc.property(spans, spans, widths, (start, end, width) => {
        expect(widthOfSpans(fillRow(start, end, width))).toBe(width);
        expect(widthOf(textOf(fillRow(start, [], width)))).toBe(width);
      }),
      { numRuns: 1000 },
    );
  });

  it('give way at the start, not at the end', () => {
    expect(rowOf(['temperature'], [' 12'], 10)).toBe('temper… 12');
    expect(rowOf(['a'], ['12'], 6)).toBe('a   12');
    expect(rowOf(['ab', 'cdef'], [], 4)).toBe('abc…');
  });
});

const drawn = (row: ComponentProps<typeof Row>): string =>
  render(<Row {...row} />).lastFrame() ?? '';

describe('a row', () => {
  const { level } = chalk;
  beforeAll(() => {
    chalk.level = 1;
  });
  afterAll(() => {
    chalk.level = level;
  });

  const start: Span[] = [{ text: 'a', look: 'strong' }];

  it('has the looks of its spans', () => {
    expect(drawn({ width: 3, start, end: [{ text: 'b', look: 'heading' }] })).toBe(
      `${chalk.bold('a')} ${chalk.underline('b')}`,
    );
  });

  it('loses them when it stands out as a whole, over its whole width', () => {
    const whole = chalk.inverse('a   ');
    expect(drawn({ width: 4, start, look: 'selected' })).toBe(whole);
    expect(drawn({ width: 4, start, look: 'selected', isFilled: false })).toBe(whole);
  });

  it('leaves the blanks behind its last span out where they are not wanted', () => {
    const row = { width: 9, start: [{ text: 'ab' }, { text: ' ', look: 'selected' }] } as const;
    const end = chalk.inverse(' ');
    expect(drawn({ ...row, isFilled: false })).toBe(`ab${end}`);
    expect(stripVTControlCharacters(drawn({ ...row, end: [{ text: '✓' }], isFilled: false }))).toBe(
      'ab      ✓',
    );
  });
});
