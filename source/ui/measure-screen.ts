import type { KeptMessage } from '../model/kept-message.ts';
import type { MqttSession } from '../session/session.ts';
import { detailsRows } from './details-rows.ts';
import { inputBox } from './input-box.ts';
import { layOutScreen, roomForNotices } from './layout.ts';
import type { Moment } from './moment.ts';
import { pages, pageWidth } from './pages.ts';
import { insideOf, margins, type Screen, type ScreenSize } from './screen.ts';
import { noticeRows } from './status-row.ts';
import { peopleOf } from './people-pane.ts';
import { selectedNode } from './tree-list.ts';
import type { UiState } from './ui-state.ts';

/** Rows inside the border of a page, which leaves the status line. */
const pageHeight = (rows: number): number => rows - 3;

const pageLength = (session: MqttSession, state: UiState, width: number, now: number): number =>
  state.page === undefined ? 0 : pages[state.page.name].rows(session, width, now).length;

/** The message to show in detail: the one pointed at in the log, else the topic's newest. */
const detailedMessage = (session: MqttSession, state: UiState): KeptMessage | undefined => {
  const node = selectedNode(session, state);
  if (node === undefined || !state.showsDetails) return undefined;
  const pointed = state.cursor === undefined ? undefined : session.monitor?.shown?.at(state.cursor);
  return pointed ?? session.monitor?.tree.last(node);
};

/** Works out the shape of the screen from what there is to show and the size of the terminal. */
export const measureScreen = (
  session: MqttSession,
  state: UiState,
  size: ScreenSize,
  { now, steady }: Moment,
): Screen => {
  const box = inputBox(session, state, Math.max(1, size.columns - 2 - 2 * margins.input));
  const notices = noticeRows(
    session,
    size.columns,
    roomForNotices(size.rows, box.rows.length),
    steady,
  );
  const detailed = detailedMessage(session, state);
  const layout = layOutScreen({
    ...size,
    focus: state.focus,
    hasDetails: detailed !== undefined,
    hasPeople: state.showsPeople && peopleOf(session, state) !== undefined,
    inputRows: box.rows.length,
    noticeRows: notices.length,
  });
  const details = insideOf(layout, 'details');
  return {
    layout,
    box,
    notices,
    detailed,
    lastTop: {
      page: () =>
        Math.max(
          0,
          pageLength(session, state, pageWidth(size.columns), now) - pageHeight(size.rows),
        ),
      details: () =>
        detailed === undefined
          ? 0
          : Math.max(0, detailsRows(detailed, details.columns).rows.length - details.rows),
    },
  };
};
