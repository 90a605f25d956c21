import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../../payload/printable.ts';
import { count } from '../../format/count.ts';
import type { ActionContext } from '../action-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { textOf } from '../widgets/line-editor.ts';
import type { PaletteRow } from './row.ts';
import { paletteRows } from './rows.ts';
import { markedIndex, type PaletteSheet } from './state.ts';

/** The most characters of a name that are spoken. */
const longest = 400;

const spokenRow = ({ kind, name, after, about, key, where, isBookmark }: PaletteRow): string =>
  [
    `${isBookmark ? 'bookmarked ' : ''}${kind} ${printable(`${name} ${after}`.trim(), longest)}`,
    printable(about, longest),
    key === '' ? '' : `key ${key} ${where}`.trim(),
  ]
    .filter((part) => part !== '')
    .join(', ');

type SpokenPaletteProps = { readonly sheet: PaletteSheet; readonly context: ActionContext };

/** What was typed in the palette, and the marked row. */
export const SpokenPalette = ({ sheet, context }: SpokenPaletteProps): ReactNode => {
  useMqttSession('all', 'rooms', 'topics');
  const { rows } = paletteRows(context, sheet);
  const marked = markedIndex(sheet, rows.length);
  const row = rows[marked];
  const title = sheet.among === 'all' ? 'Find anything' : 'Bookmarks';
  const found =
    row === undefined
      ? 'nothing found'
      : `${count(marked + 1)} of ${count(rows.length)}: ${spokenRow(row)}`;
  return (
    <Box aria-role="combobox">
      <Text>{`${title}: ${printable(textOf(sheet.line))} (${found})`}</Text>
    </Box>
  );
};
