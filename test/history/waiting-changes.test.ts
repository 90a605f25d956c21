import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { History } from '../../source/history/history.ts';
import type { HistoryTables } from '../../source/history/tables.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Program = {
  readonly file: string;
  readonly history: History;
  readonly notices: readonly string[];
  readonly opened: () => number;
};

const aProgram = (options: { readonly file?: string; readonly bytes?: number } = {}): Program => {
  const { file = join(temporaryFolder(), 'mqtt-tui', 'history.db'), bytes = 1e9 } = options;
  const notices: string[] = [];
  const onOpen = vi.fn<() => void>();
  const history = new History(
    {
      file,
      broker: 'b:1883',
      retention: { days: 365, bytes },
      owner: { name: 'start', process: 1, isRunning: () => true },
    },
    { notify: (text) => notices.push(text), onOpen },
  );
  onTestFinished(() => history.close());
  return { file, history, notices, opened: () => onOpen.mock.calls.length };
};

const anOpenProgram = async (options: Parameters<typeof aProgram>[0] = {}): Promise<Program> => {
  const program = aProgram(options);
  await program.history.open();
  return program;
};

const saying =
  (say: string) =>
  ({ lines }: HistoryTables): void => {
    lines.add(1, { at: Date.now(), user: 'bob', say, isAction: false, message: undefined });
  };

/** Another program with the same database. */
const anotherProgram = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file);
  onTestFinished(() => database.close());
  return database;
};

/** What is stored, as another program sees it. */
const stored = (database: DatabaseSync): unknown[] =>
  database
    .prepare('SELECT say FROM lines ORDER BY id')
    .all()
    .map(({ say }) => say);

/** A task that SQLite refuses some times. */
const refused = (errcode: number, why: string, times = 1): (() => void) => {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw Object.assign(new Error(why), { errcode });
  };
};

const unusable = (file: string, why: string): string =>
  `The history in ${file} cannot be used now: ${why}. The chat continues without it, and it will be tried again.`;

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
});

describe('a change', () => {
  it('is stored a tenth of a second later, with others', async () => {
    const { file, history } = await anOpenProgram();
    const other = anotherProgram(file);
    history.change(saying('one'));
    vi.advanceTimersByTime(99);
    history.change(saying('two'));
    expect([stored(other), history.isStored]).toEqual([[], false]);
    vi.advanceTimersByTime(1);
    expect([stored(other), history.isStored]).toEqual([['one', 'two'], true]);
    history.change(saying('three'));
    vi.advanceTimersByTime(100);
    expect(stored(other)).toEqual(['one', 'two', 'three']);
  });

  it('is stored at once if it must not wait', async () => {
    const { file, history } = await anOpenProgram();
    history.change(saying('now'), true);
    expect([stored(anotherProgram(file)), history.isStored]).toEqual([['now'], true]);
  });

  it('waits while another program has locked the database, which is said at the second failure', async () => {
    const { file, history, notices } = await anOpenProgram();
    const other = anotherProgram(file);
    const isLocked = [unusable(file, 'another program has locked it')];
    other.exec('BEGIN IMMEDIATE');
    history.change(saying('one'), true);
    // Not tried before its time.
    history.change(saying('two'), true);
    vi.advanceTimersByTime(1999);
    expect(notices).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(notices).toEqual(isLocked);
    vi.advanceTimersByTime(2000);
    expect([notices, history.isStored]).toEqual([isLocked, false]);
    other.exec('ROLLBACK');
    vi.advanceTimersByTime(2000);
    expect([stored(other), history.isStored]).toEqual([['one', 'two'], true]);

    // After that it is said again, and changes are made at once again.
    history.change(saying('three'), true);
    expect(stored(other)).toEqual(['one', 'two', 'three']);
    other.exec('BEGIN IMMEDIATE');
    history.change(saying('four'), true);
    expect(notices).toEqual(isLocked);
    vi.advanceTimersByTime(2000);
    expect(notices).toEqual([...isLocked, ...isLocked]);
    other.exec('ROLLBACK');
  });

  it('waits while the disk is full, which is said at once', async () => {
    const { file, history, notices } = await anOpenProgram();
    const other = anotherProgram(file);
    history.change(refused(13, 'full'));
    history.change(saying('later'));
    history.flush();
    expect([notices, stored(other)]).toEqual([[unusable(file, 'the disk is full')], []]);
    vi.advanceTimersByTime(2000);
    expect([notices.length, stored(other)]).toEqual([1, ['later']]);
  });

  it('is given up, with those that wait, if trying again would not help', async () => {
    const { file, history, notices } = await anOpenProgram();
    const other = anotherProgram(file);
    history.change(saying('before'));
    history.change(() => {
      throw Object.assign(new Error('no such table'), { errcode: 1 });
    });
    history.flush();
    expect([notices, history.isStored]).toEqual([[unusable(file, 'no such table')], true]);
    history.change(saying('after'));
    vi.advanceTimersByTime(2000);
    expect([stored(other), notices.length]).toEqual([['after'], 1]);
  });

  it('is made in a file that is opened again at once, if that seems damaged and is not', async () => {
    const { file, history, notices, opened } = await anOpenProgram();
    expect(history.read(refused(11, 'malformed'))).toBeUndefined();
    history.change(refused(11, 'malformed'));
    history.change(saying('kept'));
    expect([history.isStored, history.read(() => 'read')]).toEqual([false, undefined]);
    vi.advanceTimersByTime(0);
    expect(vi.getTimerCount()).toBe(0);
    await history.open();
    vi.advanceTimersByTime(0);
    await history.open();
    expect([notices, history.isStored]).toEqual([[], true]);
    expect(opened()).toBeGreaterThan(1);
    expect(stored(anotherProgram(file))).toEqual(['kept']);
  });

  it('is made whole or not at all', async () => {
    const { file, history, notices } = await anOpenProgram();
    const result = history.changeNow((tables) => {
      saying('half')(tables);
      throw Object.assign(new Error('no such table'), { errcode: 1 });
    });
    expect([result, notices]).toEqual([undefined, [unusable(file, 'no such table')]]);
    const count = history.changeNow((tables) => {
      saying('whole')(tables);
      return tables.lines.count();
    });
    expect([count, stored(anotherProgram(file))]).toEqual([1, ['whole']]);
  });
});

