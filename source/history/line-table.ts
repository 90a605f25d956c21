import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { LineSearch } from './line-search.ts';

/** A payload that is not a chat message: its start, and the whole size in bytes. */
export type RawPayload = { readonly bytes: Uint8Array; readonly size: number };

/** A line to store: a chat message, or another payload on the room's topic. */
export type NewLine = {
  readonly at: number;
  readonly user: string;
  readonly say: string;
  readonly isAction: boolean;
  /** Its `id` on the wire, if it has one. */
  readonly message: string | undefined;
  /** When it was sent, if that was long before it was received. */
  readonly saidAt?: number;
  /** The key that has signed it. */
  readonly signer?: string;
  /** What was shown after the name. */
  readonly senderMark?: string;
  /** Set if it is not a chat message; `say` is then the text that searches find. */
  readonly raw?: RawPayload;
  /** Whether it was retained: then it arrives again in every run. */
  readonly isRetained?: boolean;
};

/** A stored line; `row` grows in order of arrival. */
export type StoredLine = Omit<NewLine, 'isRetained'> & { readonly row: number };

/**
 * Two programs on one machine receive the same message within this time of each other, ms. Only for
 * messages without an `id`; the others are recognised by it.
 */
const sameMoment = 10_000;

/** How many lines with one `id` are compared. */
const mostAlike = 100;

const columns = 'id, at, user, say, action, message, size, payload, signer, mark, said';

