/**
 * Ink takes every character of every row apart at every frame: to measure it, to lay it out, to
 * give each cell its styles, to compare it with what is on the screen. Our rows are cut and styled
 * already, so each travels through Ink as a single character that stands in for it, and takes its
 * place on the way to the terminal. Stand-ins are private-use characters. Text from outside may
 * have such characters too: it never meets a stand-in, for all of it is in rows.
 */
const firstStandIn = 0xe000;

/** So many rows are remembered: several times what the largest screen shows in two frames. */
const mostRows = 4096;

/** The stand-in of each row, the one asked for least recently first. */
const standIns = new Map<string, string>();
const rows = new Map<string, string>();

/** Takes one that has not been used for so long that it cannot be on the screen any more. */
const freeStandIn = (): string => {
  if (standIns.size < mostRows) return String.fromCharCode(firstStandIn + standIns.size);
  for (const [row, oldest] of standIns) {
    standIns.delete(row);
    return oldest;
  }
  throw new Error('no row is remembered');
};

/** One character for Ink in place of a row; the same one for the same row. Ask at each frame. */
export const standIn = (row: string): string => {
  const known = standIns.get(row);
  if (known !== undefined) standIns.delete(row);
  const character = known ?? freeStandIn();
  standIns.set(row, character);
  rows.set(character, row);
  return character;
};

const everyStandIn = /[\ue000-\uefff]/g;

/** What Ink writes, as the terminal is to get it. */
export const forTerminal = (output: string): string =>
  output.replaceAll(everyStandIn, (character) => rows.get(character) ?? '');
