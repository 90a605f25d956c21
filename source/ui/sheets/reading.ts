import type { Controls } from '../controls.ts';
import { deviceText } from '../devices/text.ts';
import { helpText } from '../help/text.ts';
import { statisticsText } from '../statistics/text.ts';
import { watchText } from '../watches/text.ts';
import { firstShown } from '../widgets/list-window.ts';
import type { ReadText } from './read-text.ts';
import type { ReadSheet } from './sheet.ts';

/** The texts of the sheets that are only read. */
export const readTexts: Readonly<Record<ReadSheet['kind'], ReadText>> = {
  help: helpText,
  statistics: statisticsText,
  devices: deviceText,
  watches: watchText,
};

/** Scrolls what is read down (or, negative, up) by rows, as far as there are some. */
export const scrollReading = (controls: Controls, by: number): void => {
  const { reading } = controls.state();
  if (reading === undefined) return;
  const { columns, rows } = controls.boxes.inside('sheet');
  const { length } = readTexts[reading.kind].rows(controls, Math.max(1, columns));
  // In a window that has grown it may stand beyond the end.
  const top = firstShown(firstShown(reading.top, length, rows) + by, length, rows);
  controls.dispatch({ type: 'reading-changed', reading: { ...reading, top } });
};