/** SQLite returns an empty blob as NULL. */
const bytesOf = (value: SQLOutputValue | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array();

const asLine = (row: Record<string, SQLOutputValue>): StoredLine => ({
  row: Number(row['id']),
  at: Number(row['at']),
  user: String(row['user']),
  say: String(row['say']),
  isAction: row['action'] === 1,
  message: typeof row['message'] === 'string' ? row['message'] : undefined,
  ...(typeof row['said'] === 'number' ? { saidAt: row['said'] } : {}),
  ...(typeof row['signer'] === 'string' ? { signer: row['signer'] } : {}),
  ...(typeof row['mark'] === 'string' ? { senderMark: row['mark'] } : {}),
  ...(typeof row['size'] === 'number'
    ? { raw: { bytes: bytesOf(row['payload']), size: row['size'] } }
    : {}),
});

/** The lines of all rooms. All methods throw SQLite's errors. */
export class LineTable {
  readonly #database: DatabaseSync;
  /** Finds lines by their text. */
  readonly search: LineSearch;
  /** Identifies this run. */
  readonly #writer: string;
  /** Rows stored by other programs for messages that we received as well, with their times; only recent ones. */
  readonly #claimed = new Map<number, number>();
  readonly #insert: StatementSync;
  readonly #byMessage: StatementSync;
  readonly #twins: StatementSync;
  readonly #same: StatementSync;
  readonly #before: StatementSync;

  constructor(database: DatabaseSync, hasIndex: boolean, writer: string) {
    this.#database = database;
    this.search = new LineSearch(database, hasIndex);
    this.#writer = writer;
    this.#insert = database.prepare(
      `INSERT INTO lines
       (room, at, user, say, action, message, writer, size, payload, signer, mark, said)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#byMessage = database.prepare(
      // Anybody can say any number of lines under one `id`: only the newest of them are looked at.
      `SELECT id FROM
       (SELECT * FROM lines WHERE room = ? AND message = ? ORDER BY id DESC LIMIT ${mostAlike})
       WHERE signer IS ? AND user = ? AND say = ?`,
    );
    this.#twins = database.prepare(
      `SELECT id FROM lines WHERE room = ? AND message IS NULL AND at BETWEEN ? AND ?
       AND writer <> ? AND user = ? AND say = ? AND size IS ? ORDER BY id`,
    );
    this.#same = database.prepare(
      `SELECT id FROM lines WHERE room = ? AND message IS NULL AND user = ? AND say = ? AND size IS ?
       LIMIT 1`,
    );
    this.#before = database.prepare(
      `SELECT ${columns} FROM lines WHERE room = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    );
  }

  /** Stores a line unless it is there already; returns its row. Call it in a transaction. */
  add(room: number, line: NewLine): number {
    const known = this.#known(room, line);
    if (known !== undefined) return known;
    const { at, user, say, isAction, message, raw, signer, senderMark, saidAt } = line;
    const { lastInsertRowid } = this.#insert.run(
      room,
      at,
      user,
      say,
      isAction ? 1 : 0,
      message ?? null,
      message === undefined ? this.#writer : null,
      raw?.size ?? null,
      raw?.bytes ?? null,
      signer ?? null,
      senderMark ?? null,
      saidAt ?? null,
    );
    return Number(lastInsertRowid);
  }

  /** The newest lines before a row, oldest first. */
  before(room: number, row: number, count: number): StoredLine[] {
    return this.#before.all(room, row, count).map(asLine).toReversed();
  }

  /** The oldest lines from a row up to, but excluding, `end`, oldest first. */
  from(
    room: number,
    { row, end, count }: { readonly row: number; readonly end: number; readonly count: number },
  ): StoredLine[] {
    return this.#database
      .prepare(
        `SELECT ${columns} FROM lines WHERE room = ? AND id >= ? AND id < ? ORDER BY id LIMIT ?`,
      )
      .all(room, row, end, count)
      .map(asLine);
  }

  /** How many lines there are from a row up to, but excluding, another. */
  countBetween(room: number, from: number, to: number): number {
    const counted = this.#database
      .prepare('SELECT count(*) AS count FROM lines WHERE room = ? AND id >= ? AND id < ?')
      .get(room, from, to);
    return Number(counted?.['count'] ?? 0);
  }

  /** The line in a row; `undefined` if it has been deleted. */
  at(row: number): StoredLine | undefined {
    const found = this.#database.prepare(`SELECT ${columns} FROM lines WHERE id = ?`).get(row);
    return found === undefined ? undefined : asLine(found);
  }

  /** The first row of all rooms, and the one behind the last. */
  extent(): { readonly first: number; readonly end: number } {
    const found = this.#database
      .prepare('SELECT min(id) AS first, max(id) AS last FROM lines')
      .get();
    return { first: Number(found?.['first'] ?? 0), end: Number(found?.['last'] ?? -1) + 1 };
  }

  /** Deletes those of the `count` oldest lines of all rooms that are older than `at`; returns how many. Call it in a transaction. */
  deleteOldest(count: number, at: number): number {
    // Only the oldest rows are examined: they are roughly in order of time.
    const oldest = 'SELECT id FROM (SELECT id, at FROM lines ORDER BY id LIMIT ?) WHERE at < ?';
    this.search.forget(oldest, [count, at]);
    const { changes } = this.#database
      .prepare(`DELETE FROM lines WHERE id IN (${oldest})`)
      .run(count, at);
    return Number(changes);
  }

  /** How many lines there are in all rooms. */
  count(): number {
    return Number(this.#database.prepare('SELECT count(*) AS count FROM lines').get()?.['count']);
  }

  /** The row of a line if it is stored already. */
  #known(room: number, line: NewLine): number | undefined {
    const { at, user, say, message, raw, signer } = line;
    const size = raw?.size ?? null;
    if (message !== undefined)
      return this.#byMessage.get(room, message, signer ?? null, user, say)?.['id'] as
        | number
        | undefined;
    if (line.isRetained === true)
      return this.#same.get(room, user, say, size)?.['id'] as number | undefined;
    for (const [row, receivedAt] of this.#claimed)
      if (receivedAt < at - 2 * sameMoment) this.#claimed.delete(row);
    // Each row of another program matches one message that we receive: someone who says "ok" twice is stored twice.
    const twin = this.#twins
      .all(room, at - sameMoment, at + sameMoment, this.#writer, user, say, size)
      .map(({ id }) => Number(id))
      .find((id) => !this.#claimed.has(id));
    if (twin !== undefined) this.#claimed.set(twin, at);
    return twin;
  }
}
