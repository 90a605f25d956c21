import type { Room } from '../../model/room.ts';

/** The first loaded line of a room that has a row in the history for which `accepts` is true. */
const findRow = (
  { lines }: Room,
  accepts: (row: number) => boolean,
): { readonly row: number; readonly position: number } | undefined => {
  for (let position = lines.first; position < lines.end; position += 1) {
    const line = lines.at(position);
    const row = line?.kind === 'event' ? undefined : line?.row;
    if (row !== undefined && accepts(row)) return { row, position };
  }
  return undefined;
};

/** The row of the oldest loaded line; `undefined` if none has one. */
export const firstRowIn = (room: Room): number | undefined => findRow(room, () => true)?.row;

/** The position of the loaded line with a row; `undefined` if it is not loaded. */
export const positionOfRow = (room: Room, row: number): number | undefined =>
  findRow(room, (one) => one === row)?.position;
