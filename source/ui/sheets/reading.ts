import type { ActionContext } from '../action-context.ts';
import { deviceText } from '../devices/text.ts';
import { helpSheetText } from '../help/text.ts';
import { statisticsText } from '../statistics/text.ts';
import { watchText } from '../watches/text.ts';
import { firstShown } from '../widgets/list-window.ts';
import type { ReadText } from './read-text.ts';
import type { ReadSheet } from './sheet.ts';

/** The texts of the sheets that are only read. */
export const readTexts: Readonly<Record<ReadSheet['kind'], ReadText>> = {
  help: helpSheetText,
  statistics: statisticsText,
  devices: deviceText,
  watches: watchText,
};

/** Scrolls what is read down (or, negative, up) by rows, as far as there are some. */
export const scrollReading = (context: ActionContext, by: number): void => {
  const { reading } = context.state();
  if (reading === undefined) return;
  const { columns, rows } = context.boxes.inside('sheet');
  const { length } = readTexts[reading.kind].rows(context, Math.max(1, columns));
  // In a window that has grown it may stand beyond the end.
  const top = firstShown(firstShown(reading.top, length, rows) + by, length, rows);
  context.dispatch({ type: 'reading-changed', reading: { ...reading, top } });
};
