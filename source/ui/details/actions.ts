import { setFold } from '../../payload/folds.ts';
import { pathText, type ValuePath } from '../../payload/value-path.ts';
import { valueText } from '../../payload/value-text.ts';
import type { Controls } from '../controls.ts';
import { detailedMessage } from './detailed-message.ts';
import { lineAtRow } from './details-rows.ts';
import { type DetailsView, detailsView, pathOfLine } from './details-view.ts';
import { copyPayload } from '../log/copy.ts';

/** The details pane as it is now. */
export const viewNow = ({ session, state, boxes }: Controls): DetailsView | undefined =>
  detailsView(session, state(), detailedMessage(session, state()), boxes.inside('details'));

/** Scrolls the details down (or, negative, up) by rows; the cursor stays where it is. */
export const scrollDetails = (controls: Controls, by: number): void => {
  const view = viewNow(controls);
  if (view === undefined) return;
  const top = Math.max(0, Math.min(view.length - view.height, view.top + by));
  controls.dispatch({ type: 'details-scrolled', top, cursorRow: view.cursorRow });
};

/** Where the cursor can stand: not on the end of a list or map, which is the same value. */
const isStop = ({ body }: DetailsView, line: number): boolean =>
  body.outline?.[line]?.role !== 'end';

const lastStop = (view: DetailsView): number => {
  let line = view.body.lines - 1;
  while (line > 0 && !isStop(view, line)) line -= 1;
  return line;
};

/** Puts the cursor on a line and brings it into view. */
const pointAtLine = (controls: Controls, view: DetailsView, line: number): void => {
  const { body, head, height, length } = view;
  const row = head.length + (body.starts[line] ?? 0);
  const end = head.length + (body.starts[line + 1] ?? 0);
  let top = Math.min(row, Math.max(view.top, end - height));
  // What stands above and below the payload can be reached with the cursor too.
  if (line === 0 && end <= height) top = 0;
  if (line === lastStop(view)) top = Math.min(row, Math.max(top, length - height));
  controls.dispatch({
    type: 'details-pointed',
    cursor: pathOfLine(body, line),
    cursorRow: row,
    top,
  });
};

/** Puts the cursor on the value at a path, where it is to be seen. */
export const pointAtPath = (controls: Controls, path: ValuePath): void => {
  const before = viewNow(controls)?.top ?? 0;
  controls.dispatch({ type: 'details-pointed', cursor: path, cursorRow: 0, top: 0 });
  const view = viewNow(controls);
  if (view !== undefined && view.line >= 0)
    pointAtLine(controls, { ...view, top: before }, view.line);
};

const moveBy = (controls: Controls, by: 1 | -1): void => {
  const view = viewNow(controls);
  if (view?.body.outline === undefined) {
    scrollDetails(controls, by);
    return;
  }
  let line = view.line + by;
  while (line >= 0 && line < view.body.lines && !isStop(view, line)) line += by;
  if (line < 0 || line >= view.body.lines) scrollDetails(controls, by);
  else pointAtLine(controls, view, line);
};

const pageBy = (controls: Controls, by: 1 | -1): void => {
  const view = viewNow(controls);
  if (view === undefined) return;
  const rows = by * Math.max(1, view.height - 1);
  if (view.body.outline === undefined) {
    scrollDetails(controls, rows);
    return;
  }
  const wanted = Math.max(0, view.cursorRow - view.head.length + rows);
  let line = Math.min(lineAtRow(view.body, wanted), lastStop(view));
  while (line > 0 && !isStop(view, line)) line -= 1;
  // A long text may take more rows than the pane has.
  if (line === view.line) scrollDetails(controls, rows);
  else pointAtLine(controls, view, line);
};

/** Folds or unfolds the value of a line, and keeps the cursor on it. */
const fold = (
  controls: Controls,
  view: DetailsView,
  change: { readonly line: number; readonly isFolded: boolean; readonly isDeep: boolean },
): void => {
  const path = pathOfLine(view.body, change.line);
  const { folds } = controls.state().details;
  // The cursor's row is noted first: what unfolds above or below moves around it.
  pointAtLine(controls, view, change.line);
  controls.dispatch({
    type: 'details-folded',
    folds: setFold(folds, path, change.isFolded, change.isDeep),
  });
};

