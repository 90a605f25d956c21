import type { DatabaseSync } from 'node:sqlite';
import type { ChatMessage } from '../chat/wire.ts';

/** A message of ours that the broker has not acknowledged yet. */
export type WaitingLine = {
  readonly message: ChatMessage & { readonly id: string; readonly at: number };
  /** As it is published. */
  readonly payload: string;
};

/** A program with messages in the outbox. */
export type Owner = {
  /** Unique for each run. */
  readonly name: string;
  readonly process: number;
  /** Whether a process with this identifier runs on this machine. */
  readonly isRunning: (process: number) => boolean;
};

/** After this long, ms, a process that holds a message must be another one, with the same identifier. */
const longestHold = 24 * 3600 * 1000;

/** The outboxes of all programs of this machine. All methods throw SQLite's errors. */
export class OutboxTable {
  readonly #database: DatabaseSync;
  readonly #owner: Owner;

  constructor(database: DatabaseSync, owner: Owner) {
    this.#database = database;
    this.#owner = owner;
  }

  add(room: number, { message, payload }: WaitingLine): void {
    const { id, at, user, say, kind } = message;
    this.#database
      .prepare(
        `INSERT OR IGNORE INTO outbox (room, message, at, user, say, action, payload, owner, process)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        room,
        id,
        at,
        user,
        say,
        kind === 'action' ? 1 : 0,
        payload,
        this.#owner.name,
        this.#owner.process,
      );
  }

  remove(room: number, message: string): void {
    this.#database.prepare('DELETE FROM outbox WHERE room = ? AND message = ?').run(room, message);
  }

  /**
   * Takes over, and returns in order, what ended programs have left in a room; drops what has been received
   * since, as we or an older version of us have signed it, because that was sent. Call it in a transaction.
   */
  adopt(room: number, now: number, signer: string): WaitingLine[] {
    this.#database
      .prepare(
        `DELETE FROM outbox WHERE room = ? AND EXISTS
         (SELECT 1 FROM lines WHERE lines.room = outbox.room AND lines.message = outbox.message
          AND (lines.signer = ? OR lines.signer IS NULL) AND lines.user = outbox.user AND lines.say = outbox.say)`,
      )
      .run(room, signer);
    const left = this.#database
      .prepare('SELECT * FROM outbox WHERE room = ? AND owner <> ? ORDER BY id')
      .all(room, this.#owner.name)
      .filter(
        ({ process, at }) =>
          Number(at) < now - longestHold || !this.#owner.isRunning(Number(process)),
      );
    const take = this.#database.prepare('UPDATE outbox SET owner = ?, process = ? WHERE id = ?');
    for (const { id } of left) take.run(this.#owner.name, this.#owner.process, Number(id));
    return left.map((row) => ({
      message: {
        user: String(row['user']),
        say: String(row['say']),
        id: String(row['message']),
        at: Number(row['at']),
        ...(row['action'] === 1 ? { kind: 'action' } : {}),
      },
      payload: String(row['payload']),
    }));
  }

  /** How many messages of this run are waiting. */
  count(): number {
    const counted = this.#database
      .prepare('SELECT count(*) AS count FROM outbox WHERE owner = ?')
      .get(this.#owner.name);
    return Number(counted?.['count'] ?? 0);
  }

  /** Deletes older messages, except those that this run still has to send: its clock may have been wrong. */
  deleteBefore(at: number): void {
    this.#database
      .prepare('DELETE FROM outbox WHERE at < ? AND owner <> ?')
      .run(at, this.#owner.name);
  }
}
