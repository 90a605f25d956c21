import { History, type HistoryOptions } from '../history/history.ts';
import type { NewLine, StoredLine } from '../history/line-table.ts';
import type { WaitingLine } from '../history/outbox-table.ts';
import type { ChatMessage } from '../chat/wire.ts';
import type { Delivery, Room, SaidLine } from '../model/room.ts';

/** So many lines are there at the start; no screen shows more at once. */
const firstLines = 100;

/** So many lines at most are loaded to get to what was searched for. */
const mostToHit = 30_000;

/** The limits are looked after so long after the start, and then so often, ms. */
const firstTidying = 3000;
const tidying = 3600 * 1000;
/** Between two parts of it, ms. */
const tidyingPause = 50;

/** What is found in the history: where it stands in the room by now, or when it was said if that is too far up. */
export type Found =
  | { readonly position: number }
  | { readonly tooFar: Pick<StoredLine, 'at' | 'user' | 'say'> };

const lineOf = (line: SaidLine, message: string | undefined): NewLine => ({
  at: line.at,
  user: line.user,
  say: line.say,
  isAction: line.isAction,
  message,
});

/** What the rooms of one broker have in the history. Private rooms have nothing there. */
export class RoomHistory {
  readonly #history: History;
  #timer: NodeJS.Timeout | undefined;

  /** `onOpen` is called when there is something to be read. */
  constructor(options: HistoryOptions, notify: (text: string) => void, onOpen: () => void) {
    this.#history = new History(options, {
      notify,
      onOpen: () => {
        onOpen();
        this.#tidyIn(firstTidying);
      },
    });
  }

  /** Opens the database in its own time; never rejects. */
  open(): Promise<void> {
    return this.#history.open();
  }

  /** How many of the sentences that wait for the broker would go out after the next start. */
  get waiting(): number {
    return this.#history.read(({ outbox }) => outbox.count()) ?? 0;
  }

  /** The rooms that were joined and not left. */
  joined(): string[] {
    return this.#history.read(({ rooms }) => rooms.joined()) ?? [];
  }

  /** Whether the room is to be joined again at the next start. */
  setJoined(room: Room, isJoined: boolean): void {
    if (room.isPrivate) return;
    this.#history.change(({ rooms }) => rooms.setJoined(room.topic, isJoined), true);
  }

  /**
   * Loads the newest part of what was said in a room before, and what an earlier start could not
   * send any more: returns that, in order. It is ours from now on.
   */
  restore(room: Room, now: number): WaitingLine[] {
    if (room.isPrivate) return [];
    this.recallEarlier(room, firstLines);
    const left = this.#history.changeNow(({ rooms, outbox }) => {
      const number = rooms.find(room.topic);
      return number === undefined ? [] : outbox.adopt(number, now);
    });
    return left ?? [];
  }

  /** Loads earlier lines of a room; returns how many there were. */
  recallEarlier(room: Room, count: number): number {
    if (room.isPrivate) return 0;
    let before = this.#firstRow(room);
    for (;;) {
      const lines = this.#history.read(({ rooms, lines: table }) => {
        const number = rooms.find(room.topic);
        return number === undefined ? [] : table.before(number, before, count);
      });
      const [oldest] = lines ?? [];
      if (lines === undefined || oldest === undefined) return 0;
      const known = room.lines.length;
      const recalled = room.recall(lines);
      // All of them stand in the room already: further up there may be others.
      if (recalled > 0 || room.lines.length !== known || lines.length < count) return recalled;
      before = oldest.row;
    }
  }

  /** Finds the newest line with this text that is further up than what is loaded, and loads up to it. */
  find(room: Room, text: string): Found | undefined {
    if (room.isPrivate) return undefined;
    const from = this.#firstRow(room);
    const hit = this.#history.read(({ rooms, lines }) => {
      const number = rooms.find(room.topic);
      const line = number === undefined ? undefined : lines.find(number, text, from);
      return number === undefined || line === undefined
        ? undefined
        : { line, count: lines.countBetween(number, line.row, from) };
    });
    if (hit === undefined) return undefined;
    // A few more, so that it does not stand at the very edge.
    if (hit.count <= mostToHit) this.recallEarlier(room, hit.count + firstLines);
    for (let position = room.lines.first; position < room.lines.end; position += 1) {
      const line = room.lines.at(position);
      if (line?.kind === 'said' && line.row === hit.line.row) return { position };
    }
    return { tooFar: hit.line };
  }

  /** Stores what somebody has said. */
  heard(room: Room, message: ChatMessage, line: SaidLine, isRetained: boolean): void {
    if (room.isPrivate) return;
    this.#add(room.topic, { ...lineOf(line, message.id), isRetained }, line);
  }

  /** Puts what we say into the outbox, at once: whatever happens to the program, it goes out. */
  said(room: Room, waiting: WaitingLine): void {
    if (room.isPrivate) return;
    this.#history.change(
      ({ rooms, outbox }) => outbox.add(rooms.findOrAdd(room.topic), waiting),
      true,
    );
  }

  /** What we said has come to the broker, or was refused: then it was never said. */
  settled(room: Room, id: string, line: SaidLine, delivery: Delivery): void {
    if (room.isPrivate) return;
    this.#history.change(({ rooms, outbox }) => outbox.remove(rooms.findOrAdd(room.topic), id));
    if (delivery.state === 'acknowledged') this.#add(room.topic, lineOf(line, id), line);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#history.close();
  }

  #add(topic: string, line: NewLine, shown: SaidLine): void {
    this.#history.change(({ rooms, lines }) => {
      shown.row = lines.add(rooms.findOrAdd(topic), line);
    });
  }

  /** The row of the oldest line in the room; beyond all rows when there is none. */
  #firstRow(room: Room): number {
    // What has just been said has no row before it is written.
    this.#history.flush();
    for (let position = room.lines.first; position < room.lines.end; position += 1) {
      const line = room.lines.at(position);
      if (line?.kind === 'said' && line.row !== undefined) return line.row;
    }
    return Number.MAX_SAFE_INTEGER;
  }

  #tidyIn(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const isMore = this.#history.deleteSome(Date.now());
      this.#tidyIn(isMore ? tidyingPause : tidying);
    }, wait);
  }
}
