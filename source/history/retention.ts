import type { DatabaseSync } from 'node:sqlite';
import type { LineTable } from './line-table.ts';
import type { OutboxTable } from './outbox-table.ts';

/** The limits of the history. */
export type Retention = {
  /** The age at which lines are deleted, days. */
  readonly days: number;
  /** The largest size of the database, bytes; beyond it the oldest lines are deleted. */
  readonly bytes: number;
};

const day = 24 * 3600 * 1000;

/** How many lines one step deletes: it must not hold up drawing. */
const deletedAtOnce = 500;

/** The share of the largest size to shrink to, so that deleting does not start again at once. */
const leftShare = 0.9;

/** Deletes what exceeds the limits, a little at a time. Throws SQLite's errors. */
export class Tidying {
  readonly #database: DatabaseSync;
  readonly #lines: LineTable;
  readonly #outbox: OutboxTable;
  readonly #retention: Retention;
  /** How many lines still exceed the limits; `undefined` before they are counted. */
  #excess: number | undefined;
  /** Whether the index has lost enough lines to be worth compacting. */
  #isLoose = false;

  constructor(
    database: DatabaseSync,
    tables: { readonly lines: LineTable; readonly outbox: OutboxTable },
    retention: Retention,
  ) {
    this.#database = database;
    this.#lines = tables.lines;
    this.#outbox = tables.outbox;
    this.#retention = retention;
  }

  /** Does one step; returns whether there is more. Call it in a transaction. */
  step(now: number): boolean {
    const oldest = now - this.#retention.days * day;
    this.#lines.search.index();
    this.#outbox.deleteBefore(oldest);
    if (this.#lines.deleteOldest(deletedAtOnce, oldest) > 0) return true;
    this.#excess ??= this.#countExcess();
    if (this.#excess > 0) {
      const count = Math.min(deletedAtOnce, this.#excess);
      this.#excess -= count;
      this.#isLoose = true;
      return this.#lines.deleteOldest(count, Number.MAX_SAFE_INTEGER) > 0;
    }
    if (this.#isLoose && this.#lines.search.compact()) return true;
    this.#isLoose = false;
    this.#excess = undefined;
    return false;
  }

  /**
   * Estimated from the share of the size that is too much. Deleting until the size fits would delete too
   * much, because the index frees space only when it is compacted, at the end.
   */
  #countExcess(): number {
    const used = this.#usedBytes();
    if (used <= this.#retention.bytes) return 0;
    return Math.ceil(this.#lines.count() * (1 - (leftShare * this.#retention.bytes) / used));
  }

  #usedBytes(): number {
    const figure = (name: string): number =>
      Number(this.#database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
    return (figure('page_count') - figure('freelist_count')) * figure('page_size');
  }
}
