import { type BoxProps, Text } from 'ink';
import { type ReactNode, useEffect } from 'react';
import { DirectRoom } from '../../model/direct-room.ts';
import { printable } from '../../payload/printable.ts';
import { LockedRoom } from '../../session/chat/locked-room.ts';
import { SecretRoom } from '../../session/chat/secret-room.ts';
import type { MqttSession } from '../../session/session.ts';
import { count, plural } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { roomName } from '../rooms/room-name.ts';
import { useTheme } from '../theme/theme-context.ts';
import { selectedNode, selectedRoom } from '../topics/tree-list.ts';
import type { UiState } from '../ui-state.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi } from '../use-ui.ts';
import { StyledRows } from '../widgets/styled-rows.tsx';
import { hasBranch, logSource, roomForEntries, showsTable } from './log-source.ts';
import { logWindow } from './log-window.ts';
import { tableHead } from './message-table.ts';

const nothingChosen = ({ chat }: MqttSession): string =>
  chat === undefined
    ? 'Choose a topic on the left.'
    : 'Choose a room or a topic on the left, or /join a room.';

const edgesOf = (
  session: MqttSession,
  state: Pick<UiState, 'selected'>,
): { title: string; note: string } => {
  const room = selectedRoom(session, state);
  if (room instanceof DirectRoom)
    return { title: roomName(session, room), note: 'direct messages' };
  if (room instanceof LockedRoom) return { title: roomName(session, room), note: '' };
  if (room !== undefined) {
    const check = room instanceof SecretRoom ? ` · check ${room.checkCode}` : '';
    return {
      title: roomName(session, room),
      note: `${plural(room.people.count, 'person', 'people')}${check}`,
    };
  }
  const node = selectedNode(session, state);
  if (node === undefined) return { title: 'Log', note: '' };
  return {
    title: printable(node.topic, 300) || '(empty)',
    note: plural(node.messagesBelow, 'message', 'messages'),
  };
};

/** The conversation of a room, or the messages of a topic or branch. */
export const Log = (box: Pick<BoxProps, 'flexGrow' | 'flexBasis'>): ReactNode => {
  const session = useMqttSession('conversation', 'messages', 'rooms');
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
  );
  const isFocused = useMode() === 'log';
  const theme = useTheme();
  const pane = usePaneBox('log');
  const { columns, rows } = roomForEntries(ui, pane);
  const source = logSource(session, ui, columns);
  // A paused log holds still, even where there is room for what has come since.
  const held =
    ui.isPaused && ui.anchor !== undefined
      ? Math.max(source.first, ui.anchor.position)
      : source.end;
  const shown = logWindow(source, ui.anchor, rows).filter(({ position }) => position <= held);
  useEffect(() => {
    if (ui.selected?.kind === 'topic')
      for (const { position } of shown) session.monitor?.shown?.countShown(position);
  });
  const last = shown.at(-1)?.position ?? source.end - 1;
  const below = ui.anchor === undefined ? 0 : Math.max(0, source.end - 1 - last);
  const fresh = Math.max(0, source.end - ui.leftAt);
  const more = below > 0 ? `↓ ${fresh > 0 ? `${count(fresh)} new` : `${count(below)} more`}` : '';
  const isEmpty =
    selectedNode(session, ui) === undefined && selectedRoom(session, ui) === undefined;
  return (
    <Pane
      box={pane}
      {...edgesOf(session, ui)}
      footnote={[
        ui.isPaused ? 'paused, Space resumes' : '',
        ui.past === undefined ? more : '↓ Alt+End: the newest',
      ]
        .filter((text) => text !== '')
        .join(' · ')}
      isFocused={isFocused}
      {...box}
    >
      {showsTable(ui) ? <StyledRows rows={[tableHead(columns, hasBranch(session, ui))]} /> : null}
      <StyledRows
        rows={shown.map(({ position, text }) =>
          position === ui.cursor ? palette.selected(text) : text,
        )}
      />
      {isEmpty ? <Text {...theme.dim}>{` ${nothingChosen(session)}`}</Text> : null}
    </Pane>
  );
};
