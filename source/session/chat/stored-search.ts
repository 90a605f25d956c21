import type { Room } from '../../model/room.ts';
import type { RoomHistory } from './room-history.ts';

/** A stored line that was found. */
export type StoredHit = {
  readonly room: Room;
  readonly row: number;
  readonly at: number;
  readonly user: string;
  readonly say: string;
};

/** How long one step may take, ms, as far as that can be guessed from the last one. */
const stepTime = 8;

/** The fewest and the most rows of one step, and of the first one. */
const rows = { fewest: 50, most: 20_000, first: 2000 } as const;

/** A search through the stored lines of some rooms, newest first, a step at a time. */
export class StoredSearch {
  readonly #history: RoomHistory;
  readonly #text: string;
  readonly #rooms: readonly Room[];
  /** The rooms by their numbers; set by the first step. */
  #byNumber: ReadonlyMap<number, Room> | undefined;
  #first = 0;
  #end = 0;
  #count: number = rows.first;

  constructor(history: RoomHistory, rooms: Iterable<Room>, text: string) {
    this.#history = history;
    this.#rooms = [...rooms].filter(({ isStored }) => isStored);
    this.#text = text;
  }

  /** Searches the next rows and returns the hits; `undefined` if there are no more rows. */
  step(): StoredHit[] | undefined {
    const begun = performance.now();
    const byNumber = (this.#byNumber ??= this.#begin());
    if (this.#end <= this.#first) return undefined;
    const from = Math.max(this.#first, this.#end - this.#count);
    const hits = this.#history.read(({ lines }) =>
      lines.search
        .rowsWith(this.#text, from, this.#end)
        .flatMap(({ room: number, row }): StoredHit[] => {
          const room = byNumber.get(number);
          const line = room === undefined ? undefined : lines.at(row);
          return room === undefined || line === undefined
            ? []
            : [{ room, row, at: line.at, user: line.user, say: line.say }];
        }),
    );
    this.#end = from;
    const pace = stepTime / Math.max(0.1, performance.now() - begun);
    this.#count = Math.round(
      Math.max(rows.fewest, Math.min(rows.most, this.#count * Math.min(4, pace))),
    );
    return hits;
  }

  #begin(): ReadonlyMap<number, Room> {
    const byNumber = new Map<number, Room>();
    this.#history.read(({ rooms: table, lines }) => {
      for (const room of this.#rooms) {
        const number = table.find(room.topic);
        if (number !== undefined) byNumber.set(number, room);
      }
      ({ first: this.#first, end: this.#end } = lines.extent());
    });
    return byNumber;
  }
}
