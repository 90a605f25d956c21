import { setFold } from '../../payload/folds.ts';
import { pathText, type ValuePath } from '../../payload/value-path.ts';
import { valueText } from '../../payload/value-text.ts';
import type { ActionContext } from '../action-context.ts';
import { copyText } from '../copy-text.ts';
import { detailedMessage } from './detailed-message.ts';
import { lineAtRow } from './body.ts';
import { pathOfLine, shownDetails, type ShownDetails } from './shown-details.ts';
import { copyPayload } from '../log/copy.ts';

/** Size assumed for a pane that was just opened, until it is laid out. */
const notLaidOut = { columns: 80, rows: 10 };

/** The details pane as it is now. */
export const detailsNow = ({ session, state, boxes }: ActionContext): ShownDetails | undefined => {
  const inside = boxes.inside('details');
  const size = inside.columns === 0 ? notLaidOut : inside;
  return shownDetails(session, state(), detailedMessage(session, state()), size);
};

/** Scrolls the details down by rows (up if negative); the cursor stays. */
export const scrollDetails = (context: ActionContext, by: number): void => {
  const shown = detailsNow(context);
  if (shown === undefined) return;
  const top = Math.max(0, Math.min(shown.length - shown.height, shown.top + by));
  context.dispatch({ type: 'details-scrolled', top, cursorRow: shown.cursorRow });
};

/** Whether the cursor may be on a line: not on the end of a list or map, which is the same value. */
const isStop = ({ body }: ShownDetails, line: number): boolean =>
  body.outline?.[line]?.role !== 'end';

const lastStop = (shown: ShownDetails): number => {
  let line = shown.body.lines - 1;
  while (line > 0 && !isStop(shown, line)) line -= 1;
  return line;
};

/** Puts the cursor on a line and brings it into view. */
const pointAtLine = (context: ActionContext, shown: ShownDetails, line: number): void => {
  const { body, head, height, length } = shown;
  const row = head.length + (body.starts[line] ?? 0);
  const end = head.length + (body.starts[line + 1] ?? 0);
  let top = Math.min(row, Math.max(shown.top, end - height));
  // The cursor keys also reach what is above and below the payload.
  if (line === 0 && end <= height) top = 0;
  if (line === lastStop(shown)) top = Math.min(row, Math.max(top, length - height));
  context.dispatch({
    type: 'details-pointed',
    cursor: pathOfLine(body, line),
    cursorRow: row,
    top,
  });
};

/** Puts the cursor on the value at a path, if it is visible. */
export const pointAtPath = (context: ActionContext, path: ValuePath): void => {
  const before = detailsNow(context)?.top ?? 0;
  context.dispatch({ type: 'details-pointed', cursor: path, cursorRow: 0, top: 0 });
  const shown = detailsNow(context);
  if (shown !== undefined && shown.line >= 0)
    pointAtLine(context, { ...shown, top: before }, shown.line);
};

const moveBy = (context: ActionContext, by: 1 | -1): void => {
  const shown = detailsNow(context);
  if (shown?.body.outline === undefined) {
    scrollDetails(context, by);
    return;
  }
  let line = shown.line + by;
  while (line >= 0 && line < shown.body.lines && !isStop(shown, line)) line += by;
  if (line < 0 || line >= shown.body.lines) scrollDetails(context, by);
  else pointAtLine(context, shown, line);
};

/** Moves by pages, or parts of one; up if negative. */
const pageBy = (context: ActionContext, by: number): void => {
  const shown = detailsNow(context);
  if (shown === undefined) return;
  const rows = Math.round(by * Math.max(1, shown.height - 1));
  if (shown.body.outline === undefined) {
    scrollDetails(context, rows);
    return;
  }
  const wanted = Math.max(0, shown.cursorRow - shown.head.length + rows);
  let line = Math.min(lineAtRow(shown.body, wanted), lastStop(shown));
  while (line > 0 && !isStop(shown, line)) line -= 1;
  // A long text may take more rows than the pane has.
  if (line === shown.line) scrollDetails(context, rows);
  else pointAtLine(context, shown, line);
};

/** Folds or unfolds the value on a line, and keeps the cursor on it. */
const fold = (
  context: ActionContext,
  shown: ShownDetails,
  change: { readonly line: number; readonly isFolded: boolean; readonly isDeep: boolean },
): void => {
  const path = pathOfLine(shown.body, change.line);
  const { folds } = context.state().details;
  // Note the cursor's row first: unfolding moves the lines around it.
  pointAtLine(context, shown, change.line);
  context.dispatch({
    type: 'details-folded',
    folds: setFold(folds, path, change.isFolded, change.isDeep),
  });
};

