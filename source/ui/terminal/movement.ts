/** A cell of the screen; the corner is 0, 0. */
export type CellPosition = { readonly x: number; readonly y: number };

/** The coordinate of a cursor that may be anywhere. */
export const unknownCoordinate = -1;

/** Beyond this many steps a sequence is no longer than single characters. */
const fewSteps = 3;

/** The count of a movement, which defaults to 1. */
const times = (count: number): string => (count === 1 ? '' : String(count));

const alongRow = (from: number, to: number): string => {
  if (to === from) return '';
  if (to === 0) return '\r';
  const absolute = `\u001b[${to + 1}G`;
  if (from === unknownCoordinate) return absolute;
  if (to < from && from - to <= fewSteps) return '\b'.repeat(from - to);
  const relative = to > from ? `\u001b[${times(to - from)}C` : `\u001b[${times(from - to)}D`;
  return relative.length <= absolute.length ? relative : absolute;
};

const alongColumn = (rows: number): string => {
  if (rows === -1) return '\u001bM';
  return rows < 0 ? `\u001b[${-rows}A` : `\u001b[${times(rows)}B`;
};

/**
 * The shortest movement from one cell to another. Line feeds and reverse line feeds (RI) cannot scroll,
 * since the target is on the screen. A carriage return precedes line feeds, because the terminal may or
 * may not add one.
 */
export const movement = (from: CellPosition, to: CellPosition): string => {
  if (from.y === to.y) return alongRow(from.x, to.x);
  const absolute = to.x === 0 ? `\u001b[${to.y + 1}H` : `\u001b[${to.y + 1};${to.x + 1}H`;
  if (from.y === unknownCoordinate) return absolute;
  const rows = to.y - from.y;
  const straight = alongColumn(rows) + alongRow(from.x, to.x);
  const shortest = straight.length < absolute.length ? straight : absolute;
  if (rows < 0 || rows > fewSteps) return shortest;
  const fromStart = `\r${'\n'.repeat(rows)}${alongRow(0, to.x)}`;
  return fromStart.length < shortest.length ? fromStart : shortest;
};
