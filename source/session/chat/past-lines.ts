import type { LineTable, StoredLine } from '../../history/line-table.ts';
import type { Attention } from '../../model/attention.ts';
import { BoundedLog } from '../../model/bounded-log.ts';
import { roomLineOf } from '../../model/earlier-line.ts';
import { costOf } from '../../model/line-cost.ts';
import type { RoomLine } from '../../model/room-line.ts';

const limits = { entries: 10_000, bytes: 16 * 1024 * 1024 };

/** How many lines are loaded before a hit, and from it on. */
const around = 200;

/** Reads lines of one room; none if the history cannot be read at the moment. */
export type ReadLines = (look: (table: LineTable, room: number) => StoredLine[]) => StoredLine[];

/** A part of a room's history that is too old to load together with everything after it. */
export class PastLines {
  readonly lines = new BoundedLog<RoomLine>(limits, costOf);
  readonly #read: ReadLines;
  /** The first later row that the room itself has loaded. */
  readonly #end: number;
  readonly #attention: Attention;

  constructor(read: ReadLines, { hit, end }: { hit: number; end: number }, attention: Attention) {
    this.#read = read;
    this.#end = end;
    this.#attention = attention;
    const found = read((table, room) => [
      ...table.before(room, hit, around),
      ...table.from(room, { row: hit, end, count: around }),
    ]);
    this.#append(found);
  }

  /** The position of a row, or `undefined` if it is not loaded. */
  positionOf(row: number): number | undefined {
    for (let position = this.lines.first; position < this.lines.end; position += 1)
      if (this.#rowAt(position) === row) return position;
    return undefined;
  }

  /** The row of the oldest line. */
  get firstRow(): number {
    return this.#rowAt(this.lines.first);
  }

  /** Loads up to `count` lines before these. */
  loadEarlier(count: number): void {
    const earlier = this.#read((table, room) => table.before(room, this.firstRow, count));
    this.lines.prepend(earlier.map((line) => roomLineOf(line, this.#attention)));
  }

  /** Loads up to `count` lines after these, short of what the room has loaded; returns how many there were. */
  loadLater(count: number): number {
    const row = this.#rowAt(this.lines.end - 1) + 1;
    const later = this.#read((table, room) => table.from(room, { row, end: this.#end, count }));
    this.#append(later);
    return later.length;
  }

  #append(lines: readonly StoredLine[]): void {
    for (const line of lines) this.lines.append(roomLineOf(line, this.#attention));
  }

  #rowAt(position: number): number {
    const line = this.lines.at(position);
    return (line?.kind === 'event' ? undefined : line?.row) ?? 0;
  }
}
