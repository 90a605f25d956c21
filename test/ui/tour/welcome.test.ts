import { expect, it } from 'vitest';
import { tables } from '../../../source/ui/tables.ts';
import { tourSteps } from '../../../source/ui/tour/steps.ts';
import { tourText } from '../../../source/ui/tour/actions.ts';
import { initialTour } from '../../../source/ui/tour/state.ts';
import { welcomeLines } from '../../../source/ui/tour/welcome.ts';

/** Where a pane is depends on the size of the screen: nothing of this may be said. */
const place = /\b(?:left|right|above|below|bottom|top|beside)\b/i;

it('a first run is welcomed in six short lines, with keys of the table', () => {
  const lines = welcomeLines(tables, 'first run');
  expect(lines).toHaveLength(6);
  expect(lines.filter((line) => line.length > 48 || place.test(line))).toEqual([]);
  expect(lines.join(' ')).toMatch(/^Tab .*Ctrl\+P .*F12 .*F1 .*Ctrl\+C twice.*--demo.*\/tour/);
});

it('each step of the tour has its keys, says how to skip it, and names no place', () => {
  const texts = tourSteps.map((_, at) => tourText(tables, { ...initialTour(true), at, since: 0 }));
  for (const text of texts) {
    expect(text).toMatch(/^\d\/6 .* · Alt\+N skips · Alt\+E ends$/);
    expect(text).not.toMatch(place);
    // A key that the table lacks would be an empty word.
    expect(text).not.toMatch(/ {2}|: goes|undefined/);
  }
  expect(texts.join(' ')).toMatch(/Tab .*Ctrl\+P .*Chart: c .* = .*Esc .*Alt\+1 /);
});
