import { type BoxProps, Text } from 'ink';
import { memo, type ReactNode, useEffect, useState } from 'react';
import type { FramePart } from '../../session/frame-parts.ts';
import type { MqttSession } from '../../session/session.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { serverPrefix } from '../server-name.ts';
import { useTheme } from '../theme/theme-context.ts';
import { loggedNode, selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi } from '../use-ui.ts';
import { EntryKeys } from './entry-keys.ts';
import { logFootnote, logTitle } from './log-edges.ts';
import { LogLine } from './log-rows.tsx';
import { hasBranch, logSource, roomForEntries, showsTable } from './log-source.ts';
import { shownRows } from './log-window.ts';
import { tableHead } from './message-table.ts';

/** Counts the messages at some positions as shown once they are drawn. */
const useCountShown = (
  { monitor }: MqttSession,
  from: number | undefined,
  to: number | undefined,
): void => {
  const log = monitor?.log;
  useEffect(() => {
    if (from !== undefined && to !== undefined) log?.countShown(from, to);
  }, [log, from, to]);
};

/** The parts of the session that the log shows. */
const partsOf = ({ selected }: Pick<UiState, 'selected'>): readonly FramePart[] =>
  selected?.kind === 'room' ? ['conversation', 'rooms'] : ['messages'];

/** The conversation of a room, or the messages of a topic or branch. */
export const Log = memo((box: Pick<BoxProps, 'flexGrow' | 'flexBasis'>): ReactNode => {
  const ui = useUi(
    'selected',
    'anchor',
    'cursor',
    'isPaused',
    'leftAt',
    'past',
    'isTable',
    'marked',
    'details',
    'isZoomed',
    'timeFormat',
  );
  const session = useMqttSession(...partsOf(ui));
  const workspace = useMqttSession('all');
  const isFocused = useMode() === 'log';
  const theme = useTheme();
  const [entryKeys] = useState(() => new EntryKeys());
  const pane = usePaneBox('log');
  const { columns, rows } = roomForEntries(ui, pane);
  const source = logSource(session, ui, columns);
  const shown = columns === 0 ? [] : shownRows(source, ui, rows);
  const [from, to] = [shown.at(0)?.position, shown.at(-1)?.position];
  const keyOf = entryKeys.follow(from ?? 0, to ?? -1);
  const isTopic = ui.selected?.kind !== 'room';
  useCountShown(session, isTopic ? from : undefined, isTopic ? to : undefined);
  return (
    <Pane
      box={pane}
      {...logTitle(session, ui, serverPrefix(workspace, session))}
      footnote={logFootnote(ui, source, to ?? source.end - 1)}
      isFocused={isFocused}
      isBare={ui.isZoomed}
      {...box}
    >
      {showsTable(ui) ? (
        <Text wrap="truncate-end" {...theme.heading}>
          {tableHead(ui.timeFormat, columns, hasBranch(session, ui))}
        </Text>
      ) : null}
      {shown.map(({ position, index, row }) => (
        <LogLine
          key={`${keyOf(position)}.${index}`}
          row={row}
          width={columns}
          isPointedAt={position === ui.cursor}
        />
      ))}
      {loggedNode(session, ui) === undefined && selectedRoom(session, ui) === undefined ? (
        <Text {...theme.dim}>No room is open: /join ROOM.</Text>
      ) : null}
    </Pane>
  );
});
