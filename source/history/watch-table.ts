import type { DatabaseSync } from 'node:sqlite';
import type { Owner } from './outbox-table.ts';

/** A watch as it was entered. */
export type KeptWatch = {
  /** Topic name or filter. */
  readonly filter: string;
  /** What was typed after it. */
  readonly typed: string;
  /** The room it reports to; `undefined` if that is not stored. */
  readonly room: string | undefined;
};

/** The watches on one broker. Each belongs to one program, so that no two report the same. All methods throw SQLite's errors. */
export class WatchTable {
  readonly #database: DatabaseSync;
  readonly #broker: string;
  readonly #owner: Owner;

  constructor(database: DatabaseSync, broker: string, owner: Owner) {
    this.#database = database;
    this.#broker = broker;
    this.#owner = owner;
  }

  add({ filter, typed, room }: KeptWatch): void {
    this.#database
      .prepare(
        `INSERT INTO watches (broker, filter, typed, room, owner, process) VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(this.#broker, filter, typed, room ?? null, this.#owner.name, this.#owner.process);
  }

  /** Forgets a watch of this program. */
  remove({ filter, typed }: KeptWatch): void {
    this.#database
      .prepare('DELETE FROM watches WHERE broker = ? AND filter = ? AND typed = ? AND owner = ?')
      .run(this.#broker, filter, typed, this.#owner.name);
  }

  /** Takes over, and returns in order, the watches of ended programs, up to a limit. Call it in a transaction. */
  adopt(most: number): KeptWatch[] {
    const left = this.#database
      .prepare('SELECT * FROM watches WHERE broker = ? AND owner <> ? ORDER BY id')
      .all(this.#broker, this.#owner.name)
      .filter(({ process }) => !this.#owner.isRunning(Number(process)))
      .slice(0, most);
    const take = this.#database.prepare('UPDATE watches SET owner = ?, process = ? WHERE id = ?');
    for (const { id } of left) take.run(this.#owner.name, this.#owner.process, Number(id));
    return left.map(({ filter, typed, room }) => ({
      filter: String(filter),
      typed: String(typed),
      room: room === null ? undefined : String(room),
    }));
  }
}
