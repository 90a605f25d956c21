import { setFold } from '../../payload/folds.ts';
import { pathText, type ValuePath } from '../../payload/value-path.ts';
import { valueText } from '../../payload/value-text.ts';
import type { Controls } from '../controls.ts';
import { copyText } from '../copy-text.ts';
import { detailedMessage } from './detailed-message.ts';
import { lineAtRow } from './body.ts';
import { pathOfLine, shownDetails, type ShownDetails } from './shown-details.ts';
import { copyPayload } from '../log/copy.ts';

/** What a pane that has only just come is taken for, until it is laid out. */
const notLaidOut = { columns: 80, rows: 10 };

/** The details pane as it is now. */
export const detailsNow = ({ session, state, boxes }: Controls): ShownDetails | undefined => {
  const inside = boxes.inside('details');
  const size = inside.columns === 0 ? notLaidOut : inside;
  return shownDetails(session, state(), detailedMessage(session, state()), size);
};

/** Scrolls the details down (or, negative, up) by rows; the cursor stays where it is. */
export const scrollDetails = (controls: Controls, by: number): void => {
  const shown = detailsNow(controls);
  if (shown === undefined) return;
  const top = Math.max(0, Math.min(shown.length - shown.height, shown.top + by));
  controls.dispatch({ type: 'details-scrolled', top, cursorRow: shown.cursorRow });
};

/** Where the cursor can stand: not on the end of a list or map, which is the same value. */
const isStop = ({ body }: ShownDetails, line: number): boolean =>
  body.outline?.[line]?.role !== 'end';

const lastStop = (shown: ShownDetails): number => {
  let line = shown.body.lines - 1;
  while (line > 0 && !isStop(shown, line)) line -= 1;
  return line;
};

/** Puts the cursor on a line and brings it into view. */
const pointAtLine = (controls: Controls, shown: ShownDetails, line: number): void => {
  const { body, head, height, length } = shown;
  const row = head.length + (body.starts[line] ?? 0);
  const end = head.length + (body.starts[line + 1] ?? 0);
  let top = Math.min(row, Math.max(shown.top, end - height));
  // What stands above and below the payload can be reached with the cursor too.
  if (line === 0 && end <= height) top = 0;
  if (line === lastStop(shown)) top = Math.min(row, Math.max(top, length - height));
  controls.dispatch({
    type: 'details-pointed',
    cursor: pathOfLine(body, line),
    cursorRow: row,
    top,
  });
};

/** Puts the cursor on the value at a path, if it is visible. */
export const pointAtPath = (controls: Controls, path: ValuePath): void => {
  const before = detailsNow(controls)?.top ?? 0;
  controls.dispatch({ type: 'details-pointed', cursor: path, cursorRow: 0, top: 0 });
  const shown = detailsNow(controls);
  if (shown !== undefined && shown.line >= 0)
    pointAtLine(controls, { ...shown, top: before }, shown.line);
};

const moveBy = (controls: Controls, by: 1 | -1): void => {
  const shown = detailsNow(controls);
  if (shown?.body.outline === undefined) {
    scrollDetails(controls, by);
    return;
  }
  let line = shown.line + by;
  while (line >= 0 && line < shown.body.lines && !isStop(shown, line)) line += by;
  if (line < 0 || line >= shown.body.lines) scrollDetails(controls, by);
  else pointAtLine(controls, shown, line);
};

const pageBy = (controls: Controls, by: 1 | -1): void => {
  const shown = detailsNow(controls);
  if (shown === undefined) return;
  const rows = by * Math.max(1, shown.height - 1);
  if (shown.body.outline === undefined) {
    scrollDetails(controls, rows);
    return;
  }
  const wanted = Math.max(0, shown.cursorRow - shown.head.length + rows);
  let line = Math.min(lineAtRow(shown.body, wanted), lastStop(shown));
  while (line > 0 && !isStop(shown, line)) line -= 1;
  // A long text may take more rows than the pane has.
  if (line === shown.line) scrollDetails(controls, rows);
  else pointAtLine(controls, shown, line);
};

