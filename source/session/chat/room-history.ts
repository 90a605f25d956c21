import { History, type HistoryOptions } from '../../history/history.ts';
import type { NewLine } from '../../history/line-table.ts';
import type { WaitingLine } from '../../history/outbox-table.ts';
import type { ChatMessage } from '../../chat/wire.ts';
import type { HistoryTables } from '../../history/tables.ts';
import type { JoinedRoom } from '../../history/room-table.ts';
import type { Attention } from '../../model/attention.ts';
import { DirectRoom } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import { type DeliveryState, isOut, type RawLine, type SaidLine } from '../../model/room-line.ts';
import { HistoryCleanup } from './history-cleanup.ts';
import { KeyHistory } from './key-history.ts';
import { PastLines, type ReadLines } from './past-lines.ts';
import { firstRowIn, positionOfRow } from './loaded-rows.ts';
import { newLineOf, rawLineOf } from './new-line.ts';
import { SecretRoom } from './secret-room.ts';
import { WatchHistory } from '../monitor/watch-history.ts';

/** How many lines are loaded at the start; no screen shows more at once. */
const firstLines = 100;

/** The most unseen lines to load at the start. */
const mostUnseen = 1000;

/** The most lines to load to reach a search hit. */
const mostToHit = 30_000;

/** A search hit: its position in the room, or in a part of the past that is too old to load with the rest. */
export type Found = { readonly position: number; readonly past?: PastLines };

/**
 * The history of one broker's rooms, and of direct conversations that are encrypted. Of private rooms it
 * stores only that they are joined.
 */
export class RoomHistory {
  readonly watches: WatchHistory;
  readonly keys: KeyHistory;
  readonly #history: History;
  /** The rooms whose read position was restored from an earlier run. */
  readonly #resumed = new WeakSet<Room>();
  readonly #cleanup: HistoryCleanup;

