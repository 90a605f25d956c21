import type { DatabaseSync } from 'node:sqlite';
import { NewerDatabase, openDatabase } from './open-database.ts';
import type { Owner } from './outbox-table.ts';
import { problemOf } from './problems.ts';
import { type Retention, Tidying } from './retention.ts';
import { type HistoryTables, tablesIn } from './tables.ts';

/** Where the history is stored, and for which broker. */
export type HistoryOptions = {
  readonly file: string;
  /** Identifies the broker that the rooms belong to. */
  readonly broker: string;
  readonly retention: Retention;
  readonly owner: Owner;
};

/** Who is notified by the history. */
export type HistoryListeners = {
  /** A sentence for the user. */
  readonly notify: (text: string) => void;
  /** The database has been opened, for the first time or again. */
  readonly onOpen: () => void;
};

type Task = (tables: HistoryTables) => void;

/** The most changes that wait while the database cannot be written; beyond that the oldest are dropped. */
const mostWaiting = 20_000;

/** How long changes are collected for one transaction, ms. */
const batchTime = 100;

/** The wait before retrying after a failure, ms. */
const retryTime = 2000;

/** How long closing waits for another program's lock, ms. */
const lastPatience = 2000;

/**
 * The database of all chat lines, opened when needed. It is never in the way: what cannot be written waits
 * and is retried, and the user is notified once.
 */
export class History {
  readonly #options: HistoryOptions;
  readonly #listeners: HistoryListeners;
  #database: DatabaseSync | undefined;
  #tables: HistoryTables | undefined;
  #tidying: Tidying | undefined;
  #tasks: Task[] = [];
  #timer: NodeJS.Timeout | undefined;
  #opening: Promise<void> | undefined;
  #failures = 0;
  #hasTold = false;
  #isSuspect = false;
  #isOver = false;

  constructor(options: HistoryOptions, listeners: HistoryListeners) {
    this.#options = options;
    this.#listeners = listeners;
  }

  /** Whether all changes are stored, and nothing waits for the database. */
  get isStored(): boolean {
    return this.#database !== undefined && this.#tasks.length === 0;
  }

  /** Whether the database is open. */
  get isOpen(): boolean {
    return this.#database !== undefined;
  }

  /** Opens the database unless it is open; never rejects. */
  async open(): Promise<void> {
    if (this.#database !== undefined || this.#isOver) return;
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    await this.#opening;
  }

  /** Makes a change soon, together with others, or, with `now`, at once if possible. */
  change(task: Task, now = false): void {
    if (this.#isOver) return;
    this.#tasks.push(task);
    if (this.#tasks.length > mostWaiting) this.#tasks.shift();
    if (now && this.#failures === 0) this.flush();
    else this.#later(this.#failures === 0 ? batchTime : retryTime);
  }

  /** Reads from the database; `undefined` while it cannot be read. */
  read<Found>(look: (tables: HistoryTables) => Found): Found | undefined {
    this.flush();
    const tables = this.#tables;
    return tables === undefined ? undefined : this.#attempt(() => look(tables));
  }

  /** Makes a change at once and returns its result; `undefined` if that is not possible at the moment. */
  changeNow<Result>(task: (tables: HistoryTables) => Result): Result | undefined {
    const tables = this.#tables;
    return tables === undefined
      ? undefined
      : this.#attempt(() => this.#inTransaction(() => task(tables)));
  }

  /** Writes the waiting changes. */
  flush(): void {
    const tables = this.#tables;
    if (tables === undefined || this.#tasks.length === 0) return;
    const tasks = this.#tasks;
    this.#attempt(() => {
      this.#inTransaction(() => {
        for (const task of tasks) task(tables);
        tables.lines.search.index();
      });
      this.#tasks = [];
      this.#failures = 0;
      this.#hasTold = false;
    });
  }

  /** Deletes part of what exceeds the limits; returns whether there is more. */
  deleteSome(now: number): boolean {
    const isMore = this.changeNow(() => this.#tidying?.step(now));
    if (isMore === false)
      this.#attempt(() => this.#database?.exec('PRAGMA incremental_vacuum(1000)'));
    return isMore === true;
  }

  /** Writes the waiting changes and closes the database. */
  close(): void {
    clearTimeout(this.#timer);
    // Nothing is drawn any more, so nothing else has to wait.
    if (this.#tasks.length > 0)
      this.#attempt(() => this.#database?.exec(`PRAGMA busy_timeout = ${lastPatience}`));
    this.flush();
    this.#isOver = true;
    this.#letGo();
  }

  async #open(): Promise<void> {
    const { file, retention } = this.#options;
    try {
      const { database, hasIndex, setAside } = await openDatabase(
        file,
        Date.now(),
        this.#isSuspect,
      );
      this.#isSuspect = false;
      if (this.#isOver) {
        database.close();
        return;
      }
      this.#database = database;
      const tables = tablesIn(database, hasIndex, this.#options);
      this.#tables = tables;
      this.#tidying = new Tidying(database, tables, retention);
      if (this.#tasks.length === 0) this.#failures = 0;
      if (setAside !== undefined)
        this.#listeners.notify(
          `The history was damaged: it was renamed to ${setAside}, and a new one was started.`,
        );
      this.flush();
      this.#listeners.onOpen();
    } catch (error) {
      this.#fail(error);
    }
  }

  #inTransaction<Result>(task: () => Result): Result {
    this.#database?.exec('BEGIN IMMEDIATE');
    try {
      const result = task();
      this.#database?.exec('COMMIT');
      return result;
    } catch (error) {
      try {
        this.#database?.exec('ROLLBACK');
      } catch {
        // If the disk is full, or BEGIN failed, there is nothing to roll back.
      }
      throw error;
    }
  }

  #attempt<Result>(task: () => Result): Result | undefined {
    try {
      return task();
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    if (error instanceof NewerDatabase) {
      this.#isOver = true;
      this.#tasks = [];
      this.#listeners.notify(
        `The history in ${this.#options.file} was written by a newer mqtt-tui: it is left alone, and this chat is not stored.`,
      );
      return;
    }
    const { kind, why } = problemOf(error);
    this.#failures += 1;
    if (kind === 'broken') {
      this.#isSuspect = true;
      this.#letGo();
    }
    // Retrying would not help: SQLite would refuse again.
    if (kind === 'unknown') this.#tasks = [];
    const isWorthTelling = kind === 'unusable' || kind === 'unknown' || this.#failures > 1;
    if (isWorthTelling && kind !== 'broken' && !this.#hasTold) {
      this.#hasTold = true;
      this.#listeners.notify(
        `The history in ${this.#options.file} cannot be used now: ${why}. The chat continues without it, and it will be tried again.`,
      );
    }
    this.#later(kind === 'broken' ? 0 : retryTime);
  }

  #letGo(): void {
    const database = this.#database;
    this.#database = undefined;
    this.#tables = undefined;
    this.#tidying = undefined;
    try {
      database?.close();
    } catch {
      // The database is given up either way.
    }
  }

  #later(wait: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#database === undefined) void this.open();
      else this.flush();
    }, wait);
  }
}
