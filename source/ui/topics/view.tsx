import { type BoxProps, Text } from 'ink';
import { memo, type ReactNode } from 'react';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import { payloadLine } from '../details/payload-line.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { roomLabel, roomMark } from '../rooms/room-name.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi } from '../use-ui.ts';
import { RoomRow, type ShownRoom } from './room-row.tsx';
import { shownTopic } from './shown-topic.ts';
import { TopicRow } from './topic-row.tsx';
import { treeFootnote, treeNote } from './tree-footnote.ts';
import { shownEntries } from './rows-above.ts';
import { treeColumns } from './tree-columns.ts';
import { isSelected, treeTop } from './tree-list.ts';

/** Shown in place of missing rows. */
const missing = ({ monitor }: MqttSession, filter: string): string | undefined => {
  if (monitor === undefined) return undefined;
  const { topics, view } = monitor.tree;
  if (topics === 0) return 'no message yet';
  if (filter === '' || view.rowCount > 0) return undefined;
  return view.isFiltering ? 'searching …' : 'no topic matches the filter';
};

const paneTitle = ({ chat, monitor }: MqttSession): string => {
  if (monitor === undefined) return 'Rooms';
  return chat === undefined ? 'Topics' : 'Rooms and topics';
};

const shownRoom = (session: MqttSession, room: Room): ShownRoom => ({
  mark: roomMark(room),
  label: roomLabel(session, room),
  unread: room.reading.unread,
  mentions: room.reading.mentions,
  isMuted: room.reading.isMuted,
});

/** The left pane: rooms, then the topic tree, as many rows as its box has. */
export const TopicsPane = memo(
  (box: Pick<BoxProps, 'width' | 'maxWidth' | 'flexGrow'>): ReactNode => {
    const session = useMqttSession('rooms', 'topics');
    const ui = useUi('selected', 'treeOffset', 'treeWheel', 'filter', 'details');
    const isFocused = useMode() === 'tree';
    const theme = useTheme();
    const pane = usePaneBox('tree');
    const { monitor } = session;
    const { wall: now } = session.clock.reading;
    const { columns: width } = pane;
    const shownIn = { now, width, payloadLine: payloadLine(session, ui) };
    const entries = shownEntries(session, treeTop(session, ui, pane.rows), pane.rows).map((entry) =>
      entry.kind === 'room' || monitor === undefined
        ? entry
        : { ...entry, topic: shownTopic(entry.node, monitor, shownIn) },
    );
    const topics = entries.flatMap((entry) => ('topic' in entry ? entry.topic : []));
    const columns = treeColumns(topics, width);
    const hint = entries.length < pane.rows ? missing(session, ui.filter) : undefined;
    const selectedLook = isFocused ? 'selected' : 'selected-elsewhere';
    return (
      <Pane
        box={pane}
        title={ui.filter === '' ? paneTitle(session) : `/${printable(ui.filter, 100)}`}
        note={monitor === undefined ? '' : treeNote(monitor.tree, ui.filter, now)}
        footnote={monitor === undefined ? '' : treeFootnote(monitor.tree)}
        isFocused={isFocused}
        margin={0}
        {...box}
      >
        {entries.map((entry) => {
          const selection = isSelected(session, ui, entry) ? selectedLook : undefined;
          if (entry.kind === 'room')
            return (
              <RoomRow
                key={`room ${entry.room.topic}`}
                {...shownRoom(session, entry.room)}
                width={width}
                selection={selection}
              />
            );
          return 'topic' in entry ? (
            <TopicRow
              key={entry.node.identifier}
              {...entry.topic}
              {...columns}
              width={width}
              selection={selection}
              isAbove={entry.isAbove}
            />
          ) : null;
        })}
        {hint === undefined ? null : <Text {...theme.dim}>{` ${hint}`}</Text>}
      </Pane>
    );
  },
);
