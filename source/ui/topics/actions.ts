import { hasOnlyOnlineState } from '../../model/online-child.ts';
import type { Room } from '../../model/room.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import { type TreeOrder, treeOrders } from '../../model/tree-order.ts';
import type { MqttSession } from '../../session/session.ts';
import { branchFilter } from '../../session/monitor/branch-filter.ts';
import { cleanCommand } from '../clean/commands.ts';
import { printable } from '../../payload/printable.ts';
import { bookmarkCommand } from './bookmarks.ts';
import type { ActionContext } from '../action-context.ts';
import { notifying } from '../keys/key-binding.ts';
import { editedLine } from '../widgets/line-editor.ts';
import { changeSelection, goTo } from './change-selection.ts';
import {
  isChosen,
  paneEntries,
  paneIndexOf,
  paneLength,
  selectionIn,
  treeTop,
  unscrolledTop,
} from './pane-list.ts';
import { shownEntries } from './rows-above.ts';
import {
  selectionOf,
  selectedNode,
  selectedRoom,
  selectedRow,
  treeEntries,
  treeIndexOf,
} from './tree-list.ts';
import { askIfLocked } from '../rooms/unlock.ts';

const treeHeight = (context: ActionContext): number =>
  Math.max(1, context.boxes.inside('tree').rows);

const lengthOf = ({ workspace, state }: ActionContext): number => paneLength(workspace, state());

/** Moves the selection down by rows (up if negative), within the list; beyond a heading another broker becomes the current one. */
const moveBy = (context: ActionContext, rows: number): void => {
  const { workspace, state } = context;
  const index = paneIndexOf(context, state(), state().selected);
  const target = Math.max(0, Math.min(lengthOf(context) - 1, index + rows));
  const [entry] = paneEntries(workspace, state(), target, 1);
  if (entry !== undefined) goTo(context, entry.session, selectionIn(entry));
};

/** Whether the heading of the current broker is selected. */
export const isOnHeading = ({ workspace, session, state }: ActionContext): boolean =>
  isChosen(workspace, state(), { kind: 'broker', session });

/** Shows of a broker the heading alone, or its rows as well. */
const setFolded = ({ session, state, dispatch }: ActionContext, isFolded: boolean): void => {
  const folded = new Set(state().folded);
  if (isFolded) folded.add(session);
  else folded.delete(session);
  dispatch({ type: 'broker-folded', folded });
};

const isFolded = ({ session, state }: ActionContext): boolean => state().folded.has(session);

/** Sorts the topics; the selection stays on its topic. */
export const sortBy = (session: MqttSession, order: TreeOrder): void => {
  if (session.monitor === undefined) return;
  session.monitor.tree.view.order = order;
  session.clock.changedNow('topics');
  session.notify(`Topics are sorted by ${order}.`);
};

const setOpen = ({ session }: ActionContext, node: TopicNode, isOpen: boolean): void => {
  session.monitor?.tree.view.branches.setOpen(node, isOpen);
  if (!isOpen) session.monitor?.tree.view.branches.join(node);
  session.clock.changedNow('topics');
};

/** Shows a room's own topics below its row, or hides them. */
const setRoomOpen = ({ monitor, clock }: MqttSession, { topic }: Room, isOpen: boolean): void => {
  monitor?.tree.rooms.setOpen(topic, isOpen);
  clock.changedNow('rooms', 'topics');
};

/** Unfolds a broker, a branch, a room, or the levels that share a topic's row; steps into what is unfolded. */
const open = (context: ActionContext): void => {
  const { session } = context;
  if (isOnHeading(context)) {
    if (isFolded(context)) setFolded(context, false);
    else moveBy(context, 1);
    return;
  }
  const view = session.monitor?.tree.view;
  const room = selectedRoom(session, context.state());
  if (room !== undefined) {
    if (session.monitor?.tree.rooms.isOpen(room.topic) === true) moveBy(context, 1);
    else setRoomOpen(session, room, true);
    return;
  }
  const node = selectedRow(session, context.state());
  if (view === undefined || node === undefined) return;
  if (node.children === undefined) {
    view.branches.split(node);
    session.clock.changedNow('topics');
  } else if (view.isUnfolded(node)) moveBy(context, 1);
  else setOpen(context, node, true);
};

/** Steps out to the heading of the broker, if it has one. */
const stepToHeading = (context: ActionContext): void => {
  if (context.workspace.hasSeveral) changeSelection(context, undefined);
};

/** Folds a broker, a branch, a room, or levels that shared a row, or steps out to the parent. */
const close = (context: ActionContext): void => {
  const { session } = context;
  if (isOnHeading(context)) {
    setFolded(context, true);
    return;
  }
  const view = session.monitor?.tree.view;
  const room = selectedRoom(session, context.state());
  if (room !== undefined && session.monitor?.tree.rooms.isOpen(room.topic) !== true) {
    stepToHeading(context);
    return;
  }
  if (room !== undefined) setRoomOpen(session, room, false);
  const node = selectedRow(session, context.state());
  if (view === undefined || node === undefined) return;
  const [parent] = view.joined.above(node);
  const isOfRoom = node.inRoom === 'name' || parent?.inRoom === 'name';
  const owner = isOfRoom ? session.monitor?.tree.rooms.roomOf(node) : undefined;
  if (node.isOpen && node.children !== undefined && node.inRoom !== 'name')
    setOpen(context, node, false);
  else if (owner !== undefined) changeSelection(context, { kind: 'room', topic: owner });
  else if (parent !== undefined) changeSelection(context, { kind: 'topic', topic: parent.topic });
  else stepToHeading(context);
};

