import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { isNamedPipe } from '../named-pipe.ts';
import { problemOf } from './problems.ts';
import { prepareSchema, schemaVersion, versionOf } from './schema.ts';

/** How long a write waits for another program's, ms; drawing has to wait, too. */
const busyTimeout = 50;

/** Suffixes of the files that SQLite opens if they exist: the database and those next to it. */
const companions = ['', '-journal', '-wal', '-shm'];

/** An open database. */
export type OpenDatabase = {
  readonly database: DatabaseSync;
  readonly hasIndex: boolean;
  /** The new name of a damaged file, if there was one. */
  readonly setAside: string | undefined;
};

/** The file was written by a newer version of the program: it is left alone. */
export class NewerDatabase extends Error {}

const open = async (file: string, isSuspect: boolean): Promise<Omit<OpenDatabase, 'setAside'>> => {
  const { DatabaseSync: Database } = await import('node:sqlite');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  for (const end of companions)
    if (isNamedPipe(file + end)) throw new Error(`a named pipe is in the place of ${file}${end}`);
  // SQLite would make it readable for everyone; the files beside it inherit its mode.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new Database(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    if (versionOf(database) > schemaVersion) throw new NewerDatabase();
    if (isSuspect) checkWhole(database);
    // Only has an effect in an empty file: freed space can then be returned to the file system.
    database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    return { database, hasIndex: prepareSchema(database) };
  } catch (error) {
    database.close();
    throw error;
  }
};

const checkWhole = (database: DatabaseSync): void => {
  const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (verdict !== 'ok') throw Object.assign(new Error(String(verdict)), { errcode: 11 });
};

/** Lines on the screen have rows of the old file: rows of the new one must not look like earlier ones. */
const beginRowsAfter = (database: DatabaseSync, row: number): void => {
  database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('lines', ?)").run(row);
};

/**
 * Opens the database in a file, which it creates if needed; a damaged one is renamed and a new one
 * created. With `isSuspect` the whole file is checked first. Rejects with SQLite's or the file system's
 * error, or `NewerDatabase`.
 */
export const openDatabase = async (
  file: string,
  now: number,
  isSuspect = false,
): Promise<OpenDatabase> => {
  try {
    return { ...(await open(file, isSuspect)), setAside: undefined };
  } catch (error) {
    if (error instanceof NewerDatabase || problemOf(error).kind !== 'broken') throw error;
    const setAside = `${file}.broken-${now}`;
    for (const end of ['', '-wal', '-shm'])
      if (existsSync(file + end)) renameSync(file + end, setAside + end);
    const fresh = await open(file, false);
    beginRowsAfter(fresh.database, now);
    return { ...fresh, setAside };
  }
};