/** Folds or unfolds the value of a line, and keeps the cursor on it. */
const fold = (
  controls: Controls,
  shown: ShownDetails,
  change: { readonly line: number; readonly isFolded: boolean; readonly isDeep: boolean },
): void => {
  const path = pathOfLine(shown.body, change.line);
  const { folds } = controls.state().details;
  // The cursor's row is noted first: what unfolds above or below moves around it.
  pointAtLine(controls, shown, change.line);
  controls.dispatch({
    type: 'details-folded',
    folds: setFold(folds, path, change.isFolded, change.isDeep),
  });
};

const stepIn = (controls: Controls): void => {
  const shown = detailsNow(controls);
  const row = shown?.body.outline?.[shown.line];
  if (shown === undefined || row === undefined) return;
  if (row.role === 'folded')
    fold(controls, shown, { line: shown.line, isFolded: false, isDeep: false });
  else if (row.role === 'begin') pointAtLine(controls, shown, shown.line + 1);
};

const stepOut = (controls: Controls): void => {
  const shown = detailsNow(controls);
  const row = shown?.body.outline?.[shown.line];
  if (shown === undefined || row === undefined) return;
  if (row.role === 'begin')
    fold(controls, shown, { line: shown.line, isFolded: true, isDeep: false });
  else if (row.parent >= 0) pointAtLine(controls, shown, row.parent);
};

const toggle = (controls: Controls): void => {
  const shown = detailsNow(controls);
  const role = shown?.body.outline?.[shown.line]?.role;
  if (shown !== undefined && (role === 'begin' || role === 'folded'))
    fold(controls, shown, { line: shown.line, isFolded: role === 'begin', isDeep: false });
};

const foldBelow = (controls: Controls, isFolded: boolean): void => {
  const shown = detailsNow(controls);
  const row = shown?.body.outline?.[shown.line];
  if (shown === undefined || row === undefined) return;
  const line = row.role === 'scalar' ? row.parent : shown.line;
  if (line >= 0) fold(controls, shown, { line, isFolded, isDeep: true });
};

/** Copies the value at the cursor; a whole payload as it came. */
const copyValue = (controls: Controls): void => {
  const shown = detailsNow(controls);
  const value = shown?.body.outline?.[shown.line]?.value;
  if (
    shown === undefined ||
    value === undefined ||
    (shown.line === 0 && /^(?:JSON|number)$/.test(shown.reading.decoded.kind))
  ) {
    copyPayload(controls);
    return;
  }
  const path = pathText(pathOfLine(shown.body, shown.line));
  copyText(controls, valueText(value), `the value at ${path}`);
};

const copyPath = (controls: Controls): void => {
  const shown = detailsNow(controls);
  if (shown?.body.outline === undefined) {
    controls.session.notify('This payload has no structure, and so no paths.');
    return;
  }
  const path = pathOfLine(shown.body, shown.line);
  copyText(controls, path.length === 0 ? '.' : path.join(''), `the path ${pathText(path)}`);
};

/** What the keys of the details pane do. */
export const detailsActions = {
  up: (controls: Controls): void => moveBy(controls, -1),
  down: (controls: Controls): void => moveBy(controls, 1),
  pageUp: (controls: Controls): void => pageBy(controls, -1),
  pageDown: (controls: Controls): void => pageBy(controls, 1),
  first: (controls: Controls): void => {
    const shown = detailsNow(controls);
    if (shown?.body.outline !== undefined) pointAtLine(controls, shown, 0);
    scrollDetails(controls, -Infinity);
  },
  last: (controls: Controls): void => {
    const shown = detailsNow(controls);
    if (shown?.body.outline !== undefined) pointAtLine(controls, shown, lastStop(shown));
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
  const shown = detailsNow(controls);
  if (shown?.body.outline === undefined) return;
  const bodyRow = shown.top + row - shown.head.length;
  if (bodyRow < 0 || bodyRow >= (shown.body.starts[shown.body.lines] ?? 0)) return;
  const line = lineAtRow(shown.body, bodyRow);
  const isSecond = line === shown.line && controls.state().details.cursor !== undefined;
  if (isSecond) toggle(controls);
  else if (isStop(shown, line)) pointAtLine(controls, shown, line);
};
