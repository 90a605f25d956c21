import { fit, wrapCells } from '../draw/cells.ts';
import { filterHelp } from '../topics/filter-help.ts';
import type { Tables, Where } from '../controls.ts';
import { palette } from '../draw/palette.ts';
import { row } from '../draw/row.ts';

/** The sections of the help, in this order; the README has the same. */
export const helpSections: readonly { readonly title: string; readonly where: readonly Where[] }[] =
  [
    { title: 'Anywhere', where: ['anywhere', 'always'] },
    { title: 'Input box', where: ['input', 'line'] },
    { title: 'Rooms and topics', where: ['tree'] },
    { title: 'Log', where: ['log'] },
    { title: 'Details', where: ['details'] },
    { title: 'Two messages compared', where: ['compare'] },
    {
      title: 'Questions, forms, help, statistics',
      where: ['question', 'name', 'credentials', 'prompt', 'page'],
    },
    { title: 'Clean retained messages', where: ['clean'] },
    { title: 'Go to a topic or room', where: ['jump', 'sheet'] },
    { title: 'Publish editor', where: ['publish'] },
    { title: 'Templates', where: ['templates'] },
    { title: 'Subscriptions', where: ['subscriptions', 'subscription'] },
    { title: 'The broker', where: ['broker'] },
    { title: 'A recording that is open', where: ['recording'] },
  ];

/** Keys and what they do, for one section; the nine keys of the rooms share a line. */
export const sectionRows = (
  { keys: keyBindings }: Pick<Tables, 'keys'>,
  where: readonly Where[],
): readonly { readonly keys: string; readonly does: string }[] => {
  const rows = keyBindings.filter((binding) => where.includes(binding.where));
  return rows
    .filter(({ keys }) => !/^Alt\+[2-9]$/.test(keys[0] ?? ''))
    .map(({ keys, does }) =>
      keys[0] === 'Alt+1'
        ? { keys: 'Alt+1 … Alt+9', does: 'go to that room' }
        : { keys: keys.join(', '), does },
    );
};

/** What the signs on the screen mean. */
export const marks: readonly (readonly [string, string])[] = [
  ['⧖', 'waits for the connection'],
  ['↑', 'is on its way to the broker'],
  ['✓', 'the broker has acknowledged it'],
  ['✗', 'not sent; the reason stands below'],
  ['?', 'no chat message: shown raw'],
  ['R', 'retained by the broker'],
  ['*', 'a topic that you have bookmarked'],
  ['• ·', 'at the end of a topic: a message came within 2 seconds, 10 seconds'],
  ['z', 'stale: none came for ten times as long as is usual for it, or for --stale'],
  ['● ◌ ○', 'before a topic that tells whether a program is there: online, asleep, offline'],
  ['●', 'behind a time in the log: the message that others are compared with'],
  ['+ - ~', 'in a comparison: added, removed, changed (→ into)'],
  ['● ◌ ○ ?', 'before a device: online, asleep, offline, not known'],
  ['▸ ▾', 'a branch that is closed, open'],
  ['● rec 1,204', 'so many messages are in the file that is being recorded; /record stop ends it'],
  ['⟳ 2', 'so many messages are published again and again; /stop stops them'],
];

const keyWidth = 38;

/** Keys or a command on the left, what they do on the right, as many rows as that takes. */
const line = (left: string, right: string, width: number): string[] => {
  const indent = Math.min(keyWidth, Math.floor(width / 2));
  const keys = wrapCells(left, indent - 3);
  const does = wrapCells(right, width - indent);
  return Array.from({ length: Math.max(keys.length, does.length) }, (_, index) =>
    row(
      [
        { text: fit(`  ${keys[index] ?? ''}`, indent), style: palette.topic },
        { text: does[index] ?? '' },
      ],
      width,
    ),
  );
};

const heading = (text: string, width: number): string =>
  row([{ text, style: palette.title }], width);

/** The whole help, from the tables that the dispatchers use; rows of `width` cells. */
export const helpRows = (tables: Tables, width: number): string[] => [
  ...helpSections.flatMap(({ title, where }) => [
    heading(title, width),
    ...sectionRows(tables, where).flatMap(({ keys, does }) => line(keys, does, width)),
    row([], width),
  ]),
  heading('Marks', width),
  ...marks.flatMap(([mark, means]) => line(mark, means, width)),
  row([], width),
  heading('Filters of the topics', width),
  ...filterHelp.flatMap(([filter, means]) => line(filter, means, width)),
  row([], width),
  heading('Commands', width),
  ...tables.commands.flatMap(({ name, aliases, usage, does }) =>
    line(
      [`/${name}`, ...aliases.map((alias) => `/${alias}`)].join(' ') +
        (usage === '' ? '' : ` ${usage}`),
      does,
      width,
    ),
  ),
  ...line('//text', 'say text that begins with a slash', width),
];
