import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { LineTable } from '../../../source/history/line-table.ts';
import { prepareSchema } from '../../../source/history/schema.ts';
import { tablesIn } from '../../../source/history/tables.ts';
import { Attention } from '../../../source/model/attention.ts';
import { PastLines, type ReadLines } from '../../../source/session/chat/past-lines.ts';

const attention = new Attention(() => 'me');

let lines: LineTable;

/** The lines 1 to 1000 of a room. */
beforeEach(() => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  const owner = { name: 'run', process: 7, isRunning: () => true };
  ({ lines } = tablesIn(database, prepareSchema(database), { broker: 'b', owner }));
  for (let row = 1; row <= 1000; row += 1)
    lines.add(1, {
      at: row,
      user: 'bob',
      say: row === 500 ? 'me: here' : `${row}`,
      isAction: false,
      message: undefined,
      ...(row === 501 ? { raw: { bytes: Uint8Array.of(1), size: 1 } } : {}),
    });
});

const past = (hit: number, end = 1001): PastLines =>
  new PastLines((look) => look(lines, 1), { hit, end }, attention);

/** The first and the last row that are loaded, and how many there are. */
const extent = ({ lines: loaded, firstRow }: PastLines): number[] => {
  const last = loaded.at(loaded.end - 1);
  return [firstRow, last?.kind === 'event' ? Number.NaN : (last?.row ?? 0), loaded.length];
};

describe('the past around a hit', () => {
  it('is 200 lines before it, and as many from it on', () => {
    const around = past(500);
    expect(extent(around)).toEqual([300, 699, 400]);
    expect(around.lines.at(around.positionOf(500) ?? 0)).toMatchObject({
      say: 'me: here',
      isMention: true,
      row: 500,
    });
    expect(around.lines.at(around.positionOf(501) ?? 0)).toMatchObject({ kind: 'raw', row: 501 });
    expect([around.positionOf(299), around.positionOf(700)]).toEqual([undefined, undefined]);
    expect(around.positionOf(300)).toBe(around.lines.first);
    expect(around.positionOf(699)).toBe(around.lines.end - 1);
  });

  it('ends where the room itself begins, and where there is nothing', () => {
    expect(extent(past(100, 150))).toEqual([1, 149, 149]);
  });

  it('goes on back', () => {
    const around = past(500);
    around.loadEarlier(50);
    expect(extent(around)).toEqual([250, 699, 450]);
    expect(around.positionOf(300)).toBe(around.lines.first + 50);
    around.loadEarlier(1000);
    expect(extent(around)).toEqual([1, 699, 699]);
    around.loadEarlier(10);
    expect(extent(around)).toEqual([1, 699, 699]);
  });

  it('goes on up to what the room has', () => {
    const around = past(500, 760);
    expect(around.loadLater(50)).toBe(50);
    expect(extent(around)).toEqual([300, 749, 450]);
    expect(around.loadLater(50)).toBe(10);
    expect(around.loadLater(50)).toBe(0);
    expect(extent(around)).toEqual([300, 759, 460]);
  });

  it('is empty while the history cannot be read, and stays as it was', () => {
    let isReadable = false;
    const read: ReadLines = (look) => (isReadable ? look(lines, 1) : []);
    const none = new PastLines(read, { hit: 500, end: 1001 }, attention);
    expect([none.lines.length, none.firstRow, none.positionOf(500)]).toEqual([0, 0, undefined]);
    isReadable = true;
    const around = new PastLines(read, { hit: 500, end: 1001 }, attention);
    isReadable = false;
    around.loadEarlier(50);
    expect(around.loadLater(50)).toBe(0);
    expect(extent(around)).toEqual([300, 699, 400]);
  });
});