describe('reading', () => {
  it('finds what was said just now', async () => {
    const { history } = await anOpenProgram();
    history.change(saying('just now'));
    const before = Number.MAX_SAFE_INTEGER;
    expect(
      history.read(({ lines }) => lines.at(lines.search.find(1, 'just', before) ?? 0)?.say),
    ).toBe('just now');
  });

  it('waits for no other program, if no change waits', async () => {
    const { file, history } = await anOpenProgram();
    const other = anotherProgram(file);
    other.exec('BEGIN IMMEDIATE');
    expect(history.read(({ lines }) => lines.count())).toBe(0);
    // Nothing has failed that would be tried again.
    expect(vi.getTimerCount()).toBe(0);
    other.exec('ROLLBACK');
  });

  it('finds nothing while the database is not open, or refuses', async () => {
    const { file, history, notices } = aProgram();
    expect([history.read(() => 'read'), history.changeNow(() => 'done')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(notices).toEqual([]);
    await history.open();
    expect([history.read(() => 'read'), history.changeNow(() => 'done')]).toEqual(['read', 'done']);
    expect(history.read(refused(10, 'i/o error'))).toBeUndefined();
    expect(notices).toEqual([unusable(file, 'the disk reports an error')]);
  });
});

describe('the database', () => {
  it('is opened once, however often that is asked', async () => {
    const { history, opened } = aProgram();
    expect(history.isStored).toBe(false);
    await Promise.all([history.open(), history.open()]);
    await history.open();
    expect([opened(), history.isStored]).toEqual([1, true]);
  });

  it('is opened by the first change that is due', async () => {
    const { file, history, opened } = aProgram();
    history.change(saying('one'));
    vi.advanceTimersByTime(100);
    await vi.waitUntil(() => opened() === 1);
    expect(stored(anotherProgram(file))).toEqual(['one']);
  });

  it('that could not be opened takes changes at once when it could', async () => {
    const { file, history, notices, opened } = aProgram();
    mkdirSync(file, { recursive: true });
    await history.open();
    expect(notices).toEqual([unusable(file, 'a folder is where its file should be')]);
    expect(opened()).toBe(0);
    rmSync(file, { recursive: true });
    await history.open();
    expect(opened()).toBe(1);
    history.change(saying('now'), true);
    expect(stored(anotherProgram(file))).toEqual(['now']);
  });

  it('of a newer program is left alone, and so is the user, but for one sentence', async () => {
    const { file, history, notices, opened } = aProgram();
    mkdirSync(dirname(file));
    anotherProgram(file).exec('PRAGMA user_version = 99');
    history.change(saying('early'));
    await history.open();
    await history.open();
    history.change(saying('late'), true);
    vi.advanceTimersByTime(10_000);
    expect(notices).toEqual([
      `The history in ${file} was written by a newer mqtt-tui: it is left alone, and this chat is not stored.`,
    ]);
    expect([opened(), history.isStored]).toEqual([0, false]);
  });

  it('that is damaged is renamed, which is said', async () => {
    const { file, history, notices } = aProgram();
    mkdirSync(dirname(file));
    writeFileSync(file, 'no database '.repeat(1000));
    vi.setSystemTime(1234);
    await history.open();
    expect(notices).toEqual([
      `The history was damaged: it was renamed to ${file}.broken-1234, and a new one was started.`,
    ]);
    expect(existsSync(`${file}.broken-1234`)).toBe(true);
  });

  it('gives back to the disk what it no longer needs', async () => {
    const { file, history } = await anOpenProgram({ bytes: 60_000 });
    const other = anotherProgram(file);
    const isThereMore = (): boolean => history.deleteSome(Date.now());
    expect(isThereMore()).toBe(false);
    for (let index = 0; index < 1500; index += 1) history.change(saying(`sentence ${index}`));
    history.flush();
    const pages = (name: string): number =>
      Number(other.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
    const before = pages('page_count');
    expect(isThereMore()).toBe(true);
    while (isThereMore());
    expect(pages('freelist_count')).toBe(0);
    expect(pages('page_count')).toBeLessThan(before / 2);
  });
});

describe('closing', () => {
  it('stores what waits, lets go of the file and leaves no timer', async () => {
    const { file, history, notices } = await anOpenProgram();
    history.change(saying('last'));
    expect(existsSync(`${file}-wal`)).toBe(true);
    history.close();
    expect(vi.getTimerCount()).toBe(0);
    // SQLite removes it when the last program closes the database.
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(stored(anotherProgram(file))).toEqual(['last']);

    history.change(saying('too late'));
    history.change(saying('too late'), true);
    await history.open();
    expect([history.read(() => 'read'), history.deleteSome(0)]).toEqual([undefined, false]);
    expect([history.isStored, vi.getTimerCount(), notices]).toEqual([false, 0, []]);
  });

  it('while the database is being opened leaves it closed', async () => {
    const { file, history, opened } = aProgram();
    const opening = history.open();
    history.close();
    await opening;
    expect([opened(), history.read(() => 'read')]).toEqual([0, undefined]);
    history.change(saying('too late'));
    expect(vi.getTimerCount()).toBe(0);
    expect([statSync(file).size > 0, existsSync(`${file}-wal`)]).toEqual([true, false]);
  });

  it('says nothing of what fails then', async () => {
    const { file, history, notices } = aProgram();
    mkdirSync(file, { recursive: true });
    const opening = history.open();
    history.close();
    await opening;
    expect([notices, vi.getTimerCount()]).toEqual([[], 0]);
  });

  it('waits for the lock of another program', async () => {
    const { file, history } = await anOpenProgram();
    const other = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads');
       const database = new (require('node:sqlite').DatabaseSync)(workerData);
       database.exec('BEGIN IMMEDIATE');
       parentPort.postMessage('locked');
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
       database.exec('ROLLBACK');
       database.close();`,
      { eval: true, workerData: file },
    );
    onTestFinished(async () => {
      await other.terminate();
    });
    await new Promise((resolve) => {
      other.once('message', resolve);
    });
    history.change(saying('last'));
    history.close();
    expect(stored(anotherProgram(file))).toEqual(['last']);
  });
});
