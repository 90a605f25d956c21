import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewLine } from '../../source/history/line-table.ts';
import { Tidying } from '../../source/history/retention.ts';
import { prepareSchema } from '../../source/history/schema.ts';
import { type HistoryTables, tablesIn } from '../../source/history/tables.ts';

const emptyDatabase = (): DatabaseSync => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  return database;
};

/** What program starts of one machine have in common: all tables of one database. */
const startOn = (
  database: DatabaseSync,
  start: { readonly name?: string; readonly broker?: string; readonly isRunning?: boolean } = {},
): HistoryTables => {
  const { name = 'start', broker = 'b:1883', isRunning = true } = start;
  const owner = { name, process: 7, isRunning: () => isRunning };
  return tablesIn(database, prepareSchema(database), { broker, owner });
};

const aLine = (say: string, more: Partial<NewLine> = {}): NewLine => ({
  at: 5,
  user: 'bob',
  say,
  isAction: false,
  message: undefined,
  ...more,
});

const all = Number.MAX_SAFE_INTEGER;

const says = (lines: readonly { readonly say: string }[]): string[] => lines.map(({ say }) => say);

const waiting = (id: string, at = 5): Parameters<HistoryTables['outbox']['add']>[1] => ({
  message: { id, user: 'bob', say: `say ${id}`, at },
  payload: `payload ${id}`,
});

const tidying = (retention: {
  readonly days: number;
  readonly bytes: number;
}): { readonly tables: HistoryTables; readonly tidy: Tidying } => {
  const database = emptyDatabase();
  const tables = startOn(database);
  return { tables, tidy: new Tidying(database, tables, retention) };
};

