import { printable } from '../../payload/printable.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { openSheet } from '../sheets/open-sheet.ts';
import { told } from '../keys/key-binding.ts';
import { selectPlace } from '../topics/select-place.ts';
import { treeIndexOf } from '../topics/tree-list.ts';
import { textOf } from '../widgets/line-editor.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import { openJump, showBookmarks } from './commands.ts';
import { type JumpHit, jumpHits } from './hits.ts';
import type { JumpSheet } from './state.ts';

const hitsOf = ({ session }: Controls, { line, among }: JumpSheet): readonly JumpHit[] =>
  jumpHits(session, textOf(line), among).hits;

/** Moves the mark down (or, negative, up), as far as something was found. */
export const moveInJump = (controls: Controls, by: number): void => {
  const sheet = openSheet(controls, 'jump');
  if (sheet === undefined) return;
  const { length } = hitsOf(controls, sheet);
  const index = nearestIndex(nearestIndex(sheet.index, length) + by, length);
  controls.dispatch({ type: 'sheet-changed', sheet: { ...sheet, index } });
};

const markedHit = (controls: Controls): JumpHit | undefined => {
  const sheet = openSheet(controls, 'jump');
  if (sheet === undefined) return undefined;
  const hits = hitsOf(controls, sheet);
  return hits[nearestIndex(sheet.index, hits.length)];
};

/** Tells why a topic that is shown is not in the tree. */
const tellIfHidden = ({ session }: Controls, topic: string): void => {
  if (treeIndexOf(session, { kind: 'topic', topic }) !== -1) return;
  const name = printable(topic, 200);
  session.notify(
    session.monitor?.filters.text === ''
      ? `${name} is left out of the tree; /include shows it again.`
      : `The filter hides ${name} in the tree; Esc there drops the filter.`,
  );
};

const go = (controls: Controls): void => {
  const { session, dispatch } = controls;
  const hit = markedHit(controls);
  dispatch({ type: 'sheet-changed', sheet: undefined });
  if (hit === undefined) return;
  const { kind, topic } = hit;
  if (kind === 'topic' && session.monitor?.tree.find(topic) === undefined) {
    session.notify(`Nothing has come on ${printable(topic, 200)} yet.`);
    return;
  }
  if (kind === 'topic') session.monitor?.filters.reveal(topic);
  selectPlace(controls, { kind, topic });
  if (kind === 'topic') tellIfHidden(controls, topic);
  dispatch({ type: 'pane-focused', pane: kind === 'room' ? 'input' : 'tree' });
};

const takeOff = (controls: Controls): void => {
  const hit = markedHit(controls);
  const { session } = controls;
  const problem =
    hit?.isBookmark === true ? session.monitor?.bookmarks.toggle(hit.topic) : undefined;
  if (problem !== undefined) session.notify(problem);
  session.clock.changedNow('topics');
};

const isOnBookmarks = (controls: Controls): boolean =>
  openSheet(controls, 'jump')?.among === 'bookmarks';

/** The keys of the sheet, and the ones that open it. */
export const jumpBindings: readonly KeyBinding[] = [
  {
    keys: ['Ctrl+P'],
    where: 'anywhere',
    does: 'go to a topic, branch or room by a part of its name',
    run: told((c) => openJump(c, '')),
  },
  {
    keys: ['B'],
    where: 'tree',
    does: 'list the bookmarks',
    run: told(showBookmarks),
  },
  { keys: ['Up', 'Ctrl+P'], where: 'jump', does: 'the one above', run: (c) => moveInJump(c, -1) },
  { keys: ['Down', 'Ctrl+N'], where: 'jump', does: 'the one below', run: (c) => moveInJump(c, 1) },
  { keys: ['PageUp'], where: 'jump', does: 'ten up', run: (c) => moveInJump(c, -10) },
  { keys: ['PageDown'], where: 'jump', does: 'ten down', run: (c) => moveInJump(c, 10) },
  {
    keys: ['Delete'],
    where: 'jump',
    does: 'take the bookmark off, in the list of bookmarks',
    when: isOnBookmarks,
    run: takeOff,
  },
  { keys: ['Enter'], where: 'jump', does: 'go there', hint: 'go', run: go },
];
