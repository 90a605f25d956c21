import { expect, it } from 'vitest';
import { statisticsRows } from '../../../source/ui/statistics/text.ts';
import { aSession } from '../../support/at-screen.ts';
import { textOfRow } from '../../support/text-of-row.ts';

it('the figures stand in one column, and at 80 columns nothing is cut', () => {
  const figures = statisticsRows(aSession(undefined), 0)
    .map((row) => textOfRow(row, 78))
    .filter((row) => /^ {2}\w/.test(row));
  expect(figures.length).toBeGreaterThan(10);
  for (const row of figures) {
    expect(row).toMatch(/^.{17} *[\d,.]+(?: (?:[KMG]i)?B)? {3}/);
    expect(row.slice(0, 30).trimEnd()).toHaveLength(30);
    expect(row).not.toContain('…');
  }
});