describe('the table of lines', () => {
  it('gives back every part of a line', () => {
    const { lines } = startOn(emptyDatabase());
    const action = aLine('waves', { at: 6, user: 'Zoë', isAction: true, message: 'm1' });
    const raw = aLine('7', { at: 8, user: '', raw: { bytes: Uint8Array.of(55), size: 900 } });
    const nothing = aLine('', { at: 9, user: '', raw: { bytes: new Uint8Array(), size: 0 } });
    const rows = [action, raw, nothing].map((line) => lines.add(1, line));
    expect(rows).toEqual([1, 2, 3]);
    expect(lines.before(1, all, 10)).toEqual([
      { ...action, row: 1 },
      { ...raw, row: 2 },
      { ...nothing, row: 3 },
    ]);
  });

  it('reads back and on from a row, by room, and counts', () => {
    const { lines } = startOn(emptyDatabase());
    for (const say of ['one', 'two', 'three', 'four']) lines.add(1, aLine(say));
    lines.add(2, aLine('elsewhere'));
    expect(says(lines.before(1, 4, 2))).toEqual(['two', 'three']);
    expect(says(lines.from(1, { row: 2, end: 4, count: 10 }))).toEqual(['two', 'three']);
    expect(says(lines.from(1, { row: 2, end: all, count: 2 }))).toEqual(['two', 'three']);
    expect(lines.countBetween(1, 2, 4)).toBe(2);
    expect(lines.countBetween(2, 1, 9)).toBe(1);
    expect(lines.count()).toBe(5);
  });

  it('knows a message by its id, its signer and its text, in its room', () => {
    const { lines } = startOn(emptyDatabase());
    const row = lines.add(1, aLine('hello', { message: 'm1' }));
    expect(lines.add(1, aLine('hello', { message: 'm1' }))).toBe(row);
    const others = [
      lines.add(2, aLine('hello', { message: 'm1' })),
      lines.add(1, aLine('hello', { message: 'm2' })),
      lines.add(1, aLine('hello', { message: 'm1', signer: 'a key' })),
      lines.add(1, aLine('another text', { message: 'm1' })),
    ];
    expect(new Set([row, ...others]).size).toBe(5);
    expect(lines.add(1, aLine('hello', { message: 'm1', signer: 'a key' }))).toBe(others[2]);
  });

  it('knows a retained message by its text, its user and its size', () => {
    const { lines } = startOn(emptyDatabase());
    const retained = aLine('rules', { isRetained: true });
    expect(lines.add(1, retained)).toBe(1);
    expect(lines.add(1, { ...retained, at: 1e9 })).toBe(1);
    expect(lines.add(1, { ...retained, user: 'eve' })).toBe(2);
    const raw = { ...retained, raw: { bytes: Uint8Array.of(1), size: 1 } };
    expect([lines.add(1, raw), lines.add(1, raw)]).toEqual([3, 3]);
  });

  it('takes a line without an id for that of another program within ten seconds', () => {
    const database = emptyDatabase();
    const [one, other] = [startOn(database, { name: 'one' }), startOn(database, { name: 'other' })];
    const at = 100_000;
    expect(one.lines.add(1, aLine('ok', { at }))).toBe(1);
    // Just too late, just too early, from somebody else, of another size.
    expect(other.lines.add(1, aLine('ok', { at: at + 10_001 }))).toBe(2);
    expect(other.lines.add(1, aLine('ok', { at: at - 10_001 }))).toBe(3);
    expect(other.lines.add(1, aLine('ok', { at, user: 'eve' }))).toBe(4);
    expect(other.lines.add(1, aLine('ok', { at, raw: { bytes: Uint8Array.of(1), size: 1 } }))).toBe(
      5,
    );
    expect(other.lines.add(1, aLine('ok', { at: at + 10_000 }))).toBe(1);
    // Each row stands for one.
    expect(other.lines.add(1, aLine('ok', { at }))).toBe(6);
  });

  it('finds names and texts before a row, with an index and without', () => {
    const database = emptyDatabase();
    const { lines } = startOn(database);
    const plain = tablesIn(database, false, {
      broker: 'b:1883',
      owner: { name: 'plain', process: 1, isRunning: () => true },
    }).lines;
    lines.add(1, aLine('good morning', { user: 'anna' }));
    lines.add(1, aLine('good evening'));
    lines.add(2, aLine('good night'));
    lines.search.index();
    for (const table of [lines, plain]) {
      expect(table.search.find(1, 'good', all)).toBe(2);
      expect(table.search.find(1, 'GOOD', 2)).toBe(1);
      expect(table.search.find(1, 'ann', all)).toBe(1);
      expect(table.search.find(1, 'good', 1)).toBeUndefined();
      expect(table.search.find(1, 'go', 2)).toBe(1);
      expect(table.search.find(1, 'night', all)).toBeUndefined();
    }
  });

  it('deletes of the oldest lines those before a time, from the index too', () => {
    const { lines } = startOn(emptyDatabase());
    for (const at of [10, 30, 20, 40]) lines.add(1, aLine(`at ${at}`, { at }));
    lines.search.index();
    expect(lines.deleteOldest(3, 30)).toBe(2);
    expect(lines.deleteOldest(3, 30)).toBe(0);
    expect(lines.before(1, all, 9).map(({ at }) => at)).toEqual([30, 40]);
    expect(lines.search.find(1, 'at 20', all)).toBeUndefined();
    expect(lines.at(lines.search.find(1, 'at 30', all) ?? 0)?.at).toBe(30);
  });

  it('compacts its index until nothing is left to be done', () => {
    const database = emptyDatabase();
    const { lines } = startOn(database);
    for (let index = 0; index < 2000; index += 1) {
      lines.add(1, aLine(`sentence ${index} of ${index * 7919}`));
      if (index % 50 === 0) lines.search.index();
    }
    lines.search.index();
    lines.deleteOldest(1900, all);
    expect(lines.search.compact()).toBe(true);
    for (let round = 0; lines.search.compact(); round += 1) expect(round).toBeLessThan(100);
    const plain = tablesIn(database, false, {
      broker: 'b:1883',
      owner: { name: 'plain', process: 1, isRunning: () => true },
    });
    expect(plain.lines.search.compact()).toBe(false);
  });
});

describe('the table of rooms', () => {
  it('numbers the rooms of each broker', () => {
    const database = emptyDatabase();
    const { rooms } = startOn(database);
    expect(rooms.find('chat')).toBeUndefined();
    expect([rooms.findOrAdd('chat'), rooms.findOrAdd('ops'), rooms.findOrAdd('chat')]).toEqual([
      1, 2, 1,
    ]);
    expect(startOn(database, { broker: 'c:1883' }).rooms.find('chat')).toBeUndefined();
  });

  it('joins again what was joined, with its salt, a hundred at most', () => {
    const { rooms } = startOn(emptyDatabase());
    const salt = Uint8Array.of(1, 2);
    rooms.setJoined('chat', true);
    rooms.setJoined('secret', true, salt);
    rooms.setJoined('left', true);
    rooms.setJoined('left', false);
    expect(rooms.joined()).toEqual([
      { topic: 'chat', salt: undefined },
      { topic: 'secret', salt },
    ]);
    for (let index = 0; index < 120; index += 1) rooms.setJoined(`room ${index}`, true);
    expect(rooms.joined()).toHaveLength(100);
  });

  it('remembers what was seen, which never goes back', () => {
    const { rooms, lines } = startOn(emptyDatabase());
    const room = rooms.findOrAdd('chat');
    rooms.setSeen('chat');
    expect(rooms.stateOf('chat').seen).toBe(0);
    for (const say of ['one', 'two', 'three']) lines.add(room, aLine(say));
    lines.add(rooms.findOrAdd('ops'), aLine('elsewhere'));
    rooms.setSeen('chat', 2);
    rooms.setSeen('chat', 1);
    expect(rooms.stateOf('chat').seen).toBe(2);
    rooms.setSeen('chat');
    expect(rooms.stateOf('chat').seen).toBe(3);
    expect(rooms.stateOf('ops').seen).toBe(0);
  });

  it('remembers who is ignored and which room is muted, for each broker', () => {
    const database = emptyDatabase();
    const { rooms } = startOn(database);
    for (const name of ['eve', 'bob', 'eve']) rooms.setIgnored(name, true);
    expect(rooms.ignored()).toEqual(['eve', 'bob']);
    rooms.setIgnored('eve', false);
    expect(rooms.ignored()).toEqual(['bob']);
    rooms.setMuted('chat', true);
    expect(rooms.stateOf('chat').isMuted).toBe(true);
    rooms.setMuted('chat', false);
    expect(rooms.stateOf('chat').isMuted).toBe(false);
    expect(startOn(database, { broker: 'c:1883' }).rooms.ignored()).toEqual([]);
  });
});

