import { fit, widthOf, wrapCells } from '../draw/cells.ts';
import { indicesInOrder } from '../fuzzy/letters-in-order.ts';
import type { ReadText } from '../sheets/read-text.ts';
import { blankRow, type TextRow, textRow } from '../widgets/text-row.ts';
import type { HelpGroup } from './groups.ts';
import type { HelpEntry } from './section-rows.ts';

/** The cells for keys in a help of `width` cells: less where it is narrow, so that sentences have room. */
const keyWidth = (width: number): number => Math.min(26, Math.max(12, Math.floor(width / 3)));

/** Keys on the left, what they do on the right; keys that take more room stand in the rows above. */
const entryRows = ({ keys, description }: HelpEntry, width: number): TextRow[] => {
  const indent = keyWidth(width);
  const isBeside = widthOf(keys) <= indent - 3;
  const above = isBeside ? [] : wrapCells(keys, width - 2);
  return [
    ...above.map((text) => textRow(`  ${text}`, 'topic')),
    ...wrapCells(description, width - indent).map((text, index): TextRow => ({
      start: [
        { text: fit(isBeside && index === 0 ? `  ${keys}` : '', indent), look: 'topic' },
        { text },
      ],
    })),
  ];
};

const textOfEntry = ({ keys, description }: HelpEntry): string => `${keys} ${description}`;

/** The groups with the entries that have all typed words, or else the typed letters in order. */
const found = (groups: readonly HelpGroup[], typed: string): readonly HelpGroup[] => {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return groups;
  const only = (
    find: (entries: readonly HelpEntry[], title: string) => readonly HelpEntry[],
  ): readonly HelpGroup[] =>
    groups
      .map(({ title, entries }) => ({ title, entries: find(entries, title) }))
      .filter(({ entries }) => entries.length > 0);
  const byWords = only((entries, title) =>
    entries.filter((entry) => {
      const text = `${title} ${textOfEntry(entry)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    }),
  );
  return byWords.length > 0
    ? byWords
    : only((entries) =>
        indicesInOrder(entries.map(textOfEntry), typed).flatMap((index) => entries[index] ?? []),
      );
};

/** The rows of the help, or of what a search in it finds. */
export const helpRows = (
  groups: readonly HelpGroup[],
  width: number,
  typed = '',
): readonly TextRow[] => {
  const shown = found(groups, typed);
  if (shown.length === 0) return [textRow('Nothing here has these letters.', 'dim')];
  return shown.flatMap(({ title, entries }, index) => [
    ...(index === 0 ? [] : [blankRow]),
    textRow(title, 'title'),
    ...entries.flatMap((entry) => entryRows(entry, width)),
  ]);
};

/** The help, as a text to read and to search over the screen. */
export const helpText = (groups: readonly HelpGroup[]): ReadText => ({
  title: 'Help',
  parts: [],
  rows: (_session, width, typed) => helpRows(groups, width, typed),
});
