/** The bottom of a scrolled log: an entry, and how many of its rows are hidden below the edge. */
export type LogAnchor = { readonly position: number; readonly hidden: number };

/** A log as rows: entries from `first` up to `end`, each of one or more rows. */
export type LogSource<Row> = {
  readonly first: number;
  readonly end: number;
  readonly rowsOf: (position: number) => readonly Row[];
};

/** A log of which only the number of rows matters. */
type AnyLog = LogSource<unknown>;

/** A row of the visible part of a log: the position of its entry, and its index within the entry. */
export type WindowRow<Row> = {
  readonly position: number;
  readonly index: number;
  readonly row: Row;
};

const bottomOf = (source: AnyLog, anchor: LogAnchor | undefined): LogAnchor =>
  anchor === undefined || anchor.position >= source.end
    ? { position: source.end - 1, hidden: 0 }
    : {
        position: Math.max(source.first, anchor.position),
        hidden: anchor.position < source.first ? 0 : anchor.hidden,
      };

/** The rows that fit, bottom row last; a log shorter than the pane starts at its top. */
export const logWindow = <Row>(
  source: LogSource<Row>,
  anchor: LogAnchor | undefined,
  height: number,
): WindowRow<Row>[] => {
  const bottom = bottomOf(source, anchor);
  const rowsAt = (position: number): WindowRow<Row>[] =>
    source.rowsOf(position).map((row, index) => ({ position, index, row }));
  const last = bottom.position < source.first ? [] : rowsAt(bottom.position);
  const cut = Math.max(1, last.length - bottom.hidden);
  const window = last.slice(0, cut);
  for (let at = bottom.position - 1; at >= source.first && window.length < height; at -= 1)
    window.unshift(...rowsAt(at));
  if (window.length >= height) return window.slice(-height);
  // Scrolled to the very top with room to spare: fill downwards.
  window.push(...last.slice(cut));
  for (let at = bottom.position + 1; window.length < height && at < source.end; at += 1)
    window.push(...rowsAt(at));
  return window.slice(0, height);
};

/** The rows to show in a pane: a paused log does not move, even if newer entries would fit. */
export const shownRows = <Row>(
  source: LogSource<Row>,
  { anchor, isPaused }: { readonly anchor: LogAnchor | undefined; readonly isPaused: boolean },
  height: number,
): WindowRow<Row>[] => {
  const rows = logWindow(source, anchor, height);
  if (!isPaused || anchor === undefined) return rows;
  const last = Math.max(source.first, anchor.position);
  return rows.filter(({ position }) => position <= last);
};

/** The anchor after scrolling up by rows (down if negative); `undefined` at the bottom. */
export const scrollLog = (
  source: AnyLog,
  anchor: LogAnchor | undefined,
  by: number,
  height: number,
): LogAnchor | undefined => {
  let { position, hidden } = bottomOf(source, anchor);
  hidden += by;
  while (hidden < 0 && position + 1 < source.end) {
    position += 1;
    hidden += source.rowsOf(position).length;
  }
  while (position > source.first && hidden >= source.rowsOf(position).length) {
    hidden -= source.rowsOf(position).length;
    position -= 1;
  }
  const highest = topAnchor(source, height);
  if (highest === undefined || hidden < 0) return undefined;
  if (position < highest.position || (position === highest.position && hidden > highest.hidden))
    return highest;
  return position === source.end - 1 && hidden <= 0 ? undefined : { position, hidden };
};

/** The anchor that shows the oldest entry at the top; `undefined` when everything fits. */
export const topAnchor = (source: AnyLog, height: number): LogAnchor | undefined => {
  let rows = 0;
  for (let position = source.first; position < source.end; position += 1) {
    rows += source.rowsOf(position).length;
    if (rows >= height)
      return position === source.end - 1 && rows === height
        ? undefined
        : { position, hidden: rows - height };
  }
  return undefined;
};

/** The anchor that brings an entry into view with the least movement. */
export const revealInLog = (
  source: AnyLog,
  anchor: LogAnchor | undefined,
  position: number,
  height: number,
): LogAnchor => {
  const bottom = bottomOf(source, anchor);
  const wanted = Math.min(height, source.rowsOf(position).length);
  const shown = logWindow(source, bottom, height).filter((row) => row.position === position);
  if (shown.length === wanted) return bottom;
  if (position >= bottom.position) return { position, hidden: 0 };
  let rows = 0;
  for (let at = position; at < source.end; at += 1) {
    rows += source.rowsOf(at).length;
    if (rows >= height) return { position: at, hidden: rows - height };
  }
  return { position: source.end - 1, hidden: 0 };
};
