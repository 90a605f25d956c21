import type { DatabaseSync } from 'node:sqlite';

/** A row, and the number of its room. */
export type RoomRow = { readonly row: number; readonly room: number };

/** How many pages one step of compacting the index writes. */
const pagesAtOnce = 200;

const likePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Whether a line's text or name is like one of the patterns of a text, each given twice. */
const likeAny = Array.from(
  { length: 3 },
  () => String.raw`say LIKE ? ESCAPE '\' OR user LIKE ? ESCAPE '\'`,
).join(' OR ');

/** What `likeAny` compares with: LIKE ignores case for ASCII only. */
const patternsFor = (text: string): readonly string[] =>
  [text, text.toLowerCase(), text.toUpperCase()].map(likePattern).flatMap((one) => [one, one]);

/** The fewest characters that the index can find. */
const shortestIndexed = 3;

/** Whether the index can find a text. */
const isIndexable = (text: string): boolean => Array.from(text).length >= shortestIndexed;

/** A text quoted as one phrase for the index. */
const phrase = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Finds lines by their text or name, ignoring case, with an index if there is one. All methods throw SQLite's errors. */
export class LineSearch {
  readonly #database: DatabaseSync;
  readonly #hasIndex: boolean;

  constructor(database: DatabaseSync, hasIndex: boolean) {
    this.#database = database;
    this.#hasIndex = hasIndex;
  }

  /** The newest row of a room before a row whose text or name contains a text. */
  find(room: number, text: string, before: number): number | undefined {
    const found = this.#isIndexed(text)
      ? this.#database
          .prepare(
            `SELECT l.id FROM words JOIN lines l ON l.id = words.rowid
             WHERE words MATCH ? AND words.rowid < ? AND l.room = ? ORDER BY words.rowid DESC LIMIT 1`,
          )
          .get(phrase(text), before, room)
      : this.#database
          .prepare(
            `SELECT id FROM lines WHERE room = ? AND id < ? AND (${likeAny}) ORDER BY id DESC LIMIT 1`,
          )
          .get(room, before, ...patternsFor(text));
    return found === undefined ? undefined : Number(found['id']);
  }

  /** The rows from `from` up to, but excluding, `end`, of any room, whose text or name contains a text, newest first. */
  rowsWith(text: string, from: number, end: number): RoomRow[] {
    const found = this.#isIndexed(text)
      ? this.#database
          .prepare(
            `SELECT l.id, l.room FROM words JOIN lines l ON l.id = words.rowid
             WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ? ORDER BY words.rowid DESC`,
          )
          .all(phrase(text), from, end)
      : this.#database
          .prepare(
            `SELECT id, room FROM lines WHERE id >= ? AND id < ? AND (${likeAny}) ORDER BY id DESC`,
          )
          .all(from, end, ...patternsFor(text));
    return found.map(({ id, room }) => ({ row: Number(id), room: Number(room) }));
  }

  /** Adds new lines to the index, also those stored by a program without one. Call it in a transaction. */
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

  /** Removes lines from the index before they are deleted; `ids` is a query for their rows. Call it in a transaction. */
  forget(ids: string, parameters: readonly number[]): void {
    if (!this.#hasIndex) return;
    this.#database
      .prepare(
        `INSERT INTO words (words, rowid, user, say) SELECT 'delete', id, user, say FROM lines
         WHERE id IN (${ids}) AND id <= (SELECT upto FROM indexed)`,
      )
      .run(...parameters);
  }

  /** Frees part of the space that deleted lines occupy in the index; returns whether there is more. */
  compact(): boolean {
    if (!this.#hasIndex) return false;
    const changes = (): number =>
      Number(this.#database.prepare('SELECT total_changes() AS count').get()?.['count']);
    const before = changes();
    this.#database.prepare("INSERT INTO words (words, rank) VALUES ('merge', ?)").run(-pagesAtOnce);
    // That is how FTS5 reports that nothing was left to do.
    return changes() - before >= 2;
  }

  #isIndexed(text: string): boolean {
    return this.#hasIndex && isIndexable(text);
  }
}
