import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** The most rooms to join again at the start. */
const mostJoined = 100;

/** A room to join again. */
export type JoinedRoom = {
  readonly topic: string;
  /** The salt of a private room; its key is not stored. */
  readonly salt: Uint8Array | undefined;
};

/** A room's state as the user left it. */
export type RoomState = {
  readonly isMuted: boolean;
  /** Row of the newest line seen; 0 for none. */
  readonly seen: number;
};

/** The rooms of one broker, and whom the user ignores there. All methods throw SQLite's errors. */
export class RoomTable {
  readonly #database: DatabaseSync;
  readonly #broker: string;
  readonly #byTopic: StatementSync;
  readonly #insert: StatementSync;
  readonly #state: StatementSync;
  readonly #setSeen: StatementSync;

  constructor(database: DatabaseSync, broker: string) {
    this.#database = database;
    this.#broker = broker;
    this.#byTopic = database.prepare('SELECT id FROM rooms WHERE broker = ? AND topic = ?');
    this.#insert = database.prepare('INSERT OR IGNORE INTO rooms (broker, topic) VALUES (?, ?)');
    this.#state = database.prepare('SELECT muted, seen FROM rooms WHERE broker = ? AND topic = ?');
    this.#setSeen = database.prepare(
      `UPDATE rooms SET seen = max(seen, coalesce(?, (SELECT max(id) FROM lines WHERE room = ?), 0))
       WHERE id = ?`,
    );
  }

  /** The number of a room; `undefined` if nothing of it is stored. */
  find(topic: string): number | undefined {
    return this.#byTopic.get(this.#broker, topic)?.['id'] as number | undefined;
  }

  /** The number of a room; assigns one if it has none. */
  findOrAdd(topic: string): number {
    const known = this.find(topic);
    return known ?? Number(this.#insert.run(this.#broker, topic).lastInsertRowid);
  }

  /** Stores whether the next run joins the room again; with a salt, as a private room. One that is left is not put aside, and greeted again when it is joined again. */
  setJoined(topic: string, isJoined: boolean, salt?: Uint8Array): void {
    this.#database
      .prepare(
        `UPDATE rooms SET joined = ?1, salt = ?2, aside = iif(?1, aside, NULL),
         greeted = iif(?1, greeted, 0) WHERE id = ?3`,
      )
      .run(isJoined ? 1 : 0, salt ?? null, this.findOrAdd(topic));
  }

  /** Whether a room has not been greeted since it was joined; from now on it has. */
  takeGreeting(topic: string): boolean {
    const { changes } = this.#database
      .prepare('UPDATE rooms SET greeted = 1 WHERE id = ? AND greeted = 0')
      .run(this.findOrAdd(topic));
    return Number(changes) > 0;
  }

  /** The rooms to join again, oldest first. */
  joined(): JoinedRoom[] {
    return this.#database
      .prepare('SELECT topic, salt FROM rooms WHERE broker = ? AND joined = 1 ORDER BY id LIMIT ?')
      .all(this.#broker, mostJoined)
      .map(({ topic, salt }) => ({
        topic: String(topic),
        salt: salt instanceof Uint8Array ? salt : undefined,
      }));
  }

  setMuted(topic: string, isMuted: boolean): void {
    this.#database
      .prepare('UPDATE rooms SET muted = ? WHERE id = ?')
      .run(isMuted ? 1 : 0, this.findOrAdd(topic));
  }

  /** Stores why a room is put aside; `undefined` if it is not. */
  setPutAside(topic: string, reason: string | undefined): void {
    this.#database
      .prepare('UPDATE rooms SET aside = ? WHERE id = ?')
      .run(reason ?? null, this.findOrAdd(topic));
  }

  /** The rooms put aside, with the reasons. */
  putAside(): Map<string, string> {
    const rows = this.#database
      .prepare('SELECT topic, aside FROM rooms WHERE broker = ? AND aside IS NOT NULL')
      .all(this.#broker);
    return new Map(rows.map(({ topic, aside }) => [String(topic), String(aside)]));
  }

  /** Stores that the user has seen the lines up to a row, or (`undefined`) all that are stored. Never goes back. */
  setSeen(topic: string, row?: number): void {
    const room = this.findOrAdd(topic);
    this.#setSeen.run(row ?? null, room, room);
  }

  /** A room's state as the user left it, also in another program. */
  stateOf(topic: string): RoomState {
    const found = this.#state.get(this.#broker, topic);
    return { isMuted: found?.['muted'] === 1, seen: Number(found?.['seen'] ?? 0) };
  }

  /** The ignored names, oldest first. */
  ignored(): string[] {
    return this.#database
      .prepare('SELECT name FROM ignored WHERE broker = ? ORDER BY id')
      .all(this.#broker)
      .map(({ name }) => String(name));
  }

  setIgnored(name: string, isIgnored: boolean): void {
    this.#database
      .prepare(
        isIgnored
          ? 'INSERT OR IGNORE INTO ignored (broker, name) VALUES (?, ?)'
          : 'DELETE FROM ignored WHERE broker = ? AND name = ?',
      )
      .run(this.#broker, name);
  }
}