const stepIn = (context: ActionContext): void => {
  const shown = detailsNow(context);
  const row = shown?.body.outline?.[shown.line];
  if (shown === undefined || row === undefined) return;
  if (row.role === 'folded')
    fold(context, shown, { line: shown.line, isFolded: false, isDeep: false });
  else if (row.role === 'begin') pointAtLine(context, shown, shown.line + 1);
};

const stepOut = (context: ActionContext): void => {
  const shown = detailsNow(context);
  const row = shown?.body.outline?.[shown.line];
  if (shown === undefined || row === undefined) return;
  if (row.role === 'begin')
    fold(context, shown, { line: shown.line, isFolded: true, isDeep: false });
  else if (row.parent >= 0) pointAtLine(context, shown, row.parent);
};

const toggle = (context: ActionContext): void => {
  const shown = detailsNow(context);
  const role = shown?.body.outline?.[shown.line]?.role;
  if (shown !== undefined && (role === 'begin' || role === 'folded'))
    fold(context, shown, { line: shown.line, isFolded: role === 'begin', isDeep: false });
};

const foldBelow = (context: ActionContext, isFolded: boolean): void => {
  const shown = detailsNow(context);
  const row = shown?.body.outline?.[shown.line];
  if (shown === undefined || row === undefined) return;
  const line = row.role === 'scalar' ? row.parent : shown.line;
  if (line >= 0) fold(context, shown, { line, isFolded, isDeep: true });
};

/** Copies the value at the cursor; a whole payload exactly as received. */
const copyValue = (context: ActionContext): void => {
  const shown = detailsNow(context);
  const value = shown?.body.outline?.[shown.line]?.value;
  if (
    shown === undefined ||
    value === undefined ||
    (shown.line === 0 && /^(?:JSON|number)$/.test(shown.reading.decoded.kind))
  ) {
    copyPayload(context);
    return;
  }
  const path = pathText(pathOfLine(shown.body, shown.line));
  copyText(context, valueText(value), `the value at ${path}`);
};

const copyPath = (context: ActionContext): void => {
  const shown = detailsNow(context);
  if (shown?.body.outline === undefined) {
    context.session.notify('This payload has no structure: there is no path to copy.');
    return;
  }
  const path = pathOfLine(shown.body, shown.line);
  copyText(context, path.length === 0 ? '.' : path.join(''), `the path ${pathText(path)}`);
};

/** What the keys of the details pane do. */
export const detailsActions = {
  up: (context: ActionContext): void => moveBy(context, -1),
  down: (context: ActionContext): void => moveBy(context, 1),
  pageUp: (context: ActionContext): void => pageBy(context, -1),
  pageDown: (context: ActionContext): void => pageBy(context, 1),
  halfPageUp: (context: ActionContext): void => pageBy(context, -0.5),
  halfPageDown: (context: ActionContext): void => pageBy(context, 0.5),
  first: (context: ActionContext): void => {
    const shown = detailsNow(context);
    if (shown?.body.outline !== undefined) pointAtLine(context, shown, 0);
    scrollDetails(context, -Infinity);
  },
  last: (context: ActionContext): void => {
    const shown = detailsNow(context);
    if (shown?.body.outline !== undefined) pointAtLine(context, shown, lastStop(shown));
    else scrollDetails(context, Infinity);
  },
  stepIn,
  stepOut,
  toggle,
  openBelow: (context: ActionContext): void => foldBelow(context, false),
  closeBelow: (context: ActionContext): void => foldBelow(context, true),
  copyValue,
  copyPath,
} satisfies Record<string, (context: ActionContext) => void>;

/** A click puts the cursor on a row of a structured payload; a second click folds it. */
export const clickDetails = (context: ActionContext, row: number): void => {
  const shown = detailsNow(context);
  if (shown?.body.outline === undefined) return;
  const bodyRow = shown.top + row - shown.head.length;
  if (bodyRow < 0 || bodyRow >= (shown.body.starts[shown.body.lines] ?? 0)) return;
  const line = lineAtRow(shown.body, bodyRow);
  const isSecond = line === shown.line && context.state().details.cursor !== undefined;
  if (isSecond) toggle(context);
  else if (isStop(shown, line)) pointAtLine(context, shown, line);
};
