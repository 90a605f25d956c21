import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Names a key of a nick. */
type KeyName = { readonly user: string; readonly key: string };

/** A key that somebody has signed with, as in the model. */
export type KeptKey = KeyName & {
  readonly isAccepted: boolean;
  readonly isVerified: boolean;
  /** When it was first heard, ms since the epoch. */
  readonly since: number;
};

/** The keys of the people on one broker, in the order in which they were heard last. All methods throw SQLite's errors. */
export class KeyTable {
  readonly #database: DatabaseSync;
  readonly #broker: string;
  readonly #set: StatementSync;
  readonly #moveToEnd: StatementSync;

  constructor(database: DatabaseSync, broker: string) {
    this.#database = database;
    this.#broker = broker;
    // Another program may have stored a yes that we do not know of.
    this.#set = database.prepare(
      `INSERT INTO keys (broker, user, key, accepted, verified, since) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (broker, user, key) DO UPDATE
       SET accepted = max(accepted, excluded.accepted), verified = max(verified, excluded.verified)`,
    );
    this.#moveToEnd = database.prepare(
      `UPDATE keys SET id = (SELECT max(id) + 1 FROM keys) WHERE broker = ? AND user = ? AND key = ?`,
    );
  }

  /** All keys, the one heard longest ago first. */
  all(): KeptKey[] {
    return this.#database
      .prepare('SELECT * FROM keys WHERE broker = ? ORDER BY id')
      .all(this.#broker)
      .map(({ user, key, accepted, verified, since }) => ({
        user: String(user),
        key: String(key),
        isAccepted: accepted === 1,
        isVerified: verified === 1,
        since: Number(since),
      }));
  }

  /** Adds a key, or stores what has changed; it is then the one heard last. */
  set({ user, key, isAccepted, isVerified, since }: KeptKey): void {
    this.#set.run(this.#broker, user, key, isAccepted ? 1 : 0, isVerified ? 1 : 0, since);
    this.heard({ user, key });
  }

  /** A key that is stored has been heard again. */
  heard({ user, key }: KeyName): void {
    this.#moveToEnd.run(this.#broker, user, key);
  }

  /** Makes room: deletes a key unless it has been verified. */
  evict({ user, key }: KeyName): void {
    this.#database
      .prepare('DELETE FROM keys WHERE broker = ? AND user = ? AND key = ? AND verified = 0')
      .run(this.#broker, user, key);
  }

  /** Deletes a key. */
  forget({ user, key }: KeyName): void {
    this.#database
      .prepare('DELETE FROM keys WHERE broker = ? AND user = ? AND key = ?')
      .run(this.#broker, user, key);
  }
}
