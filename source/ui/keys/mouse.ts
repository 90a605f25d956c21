import { candidateWindow } from '../input/candidate-window.ts';
import { chartActions } from '../chart/actions.ts';
import { showsChart } from '../chart/state.ts';
import type { Controls } from '../controls.ts';
import type { BoxCell } from '../layout/screen-boxes.ts';
import { clickDetails, scrollDetails } from '../details/actions.ts';
import { clickLog, scrollBy } from '../log/actions.ts';
import { scrollSheet } from '../sheets/sheets.ts';
import { goTo } from '../recording/actions.ts';
import type { MouseEvent } from '../terminal/mouse-report.ts';
import { timeAtColumn } from '../recording/time-axis.ts';
import { clickTree, scrollTree } from '../topics/actions.ts';
import { modeOf } from '../ui-state.ts';

/** Rows that one notch of the wheel scrolls. */
const notch = 3;

/** A click takes a candidate of the list. */
const clickCandidate = ({ state, dispatch, boxes }: Controls, row: number): void => {
  const { completion } = state();
  if (completion === undefined || row < 0) return;
  // The list is as high as the candidates in it.
  const [top, end] = candidateWindow(completion, boxes.inside('completion').rows + 2);
  if (top + row >= end) return;
  dispatch({ type: 'line-completed', completion: { ...completion, index: top + row } });
  dispatch({ type: 'completion-closed', takes: true });
};

/** A click on the time axis goes to that time. */
const clickTime = (controls: Controls, column: number): void => {
  const { recording } = controls.session;
  if (recording === undefined) return;
  const time = timeAtColumn(recording, controls.boxes.inside('time-axis').columns, column);
  if (time !== undefined) goTo(controls, recording, time);
};

const click = (controls: Controls, { name, x, y }: BoxCell): void => {
  if (name === 'completion') clickCandidate(controls, y);
  else if (name === 'time-axis') clickTime(controls, x);
  else if (name === 'tree' || name === 'log' || name === 'details' || name === 'input') {
    controls.dispatch({ type: 'pane-focused', pane: name });
    if (y < 0) return;
    if (name === 'tree') clickTree(controls, y);
    if (name === 'log') clickLog(controls, y);
    if (name === 'details') clickDetails(controls, y);
  }
};

const wheel = (controls: Controls, { name }: BoxCell, up: boolean): void => {
  const rows = up ? notch : -notch;
  if (name === 'tree') scrollTree(controls, -rows);
  else if (name === 'details') scrollDetails(controls, -rows);
  else if (name === 'time-axis') return;
  else if (showsChart(controls.state())) (up ? chartActions.narrow : chartActions.widen)(controls);
  else scrollBy(controls, rows);
};

/** Does what a click or a turn of the wheel is for; questions and forms take none. */
export const handleMouse = (controls: Controls, event: MouseEvent): void => {
  const mode = modeOf(controls.state());
  if ((mode === 'sheet' || mode === 'reading') && event.kind === 'wheel')
    scrollSheet(controls, event.up ? -notch : notch);
  if (mode !== 'tree' && mode !== 'log' && mode !== 'details' && mode !== 'input') return;
  const cell = controls.boxes.at(event.x, event.y);
  if (cell === undefined) return;
  if (event.kind === 'wheel') wheel(controls, cell, event.up);
  else click(controls, cell);
};
