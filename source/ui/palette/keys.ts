import type { ActionContext, KeyBinding } from '../action-context.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { notifying } from '../keys/key-binding.ts';
import { textOf } from '../widgets/line-editor.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { bookmarksCommand, jumpCommand } from './commands.ts';
import { topicIn } from './place-of.ts';
import type { PaletteRow } from './row.ts';
import { paletteRows } from './rows.ts';
import { markedIndex } from './state.ts';

/** Moves the mark down (up if negative), within the matches. */
export const moveInPalette = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'palette');
  if (sheet === undefined) return;
  const { length } = paletteRows(context, sheet).rows;
  const index = nearestIndex(markedIndex(sheet, length) + by, length);
  const marked = { index, text: textOf(sheet.line) };
  context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, marked } });
};

const markedRow = (context: ActionContext): PaletteRow | undefined => {
  const sheet = sheetOfKind(context, 'palette');
  if (sheet === undefined) return undefined;
  const { rows } = paletteRows(context, sheet);
  return rows[markedIndex(sheet, rows.length)];
};

/** Goes to what is marked, runs it or changes it. */
export const chooseMarked = (context: ActionContext): void => {
  const row = markedRow(context);
  context.dispatch({ type: 'sheet-changed', sheet: undefined });
  if (row === undefined) return;
  context.dispatch({ type: 'palette-chosen', id: row.id });
  row.choose(context);
};

const takeOff = (context: ActionContext): void => {
  const row = markedRow(context);
  const { session } = row?.context ?? context;
  const topic = row?.isBookmark === true ? topicIn(row.id) : undefined;
  const problem = topic === undefined ? undefined : session.monitor?.bookmarks.toggle(topic);
  if (problem !== undefined) session.notify(problem);
  session.clock.changedNow('topics');
};

const isOnBookmarks = (context: ActionContext): boolean =>
  sheetOfKind(context, 'palette')?.among === 'bookmarks';

/** The keys of the sheet, and those that open it. */
export const paletteBindings: readonly KeyBinding[] = [
  {
    action: 'find',
    keys: ['Ctrl+P'],
    scope: 'anywhere',
    description: 'find a topic, room, person, command, setting or key by part of its name',
    command: 'jump',
    weight: 15,
    hint: 'find',
    run: notifying(jumpCommand.run),
  },
  {
    action: 'bookmarks',
    keys: ['B'],
    scope: 'tree',
    description: 'list the bookmarks',
    command: 'bookmarks',
    run: notifying(bookmarksCommand.run),
  },
  {
    action: 'up',
    keys: ['Up', 'Ctrl+P'],
    scope: 'palette',
    description: 'the one above',
    run: (c) => moveInPalette(c, -1),
  },
  {
    action: 'down',
    keys: ['Down', 'Ctrl+N'],
    scope: 'palette',
    description: 'the one below',
    run: (c) => moveInPalette(c, 1),
  },
  {
    action: 'page-up',
    keys: ['PageUp'],
    scope: 'palette',
    description: 'ten up',
    run: (c) => moveInPalette(c, -10),
  },
  {
    action: 'page-down',
    keys: ['PageDown'],
    scope: 'palette',
    description: 'ten down',
    run: (c) => moveInPalette(c, 10),
  },
  {
    action: 'remove',
    keys: ['Delete'],
    scope: 'palette',
    description: 'remove the bookmark, in the list of bookmarks',
    weight: 290,
    hint: 'remove',
    isEnabled: isOnBookmarks,
    run: takeOff,
  },
  {
    action: 'choose',
    keys: ['Enter'],
    scope: 'palette',
    description: 'go there, run it, or change it',
    weight: 300,
    hint: 'choose',
    run: chooseMarked,
  },
];
