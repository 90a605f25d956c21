import type { TopicNode } from '../../model/topic-node.ts';
import { type TreeOrder, treeOrders } from '../../model/tree-order.ts';
import type { MqttSession } from '../../session/session.ts';
import { branchFilter } from '../../session/monitor/branch-filter.ts';
import { openClean } from '../clean/commands.ts';
import { printable } from '../../payload/printable.ts';
import { toggleBookmark } from './bookmarks.ts';
import type { Controls } from '../controls.ts';
import { told } from '../keys/key-binding.ts';
import { lineOf } from '../widgets/line-editor.ts';
import { selectPlace } from './select-place.ts';
import {
  isSelected,
  placeOf,
  selectedNode,
  treeEntries,
  treeIndexOf,
  treeLength,
  treeTop,
  unscrolledTop,
} from './tree-list.ts';
import { askIfLocked } from '../rooms/unlock.ts';

const treeHeight = (controls: Controls): number => Math.max(1, controls.boxes.inside('tree').rows);

/** Selects the row so many rows further down (or, negative, up), as far as there are rows. */
const moveBy = (controls: Controls, rows: number): void => {
  const { session, state } = controls;
  const index = treeIndexOf(session, state().selected);
  const target = Math.max(0, Math.min(treeLength(session) - 1, index + rows));
  const [entry] = treeEntries(session, target, 1);
  if (entry !== undefined) selectPlace(controls, placeOf(entry));
};

/** Sorts the topics; the selection stays on its topic. */
export const sortBy = (session: MqttSession, order: TreeOrder): void => {
  if (session.monitor === undefined) return;
  session.monitor.tree.view.order = order;
  session.clock.changedNow('topics');
  session.notify(`Topics are sorted by ${order}.`);
};

const setOpen = ({ session }: Controls, node: TopicNode, isOpen: boolean): void => {
  session.monitor?.tree.view.setOpen(node, isOpen);
  session.clock.changedNow('topics');
};

/** Opens a branch, or steps into one that is open. */
const open = (controls: Controls): void => {
  const node = selectedNode(controls.session, controls.state());
  if (node === undefined || node.children === undefined) return;
  if (controls.session.monitor?.tree.view.isUnfolded(node) === true) moveBy(controls, 1);
  else setOpen(controls, node, true);
};

/** Closes a branch, or steps out to the one above. */
const close = (controls: Controls): void => {
  const node = selectedNode(controls.session, controls.state());
  if (node === undefined) return;
  if (node.isOpen && node.children !== undefined) setOpen(controls, node, false);
  else if (node.parent !== undefined && node.parent.depth >= 0)
    selectPlace(controls, { kind: 'topic', topic: node.parent.topic });
};

const setOpenBelow = (controls: Controls, isOpen: boolean): void => {
  const node = selectedNode(controls.session, controls.state());
  if (node !== undefined) controls.session.monitor?.tree.view.setOpenBelow(node, isOpen);
  controls.session.clock.changedNow('topics');
};

/** Selects what stands in a row of the pane; a second click on a branch opens or closes it. */
export const clickTree = (controls: Controls, row: number): void => {
  const { session, state, boxes } = controls;
  const top = treeTop(session, state(), boxes.inside('tree').rows);
  const [entry] = treeEntries(session, top + row, 1);
  if (entry === undefined) return;
  const isBranch = entry.kind === 'topic' && entry.node.children !== undefined;
  if (isBranch && isSelected(state(), entry)) setOpen(controls, entry.node, !entry.node.isOpen);
  selectPlace(controls, placeOf(entry));
};

/** Scrolls by rows, downwards positive; the selection stays where it is. */
export const scrollTree = (controls: Controls, by: number): void => {
  const { session, state, dispatch } = controls;
  const height = treeHeight(controls);
  const top = treeTop(session, state(), height);
  const target = Math.max(0, Math.min(treeLength(session) - height, top + by));
  dispatch({
    type: 'tree-scrolled',
    treeWheel: target - unscrolledTop(session, state(), height),
  });
};

/** Looks for what is retained at and below the selection, to be cleared after a question. */
const askToClear = (controls: Controls): void => {
  const node = selectedNode(controls.session, controls.state());
  if (node === undefined) controls.session.notify('Choose a topic or a branch of them first.');
  else openClean(controls, [`${node.topic}/#`], false);
};

/** Leaves the selected topic, and what is below it, out of the tree; the selection goes on to what follows. */
const leaveOut = (controls: Controls): void => {
  const { session, state } = controls;
  const node = selectedNode(session, state());
  if (node === undefined) {
    session.notify('Choose a topic or a branch of them first.');
    return;
  }
  const index = treeIndexOf(session, state().selected);
  if (index === -1) {
    session.notify('The selected topic is not shown: choose another one.');
    return;
  }
  const [next] = treeEntries(session, index + node.rows, 1);
  const [before] = treeEntries(session, Math.max(0, index - 1), 1);
  const entry = next ?? before;
  const problem = session.monitor?.filters.exclude(branchFilter(node.topic), session.now);
  if (problem === undefined && entry !== undefined) selectPlace(controls, placeOf(entry));
  session.notify(
    problem ??
      `${printable(node.topic, 100) || '(empty)'} and what is below is left out; /include shows it again.`,
  );
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
    sortBy(
      session,
      treeOrders[(treeOrders.indexOf(tree.view.order) + 1) % treeOrders.length] ?? 'name',
    );
  },
  askToClear,
  exclude: leaveOut,
  bookmark: told((controls) => toggleBookmark(controls, '')),
} satisfies Record<string, (controls: Controls) => void>;
