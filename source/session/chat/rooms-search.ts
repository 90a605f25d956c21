import type { Room } from '../../model/room.ts';
import type { RoomLine } from '../../model/room-line.ts';
import { cut } from '../../payload/printable.ts';
import { rawLineOf } from './new-line.ts';
import type { StoredSearch } from './stored-search.ts';

/** Where a text was found: in a line that is loaded, or in a row of the history. */
export type Hit = {
  readonly room: Room;
  /** When it was received, ms since the epoch. */
  readonly at: number;
  readonly user: string;
  /** What was said, from shortly before the text that was found. */
  readonly excerpt: string;
  readonly line?: RoomLine;
  readonly row?: number;
};

/** The most hits that are kept, the newest ones. */
export const mostHits = 1000;

/** How many loaded lines one step looks at, and how many characters, about. */
const linesAtOnce = 2000;
const charactersAtOnce = 500_000;

/** How many characters of an excerpt come before what was found, and how many it has at most. */
const lead = 12;
const longest = 300;

const excerptOf = (said: string, wanted: string): string => {
  const at = said.toLowerCase().indexOf(wanted);
  const from = at <= 2 * lead ? 0 : at - lead;
  return (
    (from === 0 ? '' : '…') + cut(said.slice(from, from + longest + 1).toWellFormed(), longest)
  );
};

const saidIn = (line: RoomLine): { readonly user: string; readonly text: string } => {
  if (line.kind === 'said') return { user: line.user, text: line.say };
  return { user: '', text: line.kind === 'event' ? line.text : rawLineOf(line).say };
};

/** A search for a text in all rooms, what is loaded first, then the history; a step at a time. */
export class RoomsSearch {
  readonly text: string;
  /** What was found so far, newest first. */
  hits: readonly Hit[] = [];
  isDone = false;
  readonly #wanted: string;
  readonly #rooms: Room[];
  readonly #stored: Pick<StoredSearch, 'step'> | undefined;
  /** The position of the next line in the first of the rooms. */
  #position: number | undefined;
  /** The rows of the hits among the loaded lines. */
  readonly #rows = new Set<number>();

  constructor(text: string, rooms: Iterable<Room>, stored: Pick<StoredSearch, 'step'> | undefined) {
    this.text = text;
    this.#wanted = text.toLowerCase();
    this.#rooms = [...rooms];
    this.#stored = stored;
  }

  /** Searches on for about 10 ms. */
  step(): void {
    if (this.isDone) return;
    if (this.#rooms.length > 0) {
      this.#add(this.#loadedHits());
      return;
    }
    const stored = this.#stored?.step();
    const found = (stored ?? []).filter(({ row }) => !this.#rows.has(row));
    // What is further back is older than all that is kept.
    this.isDone = stored === undefined || this.hits.length + found.length >= mostHits;
    this.#add(
      found.map(({ say, ...hit }): Hit => ({ ...hit, excerpt: excerptOf(say, this.#wanted) })),
    );
  }

  /** Ends it: what was found stays. */
  stop(): void {
    this.isDone = true;
  }

  /** The hits in the next loaded lines, room by room. */
  #loadedHits(): Hit[] {
    const hits: Hit[] = [];
    let [lines, characters] = [0, 0];
    for (; lines < linesAtOnce && characters < charactersAtOnce; lines += 1) {
      const [room] = this.#rooms;
      if (room === undefined) break;
      const position = this.#position ?? room.lines.end - 1;
      const line = room.lines.at(position);
      this.#position = position - 1;
      if (line === undefined) {
        this.#rooms.shift();
        this.#position = undefined;
        continue;
      }
      const { user, text } = saidIn(line);
      characters += text.length;
      if (!`${user} ${text}`.toLowerCase().includes(this.#wanted)) continue;
      hits.push({ room, at: line.at, user, excerpt: excerptOf(text, this.#wanted), line });
      if (line.kind !== 'event' && line.row !== undefined) this.#rows.add(line.row);
    }
    return hits;
  }

  #add(found: readonly Hit[]): void {
    if (found.length === 0) return;
    this.hits = [...this.hits, ...found]
      .toSorted((one, other) => other.at - one.at)
      .slice(0, mostHits);
  }
}
