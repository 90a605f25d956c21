import { fit, wrapCells } from '../draw/cells.ts';
import { filterHelp } from '../topics/filter-help.ts';
import type { ActionTables, HelpSection } from '../action-context.ts';
import { byKeyboard } from '../keys/key-order.ts';
import type { ReadText } from '../sheets/read-text.ts';
import { blankRow, textRow, type TextRow } from '../widgets/text-row.ts';

/** The keys of one section and what they do, in keyboard order; the nine room keys share a line. */
export const sectionRows = (
  { keys: keyBindings, canReport = () => true }: Pick<ActionTables, 'keys' | 'canReport'>,
  { scopes }: HelpSection,
): readonly { readonly keys: string; readonly description: string }[] =>
  scopes
    .flatMap((scope) =>
      keyBindings.filter((binding) => binding.scope === scope).toSorted(byKeyboard),
    )
    .filter(({ keys }) => !/^Alt\+[2-9]$/.test(keys[0] ?? ''))
    .map(({ keys, description }) =>
      keys[0] === 'Alt+1'
        ? { keys: 'Alt+1 … Alt+9', description: 'go to that room' }
        : { keys: keys.filter(canReport).join(', '), description },
    );

/** What the marks on the screen mean. */
export const marks: readonly (readonly [string, string])[] = [
  ['⧖', 'waiting for the connection'],
  ['↑', 'on its way to the broker'],
  ['✓', 'acknowledged by the broker'],
  ['✗', 'not sent; the reason is shown below'],
  ['?', 'not a chat message: shown raw'],
  ['R', 'retained by the broker'],
  ['*', 'a bookmarked topic'],
  ['• ·', 'after a topic: a message arrived within 2 seconds, 10 seconds'],
  ['stale', 'a regular topic is silent for over five intervals and a minute, or for --stale'],
  ['● ◌ ○', 'before a topic that reports availability: online, asleep, offline'],
  ['●', 'after a time in the log: the message marked for comparison'],
  ['+ - ~', 'in a comparison: added, removed, changed (→ into)'],
  ['● ◌ ○ ?', 'before a device: online, asleep, offline, unknown'],
  ['▸ ▾', 'a branch that is closed, open'],
  ['● rec 1,204', 'messages recorded so far; /record stop ends the recording'],
  ['⟳ 2', 'messages being published repeatedly; /stop stops them'],
];

const keyWidth = 40;

/** Keys or a command on the left, and what they do on the right, in as many rows as needed. */
const pair = (left: string, right: string, width: number): TextRow[] => {
  const indent = Math.min(keyWidth, Math.floor(width / 2));
  const keys = wrapCells(left, indent - 3);
  const description = wrapCells(right, width - indent);
  return Array.from({ length: Math.max(keys.length, description.length) }, (_, index) => ({
    start: [
      { text: fit(`  ${keys[index] ?? ''}`, indent), look: 'topic' },
      { text: description[index] ?? '' },
    ],
  }));
};

/** The whole help, made from the tables that the dispatchers use. */
export const helpRows = (tables: ActionTables, width: number): TextRow[] => [
  ...tables.sections.flatMap((section) => [
    textRow(section.title, 'title'),
    ...sectionRows(tables, section).flatMap(({ keys, description }) =>
      pair(keys, description, width),
    ),
    blankRow,
  ]),
  textRow('Marks', 'title'),
  ...marks.flatMap(([mark, means]) => pair(mark, means, width)),
  blankRow,
  textRow('Filters for the topic tree', 'title'),
  ...filterHelp.flatMap(([filter, means]) => pair(filter, means, width)),
  blankRow,
  textRow('Commands', 'title'),
  ...tables.commands.flatMap(({ name, aliases, parameters, description }) =>
    pair(
      [`/${name}`, ...aliases.map((alias) => `/${alias}`)].join(' ') +
        (parameters === '' ? '' : ` ${parameters}`),
      description,
      width,
    ),
  ),
  ...pair('//text', 'say text that starts with a slash', width),
];

/** The help, as a text to read over the screen. */
export const helpText = (tables: ActionTables): ReadText => ({
  title: 'Help',
  parts: [],
  rows: (_session, width) => helpRows(tables, width),
});
