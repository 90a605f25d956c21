import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Chart } from './chart/view.tsx';
import { showsChart } from './chart/state.ts';
import { detailedMessage } from './details/detailed-message.ts';
import { Details } from './details/view.tsx';
import { CompletionList } from './input/completion-list.tsx';
import { Log } from './log/view.tsx';
import { PeoplePane } from './people/view.tsx';
import { peopleOf } from './people/people-list.ts';
import { TopicsPane } from './topics/view.tsx';
import { useMqttSession } from './use-mqtt-session.ts';
import { useUi } from './use-ui.ts';
import { visiblePanes } from './layout/visible-panes.ts';
import { useRemeasuring } from './layout/pane-box.ts';

/** From this width on the tree takes the smaller share, up to a maximum. */
const wideFrom = 100;
const widest = 60;

/**
 * Whole columns only: with a fraction, Ink thinks that rows as wide as their pane are too wide, and cuts
 * each of them to measure it.
 */
const treeWidth = (columns: number, isAlone: boolean): { width?: number } => {
  if (isAlone) return {};
  return {
    width:
      columns < wideFrom ? Math.round(columns * 0.4) : Math.min(widest, Math.round(columns * 0.36)),
  };
};

/** The tree on the left, the log and the details on the right, or whichever of them fit. */
export const Panes = (): ReactNode => {
  const session = useMqttSession('rooms', 'messages');
  const ui = useUi(
    'focus',
    'isZoomed',
    'selected',
    'cursor',
    'showsDetails',
    'showsPeople',
    'chart',
    'sheet',
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
  const isTreeAlone = !shows.log && !shows.details;
  const LogOrChart = showsChart(ui) ? Chart : Log;
  return (
    <Box flexGrow={1} flexBasis={0} minHeight={3}>
      {shows.tree ? (
        <TopicsPane flexGrow={isTreeAlone ? 1 : 0} {...treeWidth(size.columns, isTreeAlone)} />
      ) : null}
      {isTreeAlone ? null : (
        <Box flexDirection="column" flexGrow={1} flexBasis={0}>
          {shows.log ? <LogOrChart flexGrow={1} flexBasis={0} /> : null}
          {shows.details ? <Details flexGrow={1} flexBasis={0} /> : null}
          <CompletionList />
        </Box>
      )}
      {shows.people ? <PeoplePane /> : null}
    </Box>
  );
};
