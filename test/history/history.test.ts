import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { History, type HistoryOptions } from '../../source/history/history.ts';
import type { NewLine, StoredLine } from '../../source/history/line-table.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Program = {
  readonly history: History;
  readonly notices: readonly string[];
  readonly hear: (line: Partial<NewLine> & { readonly say: string }) => void;
  readonly lines: () => StoredLine[];
  readonly find: (text: string) => string | undefined;
};

let starts = 0;

/** A program start with its history in the file. */
const aProgram = (file: string, options: Partial<HistoryOptions> = {}): Program => {
  const notices: string[] = [];
  starts += 1;
  const history = new History(
    {
      file,
      broker: 'broker:1883',
      retention: { days: 365, bytes: 1e9 },
      owner: { name: `start ${starts}`, process: starts, isRunning: () => true },
      ...options,
    },
    { notify: (text) => notices.push(text), onOpen: () => undefined },
  );
  onTestFinished(() => history.close());
  return {
    history,
    notices,
    hear: (line) => {
      const whole = { at: Date.now(), user: 'bob', isAction: false, message: undefined, ...line };
      history.change(({ rooms, lines }) => {
        lines.add(rooms.findOrAdd('chat'), whole);
      });
    },
    lines: () =>
      history.read(({ rooms, lines }) =>
        lines.before(rooms.find('chat') ?? 0, Number.MAX_SAFE_INTEGER, 100_000),
      ) ?? [],
    find: (text) =>
      history.read(({ rooms, lines }) => {
        const room = rooms.find('chat') ?? 0;
        const row = lines.search.find(room, text, Number.MAX_SAFE_INTEGER);
        return row === undefined ? undefined : lines.at(row);
      })?.say,
  };
};

const aFile = (): string => join(temporaryFolder(), 'mqtt-tui', 'history.db');
const saysOf = (program: Program): string[] => program.lines().map(({ say }) => say);

/** What a program takes over, once. */
const adopt = (program: Program): unknown =>
  program.history.changeNow(({ rooms, outbox }) =>
    outbox.adopt(rooms.find('chat') ?? 0, 10, 'our key'),
  );

