import { messageLog } from './log/message-log.ts';
import { messageTable } from './log/message-table.ts';
import type { KeptMessage } from '../model/kept-message.ts';
import type { MqttSession } from '../session/session.ts';
import type { InputBox } from './input/input-box.ts';
import type { Layout, PaneName } from './layout.ts';
import type { LogSource } from './log/log-window.ts';
import { payloadLine } from './draw/payload-line.ts';
import { roomLog } from './log/room-log.ts';
import { selectedNode, selectedRoom } from './tree/tree-list.ts';
import type { UiState } from './ui-state.ts';

/** Everything about the screen's shape that drawing and the keys both need. */
export type Screen = {
  readonly layout: Layout;
  readonly box: InputBox;
  readonly notices: readonly string[];
  /** The message that the details pane is about. */
  readonly detailed: KeptMessage | undefined;
  /** How far what is longer than its pane can be scrolled, in rows. */
  readonly lastTop: { readonly page: () => number };
};

/** Cells of the terminal, or of a part of it. */
export type ScreenSize = { readonly columns: number; readonly rows: number };

/** Blank columns between the border and the text, at each side; the tree marks its selection there. */
export const margins: Readonly<Record<PaneName, number>> = {
  tree: 0,
  log: 1,
  details: 1,
  input: 1,
};

const nothing: LogSource = { first: 0, end: 0, rowsOf: () => [] };

/** Whether the log is a table, whose first row names the columns. */
export const showsTable = ({ inspection, selected }: UiState): boolean =>
  inspection.isTable && selected?.kind === 'topic';

/** Whether messages of several topics may be in the log. */
export const hasBranch = (session: MqttSession, state: UiState): boolean =>
  selectedNode(session, state)?.children !== undefined;

/** What is left of the log's pane for its entries. */
export const roomForEntries = (state: UiState, { columns, rows }: ScreenSize): ScreenSize => ({
  columns,
  rows: Math.max(0, rows - (showsTable(state) ? 1 : 0)),
});

/** The conversation or the messages in the log pane, as rows of `width` cells. */
export const logSource = (session: MqttSession, state: UiState, width: number): LogSource => {
  const room = selectedRoom(session, state);
  if (room !== undefined)
    return roomLog(room, { width, nick: session.chat?.nick }, state.past?.lines);
  const log = session.monitor?.shown;
  if (state.selected?.kind !== 'topic' || log === undefined) return nothing;
  const look = {
    width,
    marked: state.inspection.marked?.sequence,
    payloadLine: payloadLine(session, state),
  };
  return showsTable(state)
    ? messageTable(log, { ...look, isBranch: hasBranch(session, state) })
    : messageLog(log, look);
};

/** Columns and rows inside a pane's border and margin; 0 when it is not on the screen. */
export const insideOf = (layout: Layout, pane: PaneName): ScreenSize => {
  const area = layout.panes[pane];
  return {
    columns: Math.max(0, (area?.width ?? 0) - 2 - 2 * margins[pane]),
    rows: Math.max(0, (area?.height ?? 0) - 2),
  };
};
