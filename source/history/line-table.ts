import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';

/** What is no chat message: its beginning, and its whole size in bytes. */
export type RawPayload = { readonly bytes: Uint8Array; readonly size: number };

/** A sentence to be stored, or something else on the room's topic. */
export type NewLine = {
  readonly at: number;
  readonly user: string;
  readonly say: string;
  readonly isAction: boolean;
  /** Its id on the wire, where it has one. */
  readonly message: string | undefined;
  /** Set on what is no chat message; `say` is then what a search finds of it. */
  readonly raw?: RawPayload;
  /** It was retained: at every start the same one comes again. */
  readonly isRetained?: boolean;
};

/** A line as it is stored; `row` grows in the order in which they came. */
export type StoredLine = Omit<NewLine, 'isRetained'> & { readonly row: number };

/**
 * Two programs on one machine hear the same message within this time of each other, ms. Only for
 * messages without an id; the others are told by it.
 */
const sameMoment = 10_000;

/** Fewer characters than these are not found by the index. */
const shortestIndexed = 3;

/** How many pages one round of compacting the index writes. */
const pagesAtOnce = 200;

const columns = 'id, at, user, say, action, message, size, payload';

/** SQLite gives back no bytes as nothing. */
const bytesOf = (value: SQLOutputValue | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array();

const asLine = (row: Record<string, SQLOutputValue>): StoredLine => ({
  row: Number(row['id']),
  at: Number(row['at']),
  user: String(row['user']),
  say: String(row['say']),
  isAction: row['action'] === 1,
  message: typeof row['message'] === 'string' ? row['message'] : undefined,
  ...(typeof row['size'] === 'number'
    ? { raw: { bytes: bytesOf(row['payload']), size: row['size'] } }
    : {}),
});

const likePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

const phrase = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What was said, room by room. All methods throw SQLite's errors. */
export class LineTable {
  readonly #database: DatabaseSync;
  readonly #hasIndex: boolean;
  /** This program start. */
  readonly #writer: string;
  /** Rows of other programs that we have heard as well, with their times; for the same moment only. */
  readonly #claimed = new Map<number, number>();
  readonly #insert: StatementSync;
  readonly #byMessage: StatementSync;
  readonly #twins: StatementSync;
  readonly #same: StatementSync;
  readonly #before: StatementSync;

  constructor(database: DatabaseSync, hasIndex: boolean, writer: string) {
    this.#database = database;
    this.#hasIndex = hasIndex;
    this.#writer = writer;
    this.#insert = database.prepare(
      `INSERT INTO lines (room, at, user, say, action, message, writer, size, payload)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#byMessage = database.prepare('SELECT id FROM lines WHERE room = ? AND message = ?');
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

  /** Stores a line, unless it is there already; returns its row. To be called in a transaction. */
  add(room: number, line: NewLine): number {
    const known = this.#known(room, line);
    if (known !== undefined) return known;
    const { at, user, say, isAction, message, raw } = line;
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
    );
    return Number(lastInsertRowid);
  }

  /** Whether a message with this id is stored. */
  has(room: number, message: string): boolean {
    return this.#byMessage.get(room, message) !== undefined;
  }

  /** The newest lines before a row, oldest first. */
  before(room: number, row: number, count: number): StoredLine[] {
    return this.#before.all(room, row, count).map(asLine).toReversed();
  }

  /** The oldest lines from a row up to, but without, `end`, oldest first. */
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

  /** How many lines there are from a row up to, but without, another. */
  countBetween(room: number, from: number, to: number): number {
    const counted = this.#database
      .prepare('SELECT count(*) AS count FROM lines WHERE room = ? AND id >= ? AND id < ?')
      .get(room, from, to);
    return Number(counted?.['count'] ?? 0);
  }

  /** The newest line before a row whose text or name contains this, in capitals or not. */
  find(room: number, text: string, before: number): StoredLine | undefined {
    if (this.#hasIndex && Array.from(text).length >= shortestIndexed)
      return this.#findIndexed(room, text, before);
    // LIKE knows capitals of ASCII only.
    const patterns = [text, text.toLowerCase(), text.toUpperCase()].map(likePattern);
    const either = patterns
      .map(() => String.raw`say LIKE ? ESCAPE '\' OR user LIKE ? ESCAPE '\'`)
      .join(' OR ');
    const found = this.#database
      .prepare(
        `SELECT ${columns} FROM lines WHERE room = ? AND id < ? AND (${either}) ORDER BY id DESC LIMIT 1`,
      )
      .get(room, before, ...patterns.flatMap((pattern) => [pattern, pattern]));
    return found === undefined ? undefined : asLine(found);
  }

  /** Takes what is new into the index, also what a program without one has stored. To be called in a transaction. */
  index(): void {
    if (!this.#hasIndex) return;
    const upto = this.#database.prepare('SELECT upto FROM indexed').get()?.['upto'] as number;
    this.#database
      .prepare('INSERT INTO words (rowid, user, say) SELECT id, user, say FROM lines WHERE id > ?')
      .run(upto);
    this.#database
      .prepare('UPDATE indexed SET upto = (SELECT coalesce(max(id), upto) FROM lines)')
      .run();
  }

  /** Deletes those of the `count` oldest lines of all rooms that are older than `at`; returns how many. To be called in a transaction. */
  deleteOldest(count: number, at: number): number {
    // Only the oldest are looked at: by and large the rows are in the order of time.
    const oldest = 'SELECT id FROM (SELECT id, at FROM lines ORDER BY id LIMIT ?) WHERE at < ?';
    if (this.#hasIndex)
      this.#database
        .prepare(
          `INSERT INTO words (words, rowid, user, say) SELECT 'delete', id, user, say FROM lines
           WHERE id IN (${oldest}) AND id <= (SELECT upto FROM indexed)`,
        )
        .run(count, at);
    const { changes } = this.#database
      .prepare(`DELETE FROM lines WHERE id IN (${oldest})`)
      .run(count, at);
    return Number(changes);
  }

  /** How many lines there are in all rooms. */
  count(): number {
    return Number(this.#database.prepare('SELECT count(*) AS count FROM lines').get()?.['count']);
  }

  /** Gives back a part of the room that deleted lines have in the index; returns whether there is more. */
  compactIndex(): boolean {
    if (!this.#hasIndex) return false;
    const changes = (): number =>
      Number(this.#database.prepare('SELECT total_changes() AS count').get()?.['count']);
    const before = changes();
    this.#database.prepare("INSERT INTO words (words, rank) VALUES ('merge', ?)").run(-pagesAtOnce);
    // FTS5 tells so that nothing was left to be done.
    return changes() - before >= 2;
  }

  #findIndexed(room: number, text: string, before: number): StoredLine | undefined {
    const found = this.#database
      .prepare(
        `SELECT l.* FROM words JOIN lines l ON l.id = words.rowid
         WHERE words MATCH ? AND words.rowid < ? AND l.room = ? ORDER BY words.rowid DESC LIMIT 1`,
      )
      .get(phrase(text), before, room);
    return found === undefined ? undefined : asLine(found);
  }

  /** The row of a line that is stored already. */
  #known(room: number, line: NewLine): number | undefined {
    const { at, user, say, message, raw } = line;
    const size = raw?.size ?? null;
    if (message !== undefined)
      return this.#byMessage.get(room, message)?.['id'] as number | undefined;
    if (line.isRetained === true)
      return this.#same.get(room, user, say, size)?.['id'] as number | undefined;
    for (const [row, heardAt] of this.#claimed)
      if (heardAt < at - 2 * sameMoment) this.#claimed.delete(row);
    // Each row of another program stands for one that we hear: who says "ok" twice is stored twice.
    const twin = this.#twins
      .all(room, at - sameMoment, at + sameMoment, this.#writer, user, say, size)
      .map(({ id }) => Number(id))
      .find((id) => !this.#claimed.has(id));
    if (twin !== undefined) this.#claimed.set(twin, at);
    return twin;
  }
}
