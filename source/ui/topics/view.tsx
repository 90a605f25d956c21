import { type BoxProps, Text } from 'ink';
import { memo, type ReactNode, use } from 'react';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import type { Workspace } from '../../session/workspace.ts';
import { payloadLine } from '../details/payload-line.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { roomLabel, roomMark } from '../rooms/room-name.ts';
import { serverPrefix } from '../server-name.ts';
import { SessionStoresContext } from '../session-stores.ts';
import { useTheme } from '../theme/theme-context.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi } from '../use-ui.ts';
import { BrokerRow } from './broker-row.tsx';
import { isChosen, treeTop } from './pane-list.ts';
import { RoomRow, type ShownRoom } from './room-row.tsx';
import { shownTopic } from './shown-topic.ts';
import { TopicRow } from './topic-row.tsx';
import { treeFootnote, treeNote } from './tree-footnote.ts';
import { shownEntries } from './rows-above.ts';
import { treeColumns } from './tree-columns.ts';

/** Shown in place of missing rows. */
const missing = ({ monitor }: MqttSession, filter: string): string | undefined => {
  if (monitor === undefined) return undefined;
  const { topics, view } = monitor.tree;
  if (topics === 0) return 'no message yet';
  if (filter === '' || view.rowCount > 0) return undefined;
  return view.isFiltering ? 'searching …' : 'no topic matches the filter';
};

const paneTitle = ({ sessions }: Workspace): string => {
  if (sessions.every(({ monitor }) => monitor === undefined)) return 'Rooms';
  return sessions.every(({ chat }) => chat === undefined) ? 'Topics' : 'Rooms and topics';
};

const shownRoom = (session: MqttSession, room: Room): ShownRoom => ({
  mark: roomMark(room),
  label: roomLabel(session, room),
  unread: room.reading.unread,
  mentions: room.reading.mentions,
  isMuted: room.reading.isMuted,
});

/** The left pane: of each session the rooms, then the topic tree, as many rows as its box has. */
export const TopicsPane = memo(
  (box: Pick<BoxProps, 'width' | 'maxWidth' | 'flexGrow'>): ReactNode => {
    const workspace = useMqttSession('all', 'rooms', 'topics');
    const stores = use(SessionStoresContext);
    const ui = useUi('selected', 'treeOffset', 'treeWheel', 'filter', 'details', 'folded');
    const isFocused = useMode() === 'tree';
    const theme = useTheme();
    const pane = usePaneBox('tree');
    const { current: session, hasSeveral, sessions } = workspace;
    const { monitor } = session;
    const { wall: now } = session.clock.reading;
    const { columns: width } = pane;
    const linesOf = new Map(
      sessions.map((one) => [
        one,
        payloadLine(one, one === session ? ui : (stores?.of(one).getState() ?? ui)),
      ]),
    );
    const top = treeTop({ workspace, session }, ui, pane.rows);
    const entries = shownEntries(workspace, ui, top, pane.rows).map((entry) => {
      const { monitor: of } = entry.session;
      const lines = linesOf.get(entry.session);
      if (entry.kind !== 'topic' || of === undefined || lines === undefined) return entry;
      const shownIn = { now: entry.session.clock.reading.wall, width, payloadLine: lines };
      const topic = shownTopic(entry.node, of, shownIn);
      return { ...entry, topic: hasSeveral ? { ...topic, depth: topic.depth + 1 } : topic };
    });
    const topics = entries.flatMap((entry) => ('topic' in entry ? entry.topic : []));
    const columns = treeColumns(topics, width);
    const hint =
      entries.length < pane.rows && !hasSeveral ? missing(session, ui.filter) : undefined;
    const selectedLook = isFocused ? 'selected' : 'selected-elsewhere';
    return (
      <Pane
        box={pane}
        title={
          ui.filter === ''
            ? paneTitle(workspace)
            : `${serverPrefix(workspace, session)}/${printable(ui.filter, 100)}`
        }
        note={monitor === undefined ? '' : treeNote(monitor.tree, ui.filter, now)}
        footnote={monitor === undefined ? '' : treeFootnote(monitor.tree)}
        isFocused={isFocused}
        margin={0}
        {...box}
      >
        {entries.map((entry) => {
          const selection = isChosen(workspace, ui, entry) ? selectedLook : undefined;
          const key = sessions.indexOf(entry.session);
          if (entry.kind === 'broker')
            return (
              <BrokerRow
                key={key}
                session={entry.session}
                isFolded={ui.folded.has(entry.session)}
                width={width}
                selection={selection}
                isAbove={entry.isAbove}
              />
            );
          if (entry.kind === 'room')
            return (
              <RoomRow
                key={`${key} room ${entry.room.topic}`}
                {...shownRoom(entry.session, entry.room)}
                isBelow={hasSeveral}
                width={width}
                selection={selection}
              />
            );
          return 'topic' in entry ? (
            <TopicRow
              key={`${key} ${entry.node.identifier}`}
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
