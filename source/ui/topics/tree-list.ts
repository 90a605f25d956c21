import type { Room } from '../../model/room.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { MqttSession } from '../../session/session.ts';
import type { UiState } from '../ui-state.ts';
import type { Selection } from './state.ts';

/** A row of the left pane. */
export type TreeEntry =
  | { readonly kind: 'room'; readonly room: Room }
  | { readonly kind: 'topic'; readonly node: TopicNode };

const roomsOf = (session: MqttSession): Room[] => session.chat?.conversations ?? [];

/** The number of rows in the left pane: the rooms, then the tree. */
export const treeLength = (session: MqttSession): number =>
  roomsOf(session).length + (session.monitor?.tree.view.rowCount ?? 0);

/** At most `count` entries, starting at `from`. */
export const treeEntries = (session: MqttSession, from: number, count: number): TreeEntry[] => {
  const rooms = roomsOf(session);
  const shownRooms = rooms
    .slice(from, from + count)
    .map((room): TreeEntry => ({ kind: 'room', room }));
  const nodes =
    session.monitor?.tree.view.rows(Math.max(0, from - rooms.length), count - shownRooms.length) ??
    [];
  return [...shownRooms, ...nodes.map((node): TreeEntry => ({ kind: 'topic', node }))];
};

/** The selection that a row of the left pane makes. */
export const selectionOf = (entry: TreeEntry): Selection =>
  entry.kind === 'room'
    ? { kind: 'room', topic: entry.room.topic }
    : { kind: 'topic', topic: entry.node.topic };

/** Whether an entry is the selected one, or its row is that of the selected level, too. */
export const isSelected = (
  session: MqttSession,
  { selected }: Pick<UiState, 'selected'>,
  entry: TreeEntry,
): boolean => {
  if (selected?.kind !== entry.kind) return false;
  if (entry.kind === 'room') return selected.topic === entry.room.topic;
  const { topic } = entry.node;
  return topic.startsWith(selected.topic) && selectedRow(session, { selected }) === entry.node;
};

/** The row of a selection in the left pane, or -1 if it is not visible. */
export const treeIndexOf = (session: MqttSession, selection: Selection | undefined): number => {
  if (selection === undefined) return -1;
  const rooms = roomsOf(session);
  if (selection.kind === 'room') return rooms.findIndex(({ topic }) => topic === selection.topic);
  const node = session.monitor?.tree.find(selection.topic);
  const row = node === undefined ? -1 : (session.monitor?.tree.view.rowOf(node) ?? -1);
  return row === -1 ? -1 : rooms.length + row;
};

/** The branches that a topic is in, from the top down; each has a row. */
export const rowsAbove = ({ monitor }: MqttSession, node: TopicNode): TopicNode[] =>
  monitor?.tree.view.joined.above(node).toReversed() ?? [];

/** How many rows of branches stay on the screen while the rows below them scroll past. */
export const mostAbove = (height: number): number => Math.floor(height / 3);

/** The first row of the left pane without the wheel's scrolling: the selection keeps its screen row. */
export const unscrolledTop = (
  session: MqttSession,
  { selected, treeOffset }: Pick<UiState, 'selected' | 'treeOffset'>,
  height: number,
): number => {
  const node = selectedRow(session, { selected });
  const above = node === undefined ? 0 : rowsAbove(session, node).length;
  // The rows above it that stay on the screen must not cover it.
  const offset = Math.max(treeOffset, Math.min(above, mostAbove(height)));
  return Math.max(0, treeIndexOf(session, selected)) - Math.min(offset, height - 1);
};

/** The first row of the left pane on the screen. */
export const treeTop = (
  session: MqttSession,
  state: Pick<UiState, 'selected' | 'treeOffset' | 'treeWheel'>,
  height: number,
): number => {
  const wanted = unscrolledTop(session, state, height) + state.treeWheel;
  return Math.max(0, Math.min(wanted, treeLength(session) - height));
};

/** The selected room or direct conversation, or `undefined`. */
export const selectedRoom = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
): Room | undefined =>
  state.selected?.kind === 'room' ? session.chat?.conversation(state.selected.topic) : undefined;

/** The selected topic or branch, or `undefined`. */
export const selectedNode = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
): TopicNode | undefined =>
  state.selected?.kind === 'topic' ? session.monitor?.tree.find(state.selected.topic) : undefined;

/** The level whose row is that of the selected topic or branch: itself, or the end of a chain that it is in. */
export const selectedRow = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
): TopicNode | undefined => {
  const node = selectedNode(session, state);
  return node && session.monitor?.tree.view.joined.endOf(node);
};