describe('the history', () => {
  it('has what was said, in order, at the next start', async () => {
    const file = aFile();
    const first = aProgram(file);
    await first.history.open();
    for (const say of ['one', 'two', '三']) first.hear({ say });
    first.history.close();
    const second = aProgram(file);
    await second.history.open();
    expect(saysOf(second)).toEqual(['one', 'two', '三']);
  });

  it('takes what was said before it was open', async () => {
    const program = aProgram(aFile());
    program.hear({ say: 'early' });
    await program.history.open();
    expect(saysOf(program)).toEqual(['early']);
  });

  it('keeps what two programs hear once, with an id and without', async () => {
    const file = aFile();
    const both = [aProgram(file), aProgram(file)];
    const at = 1_000_000;
    for (const { history } of both) await history.open();
    for (const [say, message] of [['ok'], ['ok'], ['id', 'm1']] as const)
      for (const program of both) {
        program.hear({ say, message, at });
        program.history.flush();
      }
    both[0]?.hear({ say: 'ok', at: at + 60_000 });
    expect(saysOf(both[0] as Program)).toEqual(['ok', 'ok', 'id', 'ok']);
    // What one has heard alone, each time it was said.
    both[1]?.hear({ say: 'alone', at });
    both[1]?.hear({ say: 'alone', at });
    expect(saysOf(both[1] as Program).filter((say) => say === 'alone')).toHaveLength(2);
  });

  it.each<[string, readonly (readonly [program: 0 | 1, seconds: number])[], number]>([
    [
      'the second has heard twice',
      [
        [0, 0],
        [1, 1],
        [1, 2],
      ],
      2,
    ],
    [
      'the first has heard twice',
      [
        [0, 0],
        [0, 1],
        [1, 2],
      ],
      2,
    ],
    [
      'both have heard twice, one after the other',
      [
        [0, 0],
        [0, 1],
        [1, 2],
        [1, 3],
      ],
      2,
    ],
    [
      'both have heard twice, in turns',
      [
        [0, 0],
        [1, 0],
        [0, 5],
        [1, 5],
      ],
      2,
    ],
    [
      'each has heard first once',
      [
        [0, 0],
        [1, 0],
        [1, 5],
        [0, 5],
      ],
      2,
    ],
    [
      'the second has heard ten seconds later',
      [
        [0, 0],
        [1, 10],
      ],
      1,
    ],
    [
      'the second has heard later than that',
      [
        [0, 0],
        [1, 10.001],
      ],
      2,
    ],
    [
      'the clock of the second is behind',
      [
        [0, 10],
        [1, 0],
      ],
      1,
    ],
    [
      'one says the same each half minute',
      [
        [0, 0],
        [1, 0],
        [0, 30],
        [1, 30],
        [0, 60],
        [1, 60],
      ],
      3,
    ],
  ])('keeps of a line without an id as many as were said: %s', async (_name, heard, kept) => {
    const file = aFile();
    const both = [aProgram(file), aProgram(file)] as const;
    for (const { history } of both) await history.open();
    for (const [program, seconds] of heard) {
      both[program].hear({ say: 'ok', at: 1_000_000 + seconds * 1000 });
      both[program].history.flush();
    }
    expect(saysOf(both[0])).toHaveLength(kept);
  });

  it.each<[string, Partial<NewLine>, Partial<NewLine>]>([
    ['somebody else', { user: 'bob' }, { user: 'alice' }],
    ['another text', { say: 'ok' }, { say: 'OK' }],
    [
      'a payload of another size',
      { raw: { bytes: Buffer.from('x'), size: 1 } },
      { raw: { bytes: Buffer.from('x'), size: 2 } },
    ],
    ['a sentence, not a payload', {}, { raw: { bytes: Buffer.from('ok'), size: 2 } }],
  ])('takes for no twin: %s', async (_name, one, other) => {
    const file = aFile();
    const [first, second] = [aProgram(file), aProgram(file)];
    for (const { history } of [first, second]) await history.open();
    first.hear({ say: 'ok', at: 1_000_000, ...one });
    first.history.flush();
    second.hear({ say: 'ok', at: 1_000_000, ...other });
    expect(saysOf(second)).toHaveLength(2);
  });

  it('keeps once what is retained', async () => {
    const program = aProgram(aFile());
    await program.history.open();
    program.hear({ say: 'rules', at: 1 });
    program.hear({ say: 'rules', at: 1e9, isRetained: true });
    expect(saysOf(program)).toEqual(['rules']);
  });

  it('is a file for its owner only, which others can read while it is written', async () => {
    const file = aFile();
    const program = aProgram(file);
    await program.history.open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    // Incremental: room that is given up can be given back.
    expect(other.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 2 });
  });

  it('lets the oldest of 20,000 changes go while it cannot be written', async () => {
    const program = aProgram(aFile());
    const made: number[] = [];
    for (let index = 0; index <= 20_000; index += 1) program.history.change(() => made.push(index));
    expect(program.history.isStored).toBe(false);
    await program.history.open();
    expect([made.length, made[0], made.at(-1)]).toEqual([20_000, 1, 20_000]);
    expect(program.history.isStored).toBe(true);
  });

  it('finds text in any script, short and long, in capitals or not, and names', async () => {
    const program = aProgram(aFile());
    await program.history.open();
    program.hear({ say: '今天天气很好', user: 'Zoë' });
    program.hear({ say: 'ÜBER 100% "sure"_' });
    expect(['天', '天气', '天气很好', 'zoë', 'Zo'].map(program.find)).toEqual(
      Array.from({ length: 5 }, () => '今天天气很好'),
    );
    expect(['über', 'üb', '0%', '"sure"', 'E"_'].map(program.find)).toEqual(
      Array.from({ length: 5 }, () => 'ÜBER 100% "sure"_'),
    );
    expect(program.find('" OR "')).toBeUndefined();
    expect(program.find('1_0')).toBeUndefined();
  });

  it('lets the oldest go, by age and by size', async () => {
    const file = aFile();
    const now = Date.now();
    const program = aProgram(file, { retention: { days: 1, bytes: 200_000 } });
    await program.history.open();
    for (let index = 0; index < 3000; index += 1)
      program.hear({ say: `old ${index}`, at: now - 2 * 24 * 3600 * 1000 });
    for (let index = 0; index < 5000; index += 1)
      program.hear({ say: `sentence ${index}`, at: now });
    program.history.flush();
    while (program.history.deleteSome(now)) expect(program.lines().length).toBeGreaterThan(0);
    const kept = saysOf(program);
    expect(kept.length).toBeLessThan(5000);
    expect(kept.at(-1)).toBe('sentence 4999');
    expect(program.find('old')).toBeUndefined();
    expect(program.find('sentence 4999')).toBe('sentence 4999');
    expect(program.notices).toEqual([]);
  });

  it('says once that another program has locked it, and goes on when it is free', async () => {
    const file = aFile();
    const program = aProgram(file);
    await program.history.open();
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    program.hear({ say: 'meanwhile' });
    program.history.flush();
    program.history.flush();
    program.history.flush();
    expect(program.notices).toHaveLength(1);
    expect(program.notices[0]).toContain('another program has locked it');
    other.exec('ROLLBACK');
    await vi.waitUntil(() => program.history.isStored, { timeout: 8000 });
    expect(saysOf(program)).toEqual(['meanwhile']);
  });

  it('says once that it cannot be opened, and tries again', async () => {
    const file = aFile();
    // A file where the folder should be.
    writeFileSync(dirname(file), '');
    const program = aProgram(file);
    program.hear({ say: 'meanwhile' });
    await program.history.open();
    await program.history.open();
    expect(program.notices).toHaveLength(1);
    rmSync(dirname(file));
    await vi.waitUntil(() => program.history.isStored, { timeout: 8000 });
    expect(saysOf(program)).toEqual(['meanwhile']);
  });

  it('sets a file aside that is no database, and one that is damaged in the middle', async () => {
    const file = aFile();
    mkdirSync(dirname(file));
    writeFileSync(file, 'no database '.repeat(1000));
    const first = aProgram(file);
    await first.history.open();
    expect(first.notices).toEqual([expect.stringContaining('it was renamed to')]);
    for (let index = 0; index < 5000; index += 1) first.hear({ say: `sentence ${index}` });
    first.history.close();

    const damaged = openSync(file, 'r+');
    for (let page = 8; page < 60; page += 1)
      writeSync(damaged, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
    closeSync(damaged);
    const second = aProgram(file);
    await second.history.open();
    second.find('sentence 4');
    second.lines();
    second.hear({ say: 'afterwards' });
    await vi.waitUntil(() => second.notices.length > 0, { timeout: 8000 });
    await vi.waitUntil(() => second.history.isStored, { timeout: 8000 });
    expect(saysOf(second)).toEqual(['afterwards']);
    expect(readdirSync(dirname(file)).filter((name) => /broken-\d+$/.test(name))).toHaveLength(2);
  });

  it('leaves a newer version alone, and says so', async () => {
    const file = aFile();
    mkdirSync(dirname(file));
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const program = aProgram(file);
    await program.history.open();
    expect(program.notices).toEqual([expect.stringContaining('newer mqtt-tui')]);
    program.hear({ say: 'lost' });
    expect(program.lines()).toEqual([]);
  });

  it('keeps what its own program start wants to send, whatever the clock says', async () => {
    const program = aProgram(aFile());
    await program.history.open();
    program.history.change(({ rooms, outbox }) =>
      outbox.add(rooms.findOrAdd('chat'), {
        // Said before the clock was set.
        message: { id: 'a', user: 'bob', say: 'a', at: 5 },
        payload: 'payload a',
      }),
    );
    program.history.flush();
    program.history.deleteSome(Date.now());
    expect(program.history.read(({ outbox }) => outbox.count())).toBe(1);
  });

  it('hands what a dead program could not send to one other, in order', async () => {
    const file = aFile();
    const dead = aProgram(file);
    await dead.history.open();
    for (const id of ['a', 'b', 'c'])
      dead.history.change(({ rooms, outbox }) =>
        outbox.add(rooms.findOrAdd('chat'), {
          message: { id, user: 'bob', say: id, at: 5 },
          payload: `payload ${id}`,
        }),
      );
    // It has come back from the broker: it has gone out. What others say under its `id` counts for nothing.
    dead.hear({ say: 'a', message: 'a', signer: 'our key' });
    dead.hear({ say: 'b', message: 'b', signer: 'another key' });
    dead.hear({ say: 'no', message: 'b', signer: 'our key' });
    dead.history.close();
    const alive = aProgram(file);
    await alive.history.open();
    expect(adopt(alive)).toEqual([]);
    const heir = aProgram(file, { owner: { name: 'heir', process: 0, isRunning: () => false } });
    await heir.history.open();
    expect(adopt(heir)).toEqual([
      { message: { id: 'b', user: 'bob', say: 'b', at: 5 }, payload: 'payload b' },
      { message: { id: 'c', user: 'bob', say: 'c', at: 5 }, payload: 'payload c' },
    ]);
    expect(adopt(heir)).toEqual([]);
  });
});
