import type { Room } from '../../model/room.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { MqttSession } from '../../session/session.ts';
import type { UiState } from '../ui-state.ts';
import type { Selection } from './state.ts';

/** A row of a session: a room, or a topic. */
export type TreeEntry =
  | { readonly kind: 'room'; readonly room: Room }
  | {
      readonly kind: 'topic';
      readonly node: TopicNode;
      /** The room below whose row it is, if it is not in the tree. */
      readonly room?: Room;
    };

const roomsOf = (session: MqttSession): Room[] => session.chat?.conversations ?? [];

/** How many topics of a room are listed below it. */
const rowsBelow = ({ monitor }: MqttSession, { topic }: Room): number =>
  monitor?.tree.rooms.count(topic) ?? 0;

/** The rows of the rooms, with those below them. */
const roomRows = (session: MqttSession): number =>
  roomsOf(session).reduce((sum, room) => sum + 1 + rowsBelow(session, room), 0);

/** The number of rows of a session: the rooms, then the tree. */
export const treeLength = (session: MqttSession): number =>
  roomRows(session) + (session.monitor?.tree.view.rowCount ?? 0);

/** At most `count` entries, starting at `from`. */
export const treeEntries = (session: MqttSession, from: number, count: number): TreeEntry[] => {
  const entries: TreeEntry[] = [];
  let skip = from;
  for (const room of roomsOf(session)) {
    if (skip === 0 && entries.length < count) entries.push({ kind: 'room', room });
    const below = rowsBelow(session, room);
    const nodes =
      below === 0 || skip > below
        ? []
        : session.monitor?.tree.rooms.rows(
            room.topic,
            Math.max(0, skip - 1),
            count - entries.length,
          );
    entries.push(...(nodes ?? []).map((node): TreeEntry => ({ kind: 'topic', node, room })));
    skip = Math.max(0, skip - 1 - below);
  }
  const nodes = session.monitor?.tree.view.rows(skip, count - entries.length) ?? [];
  return [...entries, ...nodes.map((node): TreeEntry => ({ kind: 'topic', node }))];
};

/** The row that a room has. */
const rowOfRoom = (session: MqttSession, topic: string): number => {
  let row = 0;
  for (const room of roomsOf(session)) {
    if (room.topic === topic) return row;
    row += 1 + rowsBelow(session, room);
  }
  return -1;
};

/** The selection that a row makes. */
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

/** The row of a selection among those of the session, or -1 if it is not visible. */
export const treeIndexOf = (session: MqttSession, selection: Selection | undefined): number => {
  if (selection === undefined) return -1;
  if (selection.kind === 'room') return rowOfRoom(session, selection.topic);
  const tree = session.monitor?.tree;
  const node = tree?.find(selection.topic);
  if (tree === undefined || node === undefined) return -1;
  const row = tree.view.rowOf(node);
  if (row !== -1) return roomRows(session) + row;
  const room = tree.rooms.roomOf(node);
  const below = room === undefined ? -1 : tree.rooms.rowOf(room, node);
  return room === undefined || below === -1 ? -1 : rowOfRoom(session, room) + 1 + below;
};

/** The branches that a topic is in, from the top down; each has a row, but for those of a room's topics. */
export const rowsAbove = ({ monitor }: MqttSession, node: TopicNode): TopicNode[] => {
  if (monitor === undefined || monitor.tree.view.rowOf(node) === -1) return [];
  return monitor.tree.view.joined.above(node).toReversed();
};

/** How many rows of branches stay on the screen while the rows below them scroll past. */
export const mostAbove = (height: number): number => Math.floor(height / 3);

/** The selected room or direct conversation, or `undefined`. */
export const selectedRoom = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
): Room | undefined =>
  state.selected?.kind === 'room' ? session.chat?.conversation(state.selected.topic) : undefined;

/** The topic or branch of which the log shows the messages: the whole tree while nothing is selected; `undefined` in a room. */
export const loggedNode = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
): TopicNode | undefined =>
  state.selected === undefined ? session.monitor?.tree.root : selectedNode(session, state);

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
