import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** How many rooms come back at a start. */
const mostJoined = 100;

/** A room that is to be joined again. */
export type JoinedRoom = {
  readonly topic: string;
  /** That of a private room; its key is kept nowhere. */
  readonly salt: Uint8Array | undefined;
};

/** How the person has left a room. */
export type RoomState = {
  readonly isMuted: boolean;
  /** Row of the newest line that they have seen; 0 for none. */
  readonly seen: number;
};

/** The rooms of one broker, and whom the person ignores there. All methods throw SQLite's errors. */
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

  /** The number of a room; `undefined` when nothing of it is stored. */
  find(topic: string): number | undefined {
    return this.#byTopic.get(this.#broker, topic)?.['id'] as number | undefined;
  }

  /** The number of a room, which it is given where it has none. */
  findOrAdd(topic: string): number {
    const known = this.find(topic);
    return known ?? Number(this.#insert.run(this.#broker, topic).lastInsertRowid);
  }

  /** Whether to join the room again at the next start; with a salt, as a private room. */
  setJoined(topic: string, isJoined: boolean, salt?: Uint8Array): void {
    this.#database
      .prepare('UPDATE rooms SET joined = ?, salt = ? WHERE id = ?')
      .run(isJoined ? 1 : 0, salt ?? null, this.findOrAdd(topic));
  }

  /** The rooms to be joined again, the oldest first. */
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

  /** The person has seen the lines up to a row, or (`undefined`) all that are stored. Never goes back. */
  setSeen(topic: string, row?: number): void {
    const room = this.findOrAdd(topic);
    this.#setSeen.run(row ?? null, room, room);
  }

  /** How the person has left a room, also in another program. */
  stateOf(topic: string): RoomState {
    const found = this.#state.get(this.#broker, topic);
    return { isMuted: found?.['muted'] === 1, seen: Number(found?.['seen'] ?? 0) };
  }

  /** Whom the person ignores, in the order of asking. */
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
