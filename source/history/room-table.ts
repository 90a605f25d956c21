import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** So many rooms come back at a start. */
const mostJoined = 100;

/** The rooms of one broker. All methods throw SQLite's errors. */
export class RoomTable {
  readonly #database: DatabaseSync;
  readonly #broker: string;
  readonly #byTopic: StatementSync;
  readonly #insert: StatementSync;

  constructor(database: DatabaseSync, broker: string) {
    this.#database = database;
    this.#broker = broker;
    this.#byTopic = database.prepare('SELECT id FROM rooms WHERE broker = ? AND topic = ?');
    this.#insert = database.prepare('INSERT OR IGNORE INTO rooms (broker, topic) VALUES (?, ?)');
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

  /** Whether the room is to be joined again at the next start. */
  setJoined(topic: string, isJoined: boolean): void {
    this.#database
      .prepare('UPDATE rooms SET joined = ? WHERE id = ?')
      .run(isJoined ? 1 : 0, this.findOrAdd(topic));
  }

  /** The rooms to be joined again, the oldest first. */
  joined(): string[] {
    return this.#database
      .prepare('SELECT topic FROM rooms WHERE broker = ? AND joined = 1 ORDER BY id LIMIT ?')
      .all(this.#broker, mostJoined)
      .map(({ topic }) => String(topic));
  }
}
