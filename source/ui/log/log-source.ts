import type { MqttSession } from '../../session/session.ts';
import { payloadLine } from '../details/payload-line.ts';
import type { ActionContext } from '../action-context.ts';
import type { CellSize } from '../layout/cell-size.ts';
import { loggedNode, selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';
import { flatLog } from './flat-log.ts';
import type { LogRow } from './log-row.ts';
import type { LogSource } from './log-window.ts';
import { messageLog } from './message-log.ts';
import { messageTable } from './message-table.ts';
import { roomLog } from './room-log.ts';

const nothing: LogSource<LogRow> = { first: 0, end: 0, rowsOf: () => [] };

/** Whether the log is a table, with the column names in its first row. */
export const showsTable = ({ isTable, selected }: Pick<UiState, 'isTable' | 'selected'>): boolean =>
  isTable && selected?.kind !== 'room';

/** Whether the log may have messages of several topics. */
export const hasBranch = (session: MqttSession, state: Pick<UiState, 'selected'>): boolean =>
  loggedNode(session, state)?.children !== undefined;

/** The part of the log's pane that is left for entries. */
export const roomForEntries = (
  state: Pick<UiState, 'isTable' | 'selected'>,
  { columns, rows }: CellSize,
): CellSize => ({ columns, rows: Math.max(0, rows - (showsTable(state) ? 1 : 0)) });

/** The conversation or messages in the log pane, as rows of at most `width` cells. */
export const logSource = (
  session: MqttSession,
  state: Pick<
    UiState,
    'selected' | 'past' | 'isTable' | 'marked' | 'details' | 'isZoomed' | 'timeFormat'
  >,
  width: number,
): LogSource<LogRow> => {
  const room = selectedRoom(session, state);
  if (room !== undefined)
    return roomLog(
      room,
      {
        width,
        nick: session.chat?.nick,
        isFlat: state.isZoomed,
        timeFormat: state.timeFormat,
      },
      state.past?.lines,
    );
  const log = session.monitor?.log;
  if (state.selected?.kind === 'room' || log === undefined) return nothing;
  const look = {
    width,
    marked: state.marked?.sequence,
    payloadLine: payloadLine(session, state),
    timeFormat: state.timeFormat,
  };
  if (showsTable(state)) return messageTable(log, look);
  return state.isZoomed ? flatLog(log, look) : messageLog(log, look);
};

/** The content of the log pane, and its height in rows. */
export const logPane = ({
  session,
  state,
  boxes,
}: ActionContext): { readonly source: LogSource<LogRow>; readonly height: number } => {
  const log = boxes.inside('log');
  // On a narrow screen another pane may be where the log will go.
  const inside = roomForEntries(state(), log.rows === 0 ? boxes.inside(state().focus) : log);
  return { source: logSource(session, state(), inside.columns), height: Math.max(1, inside.rows) };
};
