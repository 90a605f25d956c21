import { printable } from '../../payload/printable.ts';
import { matchedRanges } from '../fuzzy/find-names.ts';
import type { Look } from '../theme/theme.ts';
import { endSpans } from '../widgets/name-end.ts';
import { cutSpans, type Span } from '../widgets/span.ts';
import type { PaletteRow, RowKind } from './row.ts';

/** Cells before a name: the cursor's mark, and the kind. */
const markWidth = 2;
const kindWidth = 9;

/** The largest part of a row for a name that a description follows. */
const nameShare = 0.42;
const widestName = 36;

/** From this width on a key says in which pane it works. */
const wide = 76;

const looks: Partial<Record<RowKind, Look>> = { topic: 'topic', branch: 'topic', room: 'topic' };

/** The most characters of a name that are drawn. */
const longest = 400;

/** A name with the matched letters highlighted. */
const nameSpans = ({ kind, name, after }: PaletteRow, typed: string, isMarked: boolean): Span[] => {
  const own: Look = isMarked ? 'plain' : (looks[kind] ?? 'plain');
  const spans: Span[] = [];
  let end = 0;
  const add = (to: number, isFound: boolean): void => {
    const text = printable(name.slice(end, to), longest);
    if (text !== '') spans.push({ text, look: isFound ? 'found' : own });
    end = Math.max(end, to);
  };
  for (const [index, at] of matchedRanges(name, typed).entries()) add(at, index % 2 === 1);
  add(name.length, false);
  return after === '' ? spans : [...spans, { text: ` ${after}`, look: isMarked ? 'plain' : 'dim' }];
};

/** A row of the palette: kind, name and what it does on the left, the key on the right. */
export const rowSpans = (
  row: PaletteRow,
  typed: string,
  isMarked: boolean,
  width: number,
): { readonly start: readonly Span[]; readonly end: readonly Span[] } => {
  const { kind, about, key, where, isBookmark } = row;
  const place = where !== '' && width >= wide ? ` ${where}` : '';
  // The marked row has colours of its own.
  const quiet: Look = isMarked ? 'plain' : 'dim';
  const end: Span[] =
    key === ''
      ? []
      : [
          { text: `  ${key}`, look: 'strong' },
          { text: place, look: quiet },
        ];
  const used = end.reduce((sum, { text }) => sum + text.length, 0);
  const room = Math.max(0, width - markWidth - kindWidth - used);
  const mark = isMarked ? '▸ ' : '  ';
  const star = isBookmark ? '* ' : '';
  const before: Span[] = [
    { text: mark },
    { text: star, look: isMarked ? 'plain' : 'attention' },
    { text: kind.padEnd(kindWidth - star.length), look: quiet },
  ];
  const name = nameSpans(row, typed, isMarked);
  if (kind === 'topic' || kind === 'branch')
    return { start: [...before, ...endSpans(name, room)], end };
  if (about === '') return { start: [...before, ...cutSpans(name, room).spans], end };
  const column = Math.min(widestName, Math.floor((width - markWidth - kindWidth) * nameShare));
  const cut = cutSpans(name, column);
  const blanks = ' '.repeat(column - cut.cells + 1);
  return {
    start: [...before, ...cut.spans, { text: blanks }, { text: printable(about, longest) }],
    end,
  };
};
