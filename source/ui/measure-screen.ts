import type { KeptMessage } from '../model/kept-message.ts';
import type { MqttSession } from '../session/session.ts';
import { inputBox } from './input/input-box.ts';
import { layOutScreen, roomForNotices } from './layout.ts';
import type { Moment } from '../session/moment.ts';
import { pageWidth } from './pages/page-width.ts';
import { pages } from './pages/pages.ts';
import { margins, type Screen, type ScreenSize } from './screen.ts';
import { noticeRows } from './status-row.ts';
import { peopleOf } from './people/people-pane.ts';
import { timeAxisRow } from './recording/time-axis.ts';
import { selectedNode } from './tree/tree-list.ts';
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
  const { recording } = session;
  const axis = recording === undefined ? [] : [timeAxisRow(recording, size.columns)];
  const room = roomForNotices(size.rows, box.rows.length);
  const notices = [
    ...noticeRows(session, size.columns, Math.max(0, room - axis.length), steady),
    ...axis,
  ];
  const detailed = detailedMessage(session, state);
  const layout = layOutScreen({
    ...size,
    focus: state.focus,
    isZoomed: state.isZoomed,
    hasDetails: detailed !== undefined,
    hasPeople: state.showsPeople && peopleOf(session, state) !== undefined,
    inputRows: box.rows.length,
    noticeRows: notices.length,
  });
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
    },
  };
};
