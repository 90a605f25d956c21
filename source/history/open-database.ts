import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { isNamedPipe } from '../named-pipe.ts';
import { problemOf } from './problems.ts';
import { prepareSchema, schemaVersion, versionOf } from './schema.ts';

/** How long a write waits for another program's, ms; drawing waits with it. */
const busyTimeout = 50;

/** What SQLite puts behind the name for the files beside the database; it opens those that are there. */
const companions = ['', '-journal', '-wal', '-shm'];

/** A database that is open. */
export type OpenDatabase = {
  readonly database: DatabaseSync;
  readonly hasIndex: boolean;
  /** Where a broken file was set aside, if that was needed. */
  readonly setAside: string | undefined;
};

/** The file is of a newer version of the program: it is left alone. */
export class NewerDatabase extends Error {}

const open = async (file: string, isSuspect: boolean): Promise<Omit<OpenDatabase, 'setAside'>> => {
  const { DatabaseSync: Database } = await import('node:sqlite');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  for (const end of companions)
    if (isNamedPipe(file + end)) throw new Error(`a named pipe is in the place of ${file}${end}`);
  // SQLite would make it readable for everybody; its companions take after it.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new Database(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    if (versionOf(database) > schemaVersion) throw new NewerDatabase();
    if (isSuspect) checkWhole(database);
    // Has an effect in an empty file only: room that is given up can then be given back.
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

/** Lines that are on the screen have rows of the old file: none of the new may be taken for an earlier one. */
const beginRowsAfter = (database: DatabaseSync, row: number): void => {
  database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('lines', ?)").run(row);
};

/**
 * Opens the database in a file, made where it is missing; a broken one is set aside under another
 * name and begun again. With `isSuspect` the whole file is checked first. Rejects with SQLite's or
 * the file system's error, or `NewerDatabase`.
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
