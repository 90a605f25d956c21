import type { LineTable, StoredLine } from '../../history/line-table.ts';
import type { Attention } from '../../model/attention.ts';
import { BoundedLog } from '../../model/bounded-log.ts';
import { roomLineOf } from '../../model/earlier-line.ts';
import { costOf } from '../../model/room.ts';
import type { RoomLine } from '../../model/room-line.ts';

const limits = { entries: 10_000, bytes: 16 * 1024 * 1024 };

/** How many lines are loaded before and behind what was found. */
const around = 200;

/** Reads lines of one room; nothing where the history cannot be read just now. */
export type ReadLines = (look: (table: LineTable, room: number) => StoredLine[]) => StoredLine[];

/** A part of what was said in a room that lies too far up to be loaded together with all behind it. */
export class PastLines {
  readonly lines = new BoundedLog<RoomLine>(limits, costOf);
  readonly #read: ReadLines;
  /** The first row behind it that the room itself has loaded. */
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

  /** The position of a row, or `undefined`. */
  positionOf(row: number): number | undefined {
    for (let position = this.lines.first; position < this.lines.end; position += 1)
      if (this.#rowAt(position) === row) return position;
    return undefined;
  }

  /** The row of the oldest line. */
  get firstRow(): number {
    return this.#rowAt(this.lines.first);
  }

  /** Loads so many lines before these. */
  loadEarlier(count: number): void {
    const earlier = this.#read((table, room) => table.before(room, this.firstRow, count));
    this.lines.prepend(earlier.map((line) => roomLineOf(line, this.#attention)));
  }

  /** Loads so many lines behind these; returns how many there were before those that the room has loaded. */
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
