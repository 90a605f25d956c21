/** A cell of the screen; the corner is 0, 0. */
export type Place = { readonly x: number; readonly y: number };

/** The coordinate of a cursor that is somewhere. */
export const unknown = -1;

/** The number of a movement, which is 1 unless told. */
const times = (count: number): string => (count === 1 ? '' : String(count));

const alongRow = (from: number, to: number): string => {
  if (to === from) return '';
  if (to === 0) return '\r';
  const absolute = `\u001b[${to + 1}G`;
  if (from === unknown) return absolute;
  const relative = to > from ? `\u001b[${times(to - from)}C` : `\u001b[${times(from - to)}D`;
  return relative.length <= absolute.length ? relative : absolute;
};

/**
 * The shortest way from a cell to another one. Line feeds never leave the screen at its bottom,
 * since the other cell is on it; a carriage return stands before them, for the terminal may or may
 * not add one.
 */
export const movement = (from: Place, to: Place): string => {
  if (from.y === to.y) return alongRow(from.x, to.x);
  const absolute = to.x === 0 ? `\u001b[${to.y + 1}H` : `\u001b[${to.y + 1};${to.x + 1}H`;
  if (from.y === unknown) return absolute;
  const rows = to.y - from.y;
  let relative = absolute;
  if (to.x === 0 && rows > 0) relative = `\r${'\n'.repeat(rows)}`;
  else if (to.x === from.x)
    relative = rows > 0 ? `\u001b[${times(rows)}B` : `\u001b[${times(-rows)}A`;
  return relative.length < absolute.length ? relative : absolute;
};
