import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import type { Workspace } from '../session/workspace.ts';
import { Chart } from './chart/view.tsx';
import { showsChart } from './chart/state.ts';
import { detailedMessage } from './details/detailed-message.ts';
import { Details } from './details/view.tsx';
import { widthOf } from './draw/cells.ts';
import { CompletionList } from './input/completion-list.tsx';
import { Log } from './log/view.tsx';
import { NoBroker } from './no-broker.tsx';
import { PeoplePane } from './people/view.tsx';
import { peopleOf } from './people/people-list.ts';
import { roomLabel } from './rooms/room-name.ts';
import { serverName } from './server-name.ts';
import { TopicsPane } from './topics/view.tsx';
import { useMqttSession } from './use-mqtt-session.ts';
import { useUi } from './use-ui.ts';
import { detailsShare, paneWidths } from './layout/pane-sizes.ts';
import { visiblePanes } from './layout/visible-panes.ts';
import { useRemeasuring } from './layout/pane-box.ts';

/** From this width on the tree takes the smaller share, up to a maximum. */
const wideFrom = 100;
const widest = 60;

/** Columns of the list of people, border included. */
const peopleWidth = 22;

/** What rooms need besides their names: borders, marks, and what is unread. */
const besidesNames = 16;

/** The columns of the tree, unless the user has set them. Rooms alone take no more than their names need. */
const usualTree = ({ sessions }: Workspace, columns: number): number => {
  const most =
    columns < wideFrom ? Math.round(columns * 0.4) : Math.min(widest, Math.round(columns * 0.36));
  if (sessions.some(({ monitor, chat }) => monitor !== undefined || chat === undefined))
    return most;
  const names = sessions.flatMap((session) => [
    ...(sessions.length > 1 ? [widthOf(serverName(session))] : []),
    ...(session.chat?.conversations ?? []).map((room) => widthOf(roomLabel(session, room))),
  ]);
  return Math.min(most, Math.max(0, ...names) + besidesNames);
};

/** The tree on the left, the log and the details on the right, or whichever of them fit. */
export const Panes = (): ReactNode => {
  const session = useMqttSession('messages');
  const workspace = useMqttSession('all', 'rooms');
  const ui = useUi(
    'focus',
    'isZoomed',
    'selected',
    'cursor',
    'showsDetails',
    'showsPeople',
    'chart',
    'sheet',
    'sizes',
  );
  const size = useWindowSize();
  // When a pane goes, the others get its room without rendering on their own.
  useRemeasuring();
  const shows = visiblePanes({
    ...size,
    focus: ui.focus,
    isZoomed: ui.isZoomed,
    // A sheet below the panes leaves room for one of them.
    hasDetails: ui.sheet === undefined && detailedMessage(session, ui) !== undefined,
    hasPeople: ui.showsPeople && peopleOf(session, ui) !== undefined,
  });
  if (session.isEmpty) return <NoBroker />;
  const isTreeAlone = !shows.log && !shows.details;
  const widths = paneWidths(ui.sizes, size.columns, {
    tree: usualTree(workspace, size.columns),
    people: shows.people ? peopleWidth : 0,
  });
  // Yoga works a `flexBasis` in percent out only once, and keeps it when the panes get lower.
  const detailsBox = shows.log
    ? { height: `${100 * detailsShare(ui.sizes, size.rows)}%`, flexShrink: 0 }
    : { flexGrow: 1, flexBasis: 0 };
  const LogOrChart = showsChart(ui) ? Chart : Log;
  return (
    <Box flexGrow={1} flexBasis={0} minHeight={3}>
      {shows.tree ? (
        <TopicsPane
          flexGrow={isTreeAlone ? 1 : 0}
          {...(isTreeAlone ? {} : { width: widths.tree })}
        />
      ) : null}
      {isTreeAlone ? (
        <CompletionList />
      ) : (
        <Box flexDirection="column" flexGrow={1} flexBasis={0}>
          {shows.log ? <LogOrChart flexGrow={1} flexBasis={0} /> : null}
          {shows.details ? <Details {...detailsBox} /> : null}
        </Box>
      )}
      {shows.people ? <PeoplePane width={widths.people} /> : null}
      <CompletionList />
    </Box>
  );
};
