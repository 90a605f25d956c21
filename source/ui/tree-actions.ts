import { printable } from '../payload/printable.ts';
import { treeOrders } from '../model/tree-order.ts';
import { plural } from './figures.ts';
import type { Controls } from './controls.ts';
import { lineOf } from './line-editor.ts';
import { insideOf } from './screen.ts';
import { selectPlace } from './select-place.ts';
import { placeOf, selectedNode, treeEntries, treeIndexOf, treeLength } from './tree-list.ts';
import { askIfLocked } from './unlock.ts';

const treeHeight = (controls: Controls): number =>
  Math.max(1, insideOf(controls.screen().layout, 'tree').rows);

/** Selects the row so many rows further down (or, negative, up), as far as there are rows. */
const moveBy = (controls: Controls, rows: number): void => {
  const { session, state } = controls;
  const now = Date.now();
  const index = treeIndexOf(session, state().selected, now);
  const target = Math.max(0, Math.min(treeLength(session) - 1, index + rows));
  const [entry] = treeEntries(session, target, 1, now);
  if (entry !== undefined) selectPlace(controls, placeOf(entry));
};

/** Opens a branch, or steps into one that is open. */
const open = (controls: Controls): void => {
  const node = selectedNode(controls.session, controls.state());
  if (node === undefined || node.children === undefined) return;
  if (controls.session.monitor?.tree.view.isUnfolded(node) === true) moveBy(controls, 1);
  else controls.session.monitor?.tree.view.setOpen(node, true);
  controls.session.clock.changed();
};

/** Closes a branch, or steps out to the one above. */
const close = (controls: Controls): void => {
  const node = selectedNode(controls.session, controls.state());
  if (node === undefined) return;
  const isOpen = node.isOpen && node.children !== undefined;
  if (isOpen) controls.session.monitor?.tree.view.setOpen(node, false);
  else if (node.parent !== undefined && node.parent.depth >= 0)
    selectPlace(controls, { kind: 'topic', topic: node.parent.topic });
  controls.session.clock.changed();
};

const setOpenBelow = (controls: Controls, isOpen: boolean): void => {
  const node = selectedNode(controls.session, controls.state());
  if (node !== undefined) controls.session.monitor?.tree.view.setOpenBelow(node, isOpen);
  controls.session.clock.changed();
};

/** Asks before the retained messages at and below the selection are cleared. */
const askToClear = ({ session, state, dispatch }: Controls): void => {
  const node = selectedNode(session, state());
  const topics = node === undefined ? [] : session.retainedBelow(node);
  if (topics.length === 0) session.notify('There is no retained message here that we know of.');
  else
    dispatch({
      type: 'asked',
      question: {
        text: `Clear ${plural(topics.length, 'retained message', 'retained messages')} at and below ${printable(node?.topic ?? '', 200)}? This cannot be undone.`,
        ask: { about: 'clear-retained', topics },
      },
    });
};

/** What the keys of the left pane do. */
export const treeActions = {
  up: (controls: Controls): void => moveBy(controls, -1),
  down: (controls: Controls): void => moveBy(controls, 1),
  pageUp: (controls: Controls): void => moveBy(controls, 1 - treeHeight(controls)),
  pageDown: (controls: Controls): void => moveBy(controls, treeHeight(controls) - 1),
  first: (controls: Controls): void => moveBy(controls, -treeLength(controls.session)),
  last: (controls: Controls): void => moveBy(controls, treeLength(controls.session)),
  open,
  close,
  openBelow: (controls: Controls): void => setOpenBelow(controls, true),
  closeBelow: (controls: Controls): void => setOpenBelow(controls, false),
  /** Goes where the selection can be used: into the room's input box, or the topic's log. */
  show: (controls: Controls): void => {
    const { state, dispatch } = controls;
    dispatch({ type: 'pane-focused', pane: state().selected?.kind === 'room' ? 'input' : 'log' });
    askIfLocked(controls);
  },
  filter: ({ state, dispatch }: Controls): void =>
    dispatch({ type: 'prompt-opened', prompt: { kind: 'filter', line: lineOf(state().filter) } }),
  sort: ({ session }: Controls): void => {
    const tree = session.monitor?.tree;
    if (tree === undefined) return;
    const next =
      treeOrders[(treeOrders.indexOf(tree.view.order) + 1) % treeOrders.length] ?? 'name';
    tree.view.order = next;
    session.notify(`Topics are sorted by ${next}.`);
  },
  askToClear,
} satisfies Record<string, (controls: Controls) => void>;
