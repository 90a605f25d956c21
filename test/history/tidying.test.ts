import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Tidying } from '../../source/history/retention.ts';
import { prepareSchema } from '../../source/history/schema.ts';
import { type HistoryTables, tablesIn } from '../../source/history/tables.ts';

const now = 1e12;
const day = 24 * 3600 * 1000;

type Stored = {
  readonly database: DatabaseSync;
  readonly tables: HistoryTables;
  readonly hear: (count: number, at?: number) => void;
  /** The bytes in use. */
  readonly used: () => number;
  readonly tidying: (days: number, bytes: number) => Tidying;
};

const aDatabase = ({ hasIndex }: { readonly hasIndex: boolean }): Stored => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  prepareSchema(database);
  const owner = { name: 'start', process: 1, isRunning: () => true };
  const tables = tablesIn(database, hasIndex, { broker: 'b:1883', owner });
  const pages = (name: string): number =>
    Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
  let heard = 0;
  return {
    database,
    tables,
    hear: (count, at = now) => {
      for (let index = 0; index < count; index += 1) {
        heard += 1;
        const say = `sentence ${heard} of ${heard * 7919}`;
        tables.lines.add(1, { at, user: 'bob', say, isAction: false, message: undefined });
      }
    },
    used: () => (pages('page_count') - pages('freelist_count')) * pages('page_size'),
    tidying: (days, bytes) => new Tidying(database, tables, { days, bytes }),
  };
};

describe('a history that is too large', () => {
  it('loses its oldest lines, 500 at a time, down to nine tenths of what is allowed', () => {
    const { tables, hear, used, tidying } = aDatabase({ hasIndex: false });
    hear(2000);
    const tidy = tidying(365, used() / 2);
    // 45 % of 2000 lines stay.
    const steps = [1, 2, 3, 4].map(() => [tidy.step(now), tables.lines.count()]);
    expect(steps).toEqual([
      [true, 1500],
      [true, 1000],
      [true, 900],
      [false, 900],
    ]);
    expect(tables.lines.from(1, { row: 0, end: 9999, count: 1 })[0]?.row).toBe(1101);

    // And again when it has grown.
    hear(2000);
    while (tidy.step(now));
    expect(tables.lines.count()).toBeLessThan(1200);
  });

  it('is one that is larger than allowed by a byte', () => {
    const { tables, hear, used, tidying } = aDatabase({ hasIndex: false });
    hear(1000);
    expect([tidying(365, used()).step(now), tables.lines.count()]).toEqual([false, 1000]);
    const larger = tidying(365, used() - 1);
    expect([larger.step(now), tables.lines.count()]).toEqual([true, 899]);
  });

  it('is not one with much unused space', () => {
    const { tables, hear, used, tidying } = aDatabase({ hasIndex: false });
    hear(2000, now - 3 * day);
    hear(10);
    const tidy = tidying(2, used() / 2);
    while (tidy.step(now));
    expect(tables.lines.count()).toBe(10);
  });

  it('has an index that shrinks, too', () => {
    const { tables, hear, used, tidying } = aDatabase({ hasIndex: true });
    for (let round = 0; round < 30; round += 1) {
      hear(100);
      tables.lines.search.index();
    }
    const before = used();
    const tidy = tidying(365, before / 4);
    while (tidy.step(now));
    expect(used()).toBeLessThan(before / 2);
    expect(tables.lines.search.compact()).toBe(false);
  });
});

it('a step makes new lines known to the index', () => {
  const { tables, hear, tidying } = aDatabase({ hasIndex: true });
  hear(2);
  const found = (): number | undefined => tables.lines.search.find(1, 'sentence', 99);
  expect(found()).toBeUndefined();
  tidying(365, 1e9).step(now);
  expect(found()).toBe(2);
});

it('a step forgets what others have not sent for as long as lines are kept', () => {
  const { database, tables, tidying } = aDatabase({ hasIndex: false });
  const owner = { name: 'other', process: 2, isRunning: () => true };
  const { outbox } = tablesIn(database, false, { broker: 'b:1883', owner });
  for (const at of [now - 2 * day - 1, now - 2 * day])
    outbox.add(1, { message: { id: `at ${at}`, user: 'bob', say: 'hi', at }, payload: 'hi' });
  tidying(2, 1e9).step(now);
  expect([outbox.count(), tables.outbox.count()]).toEqual([1, 0]);
});

describe('the index', () => {
  it('finds other capitals in any script, in texts long enough', () => {
    const { tables } = aDatabase({ hasIndex: true });
    const line = { at: now, user: 'bob', isAction: false, message: undefined };
    // Searches without it try the text as typed, in capitals and in small letters.
    tables.lines.add(1, { ...line, say: 'ÜbÄr' });
    tables.lines.add(1, { ...line, say: '😀a and more' });
    tables.lines.search.index();
    const find = (text: string): unknown => tables.lines.search.find(1, text, 99);
    expect([find('üBÄr'), find('üBÄ')]).toEqual([1, 1]);
    expect(find('üÄ')).toBeUndefined();
    // Two characters, though three units of UTF-16: too short for the index.
    expect(find('😀a')).toBe(2);
  });

  it('takes in what a program without one has stored', () => {
    const { database, tables } = aDatabase({ hasIndex: true });
    const owner = { name: 'plain', process: 2, isRunning: () => true };
    const plain = tablesIn(database, false, { broker: 'b:1883', owner }).lines;
    plain.add(1, { at: now, user: 'bob', say: 'without', isAction: false, message: undefined });
    plain.search.index();
    expect(tables.lines.search.find(1, 'without', 99)).toBeUndefined();
    tables.lines.search.index();
    expect(tables.lines.search.find(1, 'without', 99)).toBe(1);
  });

  it('stays whole when lines are deleted that it does not know yet', () => {
    const { database, tables, hear } = aDatabase({ hasIndex: true });
    hear(10);
    tables.lines.search.index();
    hear(10);
    expect(tables.lines.deleteOldest(15, Number.MAX_SAFE_INTEGER)).toBe(15);
    tables.lines.search.index();
    expect(tables.lines.search.find(1, 'sentence', 99)).toBe(20);
    expect(tables.lines.search.find(1, 'sentence', 16)).toBeUndefined();
    const check = "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)";
    expect(() => database.exec(check)).not.toThrow();
  });
});

it('without an index, every character of a search stands for itself', () => {
  const { tables } = aDatabase({ hasIndex: false });
  const line = { at: now, user: 'bob', isAction: false, message: undefined };
  for (const say of ['C:\\temp', '50%', 'a_b', 'x "quoted" y'])
    tables.lines.add(1, { ...line, say });
  const find = (text: string): unknown => tables.lines.search.find(1, text, 99);
  expect(['\\t', '0%', 'a_', '"quoted"'].map(find)).toEqual([1, 2, 3, 4]);
  expect(['\\\\', '5%0', 'a_a', '_:', '%temp'].map(find)).toEqual(Array.from({ length: 5 }));
  expect(tables.lines.search.compact()).toBe(false);
  // Beyond ASCII, SQLite alone would not ignore case.
  for (const say of ['über', 'ÄRGER']) tables.lines.add(1, { ...line, say });
  expect(['ÜBER', 'ärger'].map(find)).toEqual([5, 6]);
});