describe('the table of what waits to be sent', () => {
  it('keeps a sentence once, until it is removed', () => {
    const { outbox } = startOn(emptyDatabase());
    for (const id of ['a', 'a', 'b']) outbox.add(1, waiting(id));
    expect(outbox.count()).toBe(2);
    outbox.remove(2, 'a');
    outbox.remove(1, 'c');
    expect(outbox.count()).toBe(2);
    outbox.remove(1, 'a');
    expect(outbox.count()).toBe(1);
  });

  it('hands over actions as such, and sentences of each room apart', () => {
    const database = emptyDatabase();
    const dead = startOn(database, { name: 'dead' });
    const action = { ...waiting('a').message, kind: 'action' as const };
    dead.outbox.add(1, { message: action, payload: 'payload a' });
    dead.outbox.add(2, waiting('b'));
    const heir = startOn(database, { name: 'heir', isRunning: false });
    expect(heir.outbox.adopt(1, 10, 'our key')).toEqual([
      { message: action, payload: 'payload a' },
    ]);
    expect([heir.outbox.count(), dead.outbox.count()]).toEqual([1, 1]);
  });

  it('takes from a process that seems to run only what has waited for more than a day', () => {
    const database = emptyDatabase();
    const day = 24 * 3600 * 1000;
    startOn(database, { name: 'other' }).outbox.add(1, waiting('a', 5));
    const heir = startOn(database, { name: 'heir' });
    expect(heir.outbox.adopt(1, 5 + day, 'our key')).toEqual([]);
    expect(heir.outbox.adopt(1, 6 + day, 'our key')).toEqual([waiting('a', 5)]);
  });

  it('forgets what others have left for too long', () => {
    const database = emptyDatabase();
    const [mine, other] = [startOn(database), startOn(database, { name: 'other' })];
    for (const [index, { outbox }] of [mine, other].entries()) {
      outbox.add(1, waiting(`old ${index}`, 4));
      outbox.add(1, waiting(`new ${index}`, 5));
    }
    mine.outbox.deleteBefore(5);
    expect([mine.outbox.count(), other.outbox.count()]).toEqual([2, 1]);
  });
});

describe('tidying', () => {
  const now = 1e12;
  const day = 24 * 3600 * 1000;

  it('deletes what is too old, 500 lines at a time', () => {
    const { tables, tidy } = tidying({ days: 2, bytes: 1e9 });
    for (let index = 0; index < 700; index += 1)
      tables.lines.add(1, aLine(`old ${index}`, { at: now - 2 * day - 1 }));
    tables.lines.add(1, aLine('just in time', { at: now - 2 * day }));
    expect([tidy.step(now), tables.lines.count()]).toEqual([true, 201]);
    expect([tidy.step(now), tables.lines.count()]).toEqual([true, 1]);
    expect([tidy.step(now), tables.lines.count()]).toEqual([false, 1]);
  });

  it('deletes the oldest until the size is allowed, and then has nothing to do', () => {
    const { tables, tidy } = tidying({ days: 2, bytes: 200_000 });
    for (let index = 0; index < 4000; index += 1)
      tables.lines.add(1, aLine(`sentence ${index}`, { at: now }));
    for (let round = 0; round < 5; round += 1) while (tidy.step(now));
    const left = tables.lines.count();
    expect(left).toBeGreaterThan(500);
    expect(left).toBeLessThan(1200);
    expect(tables.lines.before(1, all, 1)[0]?.say).toBe('sentence 3999');
    expect(tidy.step(now)).toBe(false);
    expect(tables.lines.count()).toBe(left);
  });
});