const stepIn = (controls: Controls): void => {
  const view = viewNow(controls);
  const row = view?.body.outline?.[view.line];
  if (view === undefined || row === undefined) return;
  if (row.role === 'folded')
    fold(controls, view, { line: view.line, isFolded: false, isDeep: false });
  else if (row.role === 'begin') pointAtLine(controls, view, view.line + 1);
};

const stepOut = (controls: Controls): void => {
  const view = viewNow(controls);
  const row = view?.body.outline?.[view.line];
  if (view === undefined || row === undefined) return;
  if (row.role === 'begin')
    fold(controls, view, { line: view.line, isFolded: true, isDeep: false });
  else if (row.parent >= 0) pointAtLine(controls, view, row.parent);
};

const toggle = (controls: Controls): void => {
  const view = viewNow(controls);
  const role = view?.body.outline?.[view.line]?.role;
  if (view !== undefined && (role === 'begin' || role === 'folded'))
    fold(controls, view, { line: view.line, isFolded: role === 'begin', isDeep: false });
};

const foldBelow = (controls: Controls, isFolded: boolean): void => {
  const view = viewNow(controls);
  const row = view?.body.outline?.[view.line];
  if (view === undefined || row === undefined) return;
  const line = row.role === 'scalar' ? row.parent : view.line;
  if (line >= 0) fold(controls, view, { line, isFolded, isDeep: true });
};

/** Copies the value at the cursor; a whole payload as it came. */
const copyValue = (controls: Controls): void => {
  const view = viewNow(controls);
  const value = view?.body.outline?.[view.line]?.value;
  if (
    view === undefined ||
    value === undefined ||
    (view.line === 0 && /^(?:JSON|number)$/.test(view.reading.decoded.kind))
  ) {
    copyPayload(controls);
    return;
  }
  controls.terminal.copy(valueText(value));
  controls.session.notify(
    `Copied the value at ${pathText(pathOfLine(view.body, view.line))} to the clipboard (where the terminal allows it).`,
  );
};

const copyPath = (controls: Controls): void => {
  const view = viewNow(controls);
  if (view?.body.outline === undefined) {
    controls.session.notify('This payload has no structure, and so no paths.');
    return;
  }
  const path = pathOfLine(view.body, view.line);
  controls.terminal.copy(path.length === 0 ? '.' : path.join(''));
  controls.session.notify(
    `Copied the path ${pathText(path)} to the clipboard (where the terminal allows it).`,
  );
};

/** What the keys of the details pane do. */
export const detailsActions = {
  up: (controls: Controls): void => moveBy(controls, -1),
  down: (controls: Controls): void => moveBy(controls, 1),
  pageUp: (controls: Controls): void => pageBy(controls, -1),
  pageDown: (controls: Controls): void => pageBy(controls, 1),
  first: (controls: Controls): void => {
    const view = viewNow(controls);
    if (view?.body.outline !== undefined) pointAtLine(controls, view, 0);
    scrollDetails(controls, -Infinity);
  },
  last: (controls: Controls): void => {
    const view = viewNow(controls);
    if (view?.body.outline !== undefined) pointAtLine(controls, view, lastStop(view));
    else scrollDetails(controls, Infinity);
  },
  stepIn,
  stepOut,
  toggle,
  openBelow: (controls: Controls): void => foldBelow(controls, false),
  closeBelow: (controls: Controls): void => foldBelow(controls, true),
  copyValue,
  copyPath,
} satisfies Record<string, (controls: Controls) => void>;

/** A click puts the cursor on a row of a structured payload; a second one folds what is there. */
export const clickDetails = (controls: Controls, row: number): void => {
  const view = viewNow(controls);
  if (view?.body.outline === undefined) return;
  const bodyRow = view.top + row - view.head.length;
  if (bodyRow < 0 || bodyRow >= (view.body.starts[view.body.lines] ?? 0)) return;
  const line = lineAtRow(view.body, bodyRow);
  const isSecond = line === view.line && controls.state().details.cursor !== undefined;
  if (isSecond) toggle(controls);
  else if (isStop(view, line)) pointAtLine(controls, view, line);
};