  /** `onOpen` is called once the history can be read. */
  constructor(options: HistoryOptions, notify: (text: string) => void, onOpen: () => void) {
    this.#history = new History(options, {
      notify,
      onOpen: () => {
        onOpen();
        this.watches.onOpen?.();
        this.#cleanup.start();
      },
    });
    this.#cleanup = new HistoryCleanup(this.#history);
    this.watches = new WatchHistory(this.#history);
    this.keys = new KeyHistory(this.#history);
  }

  /** Opens the database in the background; never rejects. */
  open(): Promise<void> {
    return this.#history.open();
  }

  /** How many of the messages waiting for the broker would be sent by the next run. */
  get waiting(): number {
    return this.#history.read(({ outbox }) => outbox.count()) ?? 0;
  }

  /** The rooms that were joined and not left again. */
  joined(): JoinedRoom[] {
    return this.#history.read(({ rooms }) => rooms.joined()) ?? [];
  }

  /** Stores whether the next run joins the room again; a private one then needs its passphrase. */
  setJoined(room: Room, isJoined: boolean): void {
    const salt = isJoined && room instanceof SecretRoom ? room.roomKey.salt : undefined;
    this.#history.change(({ rooms }) => rooms.setJoined(room.topic, isJoined, salt), true);
  }

  /** Whether the history can be read. */
  get isOpen(): boolean {
    return this.#history.isOpen;
  }

  /** Whether a room has not been greeted since it was joined; from now on it has. `undefined` if that cannot be known. */
  takeGreeting(topic: string): boolean | undefined {
    return this.#history.changeNow(({ rooms }) => rooms.takeGreeting(topic));
  }

  /** Stores whether a room is put aside, and why. */
  setPutAside({ topic, access }: Room): void {
    this.#history.change(({ rooms }) => rooms.setPutAside(topic, access.putAside), true);
  }

  /** Why an earlier run has put a room aside. */
  putAside(): ReadonlyMap<string, string> {
    return this.#history.read(({ rooms }) => rooms.putAside()) ?? new Map();
  }

  /** Stores whether a room is muted; nothing is stored of direct conversations in plain text. */
  setMuted(room: Room): void {
    const { topic, reading } = room;
    if (room instanceof DirectRoom && !room.isStored) return;
    this.#history.change(({ rooms }) => rooms.setMuted(topic, reading.isMuted), true);
  }

  /** The names that the user ignores. */
  ignored(): string[] {
    return this.#history.read(({ rooms }) => rooms.ignored()) ?? [];
  }

  /** Stores whether a name is ignored. */
  setIgnored(name: string, isIgnored: boolean): void {
    this.#history.change(({ rooms }) => rooms.setIgnored(name, isIgnored), true);
  }

  /**
   * Loads a room's newest earlier lines and its read position; returns, in order, what earlier runs could
   * no longer send. Sending that is up to this run from now on. `signer` is our key.
   */
  restore(room: Room, now: number, signer: string): WaitingLine[] {
    this.#resume(room);
    if (room.isPrivate) return [];
    const left = this.#history.changeNow(({ rooms, outbox }) => {
      const number = rooms.find(room.topic);
      return number === undefined ? [] : outbox.adopt(number, now, signer);
    });
    return left ?? [];
  }

  #resume(room: Room): void {
    if (this.#resumed.has(room)) return;
    const first = this.#firstRow(room);
    const state = this.#history.read(({ rooms, lines }) => {
      const number = rooms.find(room.topic) ?? 0;
      const { isMuted, seen } = rooms.stateOf(room.topic);
      return { isMuted, seen, unseen: lines.countBetween(number, seen + 1, first) };
    });
    if (state === undefined) return;
    this.#resumed.add(room);
    room.reading.isMuted ||= state.isMuted;
    if (!room.isStored) return;
    const end = room.lines.first;
    this.recallEarlier(room, Math.min(state.unseen, mostUnseen) + firstLines);
    const more = Math.max(0, state.unseen - mostUnseen - firstLines);
    room.reading.resume({ seen: state.seen, end, more });
    room.reading.onRead = () => this.#history.change(({ rooms }) => rooms.setSeen(room.topic));
    if (room.reading.isRead) room.reading.onRead();
  }

  /** Loads up to `count` earlier lines of a room; returns how many there were. */
  recallEarlier(room: Room, count: number): number {
    if (!room.isStored) return 0;
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
      // The room had all of them already; there may be others before them.
      if (recalled > 0 || room.lines.length !== known || lines.length < count) return recalled;
      before = oldest.row;
    }
  }

  /**
   * Finds the newest line with this text that is older than what is loaded, and loads everything back to
   * it, or, if that is too much, only the lines around it. With `past` it searches on from there.
   */
  find(room: Room, text: string, attention: Attention, past?: PastLines): Found | undefined {
    if (!room.isStored) return undefined;
    const from = past?.firstRow ?? this.#firstRow(room);
    const hit = this.#history.read(({ rooms, lines }) => {
      const number = rooms.find(room.topic);
      return number === undefined ? undefined : lines.search.find(number, text, from);
    });
    return hit === undefined ? undefined : this.reach(room, hit, attention, past);
  }

  /** Reads from the database; `undefined` while it cannot be read. */
  read<Result>(look: (tables: HistoryTables) => Result): Result | undefined {
    return this.#history.read(look);
  }

  /**
   * Loads a room back to a row, or, if that is too much or a part of the past is shown, only the lines
   * around it.
   */
  reach(room: Room, row: number, attention: Attention, past?: PastLines): Found | undefined {
    const end = this.#firstRow(room);
    const between = this.#history.read(({ rooms, lines }) =>
      lines.countBetween(rooms.find(room.topic) ?? 0, row, end),
    );
    // A few more, so that it is not the very first line.
    if (past === undefined && between !== undefined && between > 0 && between <= mostToHit)
      this.recallEarlier(room, between + firstLines);
    const loaded = positionOfRow(room, row);
    if (loaded !== undefined) return { position: loaded };
    const read: ReadLines = (look) =>
      this.#history.read(({ rooms, lines }) => look(lines, rooms.find(room.topic) ?? 0)) ?? [];
    const around = new PastLines(read, { hit: row, end }, attention);
    const position = around.positionOf(row);
    return position === undefined ? undefined : { position, past: around };
  }

  /** Stores a chat message. */
  received(room: Room, message: ChatMessage, line: SaidLine, isRetained: boolean): void {
    if (!room.isStored) return;
    this.#add(room, { ...newLineOf(line, message.id), isRetained }, line);
  }

  /** Stores the start of a payload that is not a chat message. */
  receivedRaw(room: Room, line: RawLine, isRetained: boolean): void {
    if (room.isStored) this.#add(room, { ...rawLineOf(line), isRetained }, line);
  }

  /** Stores our message in the outbox at once, so that it is sent even if the program dies. */
  said(room: Room, waiting: WaitingLine): void {
    if (room.isPrivate) return;
    this.#history.change(
      ({ rooms, outbox }) => outbox.add(rooms.findOrAdd(room.topic), waiting),
      true,
    );
  }

  /** The broker has acknowledged our message, or refused it: then it does not become a line of the history. */
  settled(room: Room, id: string, line: SaidLine, delivery: DeliveryState): void {
    if (!room.isStored) return;
    // The key of a direct message does not outlast the run, so it is never in the outbox.
    if (!room.isPrivate)
      this.#history.change(({ rooms, outbox }) => outbox.remove(rooms.findOrAdd(room.topic), id));
    if (isOut(delivery)) this.#add(room, newLineOf(line, id), line);
  }

  close(): void {
    this.#cleanup.stop();
    this.#history.close();
  }

  #add(room: Room, line: NewLine, shown: SaidLine | RawLine): void {
    const { topic } = room;
    const isSeen = room.reading.isRead && this.#resumed.has(room);
    this.#history.change(({ rooms, lines }) => {
      shown.row = lines.add(rooms.findOrAdd(topic), line);
      if (isSeen) rooms.setSeen(topic, shown.row);
    });
  }

  /** The row of the oldest line in the room; beyond all rows if it has none. */
  #firstRow(room: Room): number {
    // A new line has no row before it is written.
    this.#history.flush();
    return firstRowIn(room) ?? Number.MAX_SAFE_INTEGER;
  }
}
