import { choose } from '../input/completion.ts';
import { candidateWindow } from '../input/candidate-window.ts';
import { chartActions } from '../chart/actions.ts';
import { showsChart } from '../chart/state.ts';
import type { ActionContext } from '../action-context.ts';
import type { BoxCell } from '../layout/screen-boxes.ts';
import { clickDetails, scrollDetails } from '../details/actions.ts';
import { clickLog, scrollLogBy } from '../log/actions.ts';
import { scrollReading } from '../sheets/reading-keys.ts';
import { scrollSheet } from '../sheets/sheets.ts';
import { goTo } from '../recording/actions.ts';
import { dragBorder, pressBorder, releaseBorder } from '../sizes/borders.ts';
import type { MouseEvent } from '../terminal/mouse-report.ts';
import { timeAtColumn } from '../recording/time-axis.ts';
import { clickTree, scrollTree } from '../topics/actions.ts';
import { type Mode, modeOf } from '../ui-state.ts';

/** Rows per notch of the wheel. */
const notch = 3;

/** A click accepts a candidate of the list. */
const clickCandidate = ({ state, dispatch, boxes }: ActionContext, row: number): void => {
  const { completion } = state();
  if (completion === undefined || row < 0) return;
  // The list is as high as its candidates.
  const [top, end] = candidateWindow(completion, boxes.inside('completion').rows);
  if (top + row >= end) return;
  dispatch({ type: 'line-completed', completion: choose(completion, top + row) });
  dispatch({ type: 'completion-closed', takes: true });
};

/** A click on the time axis goes to that time. */
const clickTime = (context: ActionContext, column: number): void => {
  const { recording } = context.session;
  if (recording === undefined) return;
  const time = timeAtColumn(recording, context.boxes.inside('time-axis').columns, column);
  if (time !== undefined) goTo(context, recording, time);
};

const click = (context: ActionContext, { name, x, y }: BoxCell): void => {
  if (name === 'completion') clickCandidate(context, y);
  else if (name === 'time-axis') clickTime(context, x);
  else if (name === 'tree' || name === 'log' || name === 'details' || name === 'input') {
    context.dispatch({ type: 'pane-focused', pane: name });
    if (y < 0) return;
    if (name === 'tree') clickTree(context, y);
    if (name === 'log') clickLog(context, y);
    if (name === 'details') clickDetails(context, y);
  }
};

const wheel = (context: ActionContext, { name }: BoxCell, up: boolean): void => {
  const rows = up ? notch : -notch;
  if (name === 'tree') scrollTree(context, -rows);
  else if (name === 'details') scrollDetails(context, -rows);
  else if (name === 'time-axis') return;
  else if (showsChart(context.state())) (up ? chartActions.narrow : chartActions.widen)(context);
  else scrollLogBy(context, rows);
};

/** Whether a click in the tree leads from the form of one broker to the rows of another. */
const leadsToAnother = ({ workspace }: ActionContext, mode: Mode, { name, y }: BoxCell): boolean =>
  workspace.hasSeveral && (mode === 'credentials' || mode === 'name') && name === 'tree' && y >= 0;

/** Handles the mouse; questions and forms ignore it, but for a way to another broker. */
export const handleMouse = (context: ActionContext, event: MouseEvent): void => {
  const mode = modeOf(context.state());
  if (event.kind === 'release') releaseBorder(context);
  if (event.kind === 'wheel') {
    const rows = event.up ? -notch : notch;
    if (mode === 'sheet') scrollSheet(context, rows);
    if (mode === 'reading') scrollReading(context, rows);
  }
  const isInPanes = mode === 'tree' || mode === 'log' || mode === 'details' || mode === 'input';
  if (event.kind === 'drag' && isInPanes) dragBorder(context, event.x, event.y);
  if (event.kind === 'drag' || event.kind === 'release') return;
  // Moving a border must not select the row beside it.
  if (event.kind === 'click' && isInPanes && pressBorder(context, event.x, event.y)) return;
  const cell = context.boxes.at(event.x, event.y);
  if (cell === undefined) return;
  if (event.kind === 'click' && leadsToAnother(context, mode, cell)) clickTree(context, cell.y);
  if (!isInPanes) return;
  if (event.kind === 'wheel') wheel(context, cell, event.up);
  else click(context, cell);
};
