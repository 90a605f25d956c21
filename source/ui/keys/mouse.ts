import { candidateAt } from '../input/completion-rows.ts';
import { chartActions } from '../chart/chart-actions.ts';
import { showsChart } from '../chart/chart-content.ts';
import type { Controls } from '../controls.ts';
import { paneAt, type PaneName, type Rectangle } from '../layout.ts';
import { clickDetails, scrollDetails } from '../details/details-actions.ts';
import { pointAt, scrollBy } from '../log/log-actions.ts';
import { logWindow } from '../log/log-window.ts';
import { scrollPage } from '../screen-actions.ts';
import { insideOf, logSource, roomForEntries, showsTable } from '../screen.ts';
import { scrollSheet } from '../sheets/sheets.ts';
import { goTo } from '../recording/recording-actions.ts';
import { selectPlace } from '../tree/select-place.ts';
import type { MouseEvent } from './terminal-input.ts';
import { timeAtColumn } from '../recording/time-axis.ts';
import { placeOf, treeEntries, treeLength, treeTop } from '../tree/tree-list.ts';
import { modeOf } from '../ui-state.ts';

/** Rows that one notch of the wheel scrolls. */
const notch = 3;

const clickTree = (controls: Controls, row: number): void => {
  const { session, state, screen } = controls;
  const now = session.now;
  const top = treeTop(session, state(), insideOf(screen().layout, 'tree').rows, now);
  const [entry] = treeEntries(session, top + row, 1, now);
  if (entry === undefined) return;
  const place = placeOf(entry);
  const wasSelected =
    state().selected?.kind === place.kind && state().selected?.topic === place.topic;
  // A second click on a branch opens or closes it.
  if (wasSelected && entry.kind === 'topic' && entry.node.children !== undefined)
    session.monitor?.tree.view.setOpen(entry.node, !entry.node.isOpen);
  selectPlace(controls, place);
};

const clickLog = (controls: Controls, row: number): void => {
  const { session, state, screen } = controls;
  const { columns, rows } = roomForEntries(state(), insideOf(screen().layout, 'log'));
  const first = showsTable(state()) ? 1 : 0;
  const shown = logWindow(logSource(session, state(), columns), state().anchor, rows);
  const position = showsChart(state()) ? undefined : shown[row - first]?.position;
  if (position !== undefined) pointAt(controls, position);
};

const click = (controls: Controls, pane: PaneName, row: number): void => {
  controls.dispatch({ type: 'pane-focused', pane });
  if (row < 0) return;
  if (pane === 'tree') clickTree(controls, row);
  if (pane === 'log') clickLog(controls, row);
  if (pane === 'details') clickDetails(controls, row);
};

const wheel = (controls: Controls, pane: PaneName, up: boolean): void => {
  const { state, dispatch } = controls;
  const rows = up ? notch : -notch;
  if (pane === 'tree') {
    const { session, screen } = controls;
    const height = insideOf(screen().layout, 'tree').rows;
    const top = treeTop(session, state(), height, session.now);
    const target = Math.max(0, Math.min(treeLength(session) - height, top - rows));
    dispatch({ type: 'tree-scrolled', treeWheel: state().treeWheel + target - top });
  } else if (pane === 'details') scrollDetails(controls, -rows);
  else if (showsChart(state())) (up ? chartActions.narrow : chartActions.widen)(controls);
  else scrollBy(controls, rows);
};

/** A click takes a candidate of the list that lies over the log. Returns whether there was one. */
const clickCandidate = ({ state, dispatch, screen }: Controls, event: MouseEvent): boolean => {
  const { completion } = state();
  if (completion === undefined || event.kind !== 'click') return false;
  const index = candidateAt(completion, screen().layout, event);
  if (index === undefined) return false;
  dispatch({ type: 'line-completed', completion: { ...completion, index } });
  dispatch({ type: 'completion-closed', takes: true });
  return true;
};

/** A click on the time axis, which lies above the status line, goes to that time. */
const clickTime = (controls: Controls, { x, y }: MouseEvent): void => {
  const { recording } = controls.session;
  const { columns, rows } = controls.screen().layout;
  if (recording === undefined || y !== rows - 2) return;
  const time = timeAtColumn(recording, columns, x);
  if (time !== undefined) goTo(controls, recording, time);
};

/** Does what a click or a turn of the wheel is for; questions and forms take none. */
export const handleMouse = (controls: Controls, event: MouseEvent): void => {
  const mode = modeOf(controls.state());
  if (mode === 'page' && event.kind === 'wheel') scrollPage(controls, event.up ? -notch : notch);
  if (mode === 'sheet' && event.kind === 'wheel') scrollSheet(controls, event.up ? -notch : notch);
  if (
    mode === 'sheet' ||
    mode === 'page' ||
    mode === 'prompt' ||
    mode === 'question' ||
    mode === 'credentials' ||
    mode === 'name'
  )
    return;
  if (clickCandidate(controls, event)) return;
  const { layout } = controls.screen();
  const pane = paneAt(layout, event.x, event.y);
  if (pane === undefined) {
    if (event.kind === 'click') clickTime(controls, event);
    return;
  }
  if (event.kind === 'wheel') wheel(controls, pane, event.up);
  else click(controls, pane, event.y - (layout.panes[pane] as Rectangle).y - 1);
};