const setOpenBelow = (context: ActionContext, isOpen: boolean): void => {
  const tree = context.session.monitor?.tree;
  const node = selectedRow(context.session, context.state());
  if (tree === undefined || node === undefined) return;
  // A device stays in one row if all that is below it is the word that its dot stands for.
  tree.view.branches.setOpenBelow(node, isOpen, (below) => hasOnlyOnlineState(tree, below));
  context.session.clock.changedNow('topics');
};

/** Selects the row that was clicked; a second click folds or unfolds a branch or a broker. */
export const clickTree = (context: ActionContext, row: number): void => {
  const { workspace, state, boxes } = context;
  const { rows } = boxes.inside('tree');
  const entry = shownEntries(workspace, state(), treeTop(context, state(), rows), rows)[row];
  if (entry === undefined) return;
  if (isChosen(workspace, state(), entry)) {
    if (entry.kind === 'broker') setFolded(context, !isFolded(context));
    if (entry.kind === 'topic' && entry.node.children !== undefined)
      setOpen(context, entry.node, !entry.node.isOpen);
  }
  goTo(context, entry.session, selectionIn(entry));
};

/** Scrolls down by rows (up if negative); the selection stays. */
export const scrollTree = (context: ActionContext, by: number): void => {
  const { state, dispatch } = context;
  const height = treeHeight(context);
  const top = treeTop(context, state(), height);
  const target = Math.max(0, Math.min(lengthOf(context) - height, top + by));
  dispatch({
    type: 'tree-scrolled',
    treeWheel: target - unscrolledTop(context, state(), height),
  });
};

/** Searches for retained messages at and below the selection, to clear them once the user agrees. */
const askToClear = notifying((context) => {
  const node = selectedNode(context.session, context.state());
  return node === undefined ? 'Choose a topic or a branch first.' : cleanCommand.run(context);
});

/** Leaves the selected topic, and everything below it, out of the tree; selects what follows. */
const leaveOut = (context: ActionContext): void => {
  const { session, state } = context;
  const node = selectedNode(session, state());
  if (node === undefined) {
    session.notify('Choose a topic or a branch first.');
    return;
  }
  const index = treeIndexOf(session, state().selected);
  const row = selectedRow(session, state());
  if (index === -1 || row === undefined) {
    session.notify('The selected topic is not shown: choose another one.');
    return;
  }
  const [next] = treeEntries(session, index + row.rows, 1);
  const [before] = treeEntries(session, Math.max(0, index - 1), 1);
  const entry = next ?? before;
  const problem = session.monitor?.filters.exclude(branchFilter(node.topic), session.now);
  if (problem === undefined && entry !== undefined) changeSelection(context, selectionOf(entry));
  session.notify(
    problem ??
      `${printable(node.topic, 100) || '(empty)'} and everything below it is hidden; /include shows it again.`,
  );
};

/** What the keys of the left pane do. */
export const treeActions = {
  up: (context: ActionContext): void => moveBy(context, -1),
  down: (context: ActionContext): void => moveBy(context, 1),
  pageUp: (context: ActionContext): void => moveBy(context, 1 - treeHeight(context)),
  pageDown: (context: ActionContext): void => moveBy(context, treeHeight(context) - 1),
  halfPageUp: (context: ActionContext): void =>
    moveBy(context, -Math.ceil(treeHeight(context) / 2)),
  halfPageDown: (context: ActionContext): void =>
    moveBy(context, Math.ceil(treeHeight(context) / 2)),
  first: (context: ActionContext): void => moveBy(context, -lengthOf(context)),
  last: (context: ActionContext): void => moveBy(context, lengthOf(context)),
  open,
  close,
  openBelow: (context: ActionContext): void => setOpenBelow(context, true),
  closeBelow: (context: ActionContext): void => setOpenBelow(context, false),
  /** Focuses what the selection is for: a room's input box, or a topic's log; folds or unfolds a broker. */
  show: (context: ActionContext): void => {
    const { state, dispatch } = context;
    if (isOnHeading(context)) setFolded(context, !isFolded(context));
    else if (!askIfLocked(context))
      dispatch({ type: 'pane-focused', pane: state().selected?.kind === 'room' ? 'input' : 'log' });
  },
  filter: ({ state, dispatch }: ActionContext): void =>
    dispatch({
      type: 'prompt-opened',
      prompt: { kind: 'filter', line: editedLine(state().filter), before: state().filter },
    }),
  sort: ({ session }: ActionContext): void => {
    const tree = session.monitor?.tree;
    if (tree === undefined) return;
    sortBy(
      session,
      treeOrders[(treeOrders.indexOf(tree.view.order) + 1) % treeOrders.length] ?? 'name',
    );
  },
  askToClear,
  exclude: leaveOut,
  bookmark: notifying(bookmarkCommand.run),
} satisfies Record<string, (context: ActionContext) => void>;
