import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  NewerDatabase,
  type OpenDatabase,
  openDatabase,
} from '../../source/history/open-database.ts';
import { prepareSchema, schemaVersion, versionOf } from '../../source/history/schema.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const aFile = (): string => join(temporaryFolder(), 'history.db');

const opened = async (file: string, now = 5000, isSuspect = false): Promise<OpenDatabase> => {
  const found = await openDatabase(file, now, isSuspect);
  onTestFinished(() => found.database.close());
  return found;
};

const figure = (database: DatabaseSync, name: string): unknown =>
  Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];

const aLine = "INSERT INTO lines (room, at, user, say, action) VALUES (1, 1, 'bob', 'hi', 0)";

describe('opening the database', () => {
  it('creates it, and waits for other programs only briefly', async () => {
    const { database, hasIndex, setAside } = await opened(join(aFile(), 'deep', 'history.db'));
    expect([hasIndex, setAside, versionOf(database)]).toEqual([true, undefined, schemaVersion]);
    const settings = ['busy_timeout', 'journal_mode', 'auto_vacuum', 'synchronous'];
    expect(settings.map((name) => figure(database, name))).toEqual([50, 'wal', 2, 1]);
    database.exec(aLine);
    expect(database.prepare('SELECT id FROM lines').all()).toEqual([{ id: 1 }]);
  });

  it('takes from others the right to read a file that is there', async () => {
    const file = aFile();
    writeFileSync(file, '');
    chmodSync(file, 0o644);
    await opened(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', '-journal', '-wal', '-shm'])(
    'does not wait for a named pipe in the place of history.db%s',
    async (end) => {
      const file = aFile();
      execFileSync('mkfifo', [file + end]);
      await expect(openDatabase(file, 5000)).rejects.toThrow(
        `a named pipe is in the place of ${file}${end}`,
      );
    },
  );

  it('lets go of the file of a newer program', async () => {
    const file = aFile();
    const newer = new DatabaseSync(file);
    newer.exec(`PRAGMA journal_mode = WAL; PRAGMA user_version = ${schemaVersion + 1}`);
    newer.close();
    await expect(openDatabase(file, 5000)).rejects.toThrow(NewerDatabase);
    // SQLite removes it when the last program closes the database.
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(existsSync(`${file}.broken-5000`)).toBe(false);
  });

  it('leaves alone what another program has locked', async () => {
    const file = aFile();
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE notes (text)');
    await expect(openDatabase(file, 5000)).rejects.toMatchObject({ errcode: 5 });
    expect([existsSync(file), existsSync(`${file}.broken-5000`)]).toEqual([true, false]);
  });
});

describe('a damaged file', () => {
  it('is renamed with what SQLite wrote beside it, and rows go on after all earlier ones', async () => {
    const file = aFile();
    writeFileSync(file, 'no database '.repeat(1000));
    writeFileSync(`${file}-shm`, 'beside it');
    const { database, hasIndex, setAside } = await opened(file);
    expect([hasIndex, setAside]).toEqual([true, `${file}.broken-5000`]);
    expect(readFileSync(`${file}.broken-5000`, 'utf8')).toContain('no database');
    expect(existsSync(`${file}.broken-5000-shm`)).toBe(true);
    database.exec(aLine);
    expect(database.prepare('SELECT id FROM lines').all()).toEqual([{ id: 5001 }]);
  });

  it('is found in the middle only if it is suspect', async () => {
    const file = aFile();
    const before = await openDatabase(file, 5000);
    before.database.exec('BEGIN');
    for (let index = 0; index < 2000; index += 1) before.database.exec(aLine);
    before.database.exec('COMMIT');
    before.database.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xa5, 30 * 4096, 40 * 4096));

    const unsuspected = await openDatabase(file, 5000);
    expect(unsuspected.setAside).toBeUndefined();
    unsuspected.database.close();
    expect((await opened(file, 6000, true)).setAside).toBe(`${file}.broken-6000`);
    expect(readFileSync(`${file}.broken-6000`).length).toBe(bytes.length);
  });

  it('is not one that is whole, though suspect', async () => {
    const file = aFile();
    const before = await openDatabase(file, 5000);
    before.database.exec(aLine);
    before.database.close();
    const { database, setAside } = await opened(file, 6000, true);
    expect(setAside).toBeUndefined();
    expect(database.prepare('SELECT id FROM lines').all()).toEqual([{ id: 1 }]);
  });
});

it('a migration that fails changes nothing, and the database can still be used', () => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  // Of somebody else, by the same name.
  database.exec('CREATE TABLE outbox (note)');
  expect(() => prepareSchema(database)).toThrow('table outbox already exists');
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'outbox' }]);
  expect(versionOf(database)).toBe(0);
  database.exec('DROP TABLE outbox');
  expect([prepareSchema(database), prepareSchema(database)]).toEqual([true, true]);
  expect(versionOf(database)).toBe(schemaVersion);
});
