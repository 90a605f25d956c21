import { printable } from '../../payload/printable.ts';
import type { ActionContext, KeyBinding } from '../action-context.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { notifying } from '../keys/key-binding.ts';
import { changeSelection } from '../topics/change-selection.ts';
import { treeIndexOf } from '../topics/tree-list.ts';
import { textOf } from '../widgets/line-editor.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { bookmarksCommand, jumpCommand } from './commands.ts';
import { type JumpHit, jumpHits } from './hits.ts';
import type { JumpSheet } from './state.ts';

const hitsOf = ({ session }: ActionContext, { line, among }: JumpSheet): readonly JumpHit[] =>
  jumpHits(session, textOf(line), among).hits;

/** Moves the mark down (up if negative), within the matches. */
export const moveInJump = (context: ActionContext, by: number): void => {
  const sheet = sheetOfKind(context, 'jump');
  if (sheet === undefined) return;
  const { length } = hitsOf(context, sheet);
  const index = nearestIndex(nearestIndex(sheet.index, length) + by, length);
  context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, index } });
};

const markedHit = (context: ActionContext): JumpHit | undefined => {
  const sheet = sheetOfKind(context, 'jump');
  if (sheet === undefined) return undefined;
  const hits = hitsOf(context, sheet);
  return hits[nearestIndex(sheet.index, hits.length)];
};

/** Explains in a notice why the topic shown is missing from the tree. */
const tellIfHidden = ({ session }: ActionContext, topic: string): void => {
  if (treeIndexOf(session, { kind: 'topic', topic }) !== -1) return;
  const name = printable(topic, 200);
  session.notify(
    session.monitor?.filters.text === ''
      ? `${name} is left out of the tree; /include shows it again.`
      : `The filter hides ${name} in the tree; Esc there clears the filter.`,
  );
};

const go = (context: ActionContext): void => {
  const { session, dispatch } = context;
  const hit = markedHit(context);
  dispatch({ type: 'sheet-changed', sheet: undefined });
  if (hit === undefined) return;
  const { kind, topic } = hit;
  if (kind === 'topic' && session.monitor?.tree.find(topic) === undefined) {
    session.notify(`No message has arrived on ${printable(topic, 200)} yet.`);
    return;
  }
  if (kind === 'topic') session.monitor?.filters.reveal(topic);
  changeSelection(context, { kind, topic });
  if (kind === 'topic') tellIfHidden(context, topic);
  dispatch({ type: 'pane-focused', pane: kind === 'room' ? 'input' : 'tree' });
};

const takeOff = (context: ActionContext): void => {
  const hit = markedHit(context);
  const { session } = context;
  const problem =
    hit?.isBookmark === true ? session.monitor?.bookmarks.toggle(hit.topic) : undefined;
  if (problem !== undefined) session.notify(problem);
  session.clock.changedNow('topics');
};

const isOnBookmarks = (context: ActionContext): boolean =>
  sheetOfKind(context, 'jump')?.among === 'bookmarks';

/** The keys of the sheet, and those that open it. */
export const jumpBindings: readonly KeyBinding[] = [
  {
    keys: ['Ctrl+P'],
    scope: 'anywhere',
    description: 'go to a topic, branch or room by part of its name',
    command: 'jump',
    run: notifying(jumpCommand.run),
  },
  {
    keys: ['B'],
    scope: 'tree',
    description: 'list the bookmarks',
    run: notifying(bookmarksCommand.run),
  },
  {
    keys: ['Up', 'Ctrl+P'],
    scope: 'jump',
    description: 'the one above',
    run: (c) => moveInJump(c, -1),
  },
  {
    keys: ['Down', 'Ctrl+N'],
    scope: 'jump',
    description: 'the one below',
    run: (c) => moveInJump(c, 1),
  },
  { keys: ['PageUp'], scope: 'jump', description: 'ten up', run: (c) => moveInJump(c, -10) },
  { keys: ['PageDown'], scope: 'jump', description: 'ten down', run: (c) => moveInJump(c, 10) },
  {
    keys: ['Delete'],
    scope: 'jump',
    description: 'remove the bookmark, in the list of bookmarks',
    isEnabled: isOnBookmarks,
    run: takeOff,
  },
  { keys: ['Enter'], scope: 'jump', description: 'go there', weight: 300, hint: 'go', run: go },
];
