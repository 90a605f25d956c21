import { afterAll, beforeAll, expect, it } from 'vitest';
import { setLooks } from '../../../source/ui/draw/palette.ts';
import { statisticsRows } from '../../../source/ui/statistics/statistics-rows.ts';
import { aSession } from '../../support/at-screen.ts';

beforeAll(() => setLooks({ colours: false, attributes: false }));
afterAll(() => setLooks({ colours: true, attributes: true }));

it('the figures stand in one column, and at 80 columns nothing is cut', () => {
  const figures = statisticsRows(aSession(undefined), 78, 0).filter((row) => /^ {2}\w/.test(row));
  expect(figures.length).toBeGreaterThan(10);
  for (const row of figures) {
    expect(row).toMatch(/^.{17} *[\d,.]+(?: (?:[KMG]i)?B)? {3}/);
    expect(row.slice(0, 30).trimEnd()).toHaveLength(30);
    expect(row).not.toContain('…');
  }
});
