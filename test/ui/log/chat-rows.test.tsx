import { stripVTControlCharacters } from 'node:util';
import chalk from 'chalk';
import { Box, renderToString, Text } from 'ink';
import type { ReactNode } from 'react';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attention } from '../../../source/model/attention.ts';
import { Room } from '../../../source/model/room.ts';
import { LogLine } from '../../../source/ui/log/log-rows.tsx';
import { roomLog } from '../../../source/ui/log/room-log.ts';

/** A time of Sunday 22 November 2026, by the local clock. */
const at = (hours: number, minutes: number): number =>
  new Date(2026, 10, 22, hours, minutes).getTime();

/** A room that somebody looks at. */
const aRoom = (): Room => {
  const room = new Room('chat', new Attention(() => 'me'));
  room.setShown(true);
  return room;
};

/** The rows of a room as Ink draws them, each entry by itself, with their looks. */
const drawn = (room: Room, width: number, pointedAt?: number): string[][] => {
  const { first, end, rowsOf } = roomLog(room, { width, nick: 'me', isFlat: false });
  return Array.from({ length: end - first }, (_, index) =>
    rowsOf(first + index).map((row) =>
      renderToString(
        <Box width={width}>
          <LogLine row={row} width={width} isPointedAt={first + index === pointedAt} />
        </Box>,
        { columns: width },
      ),
    ),
  );
};

const texts = (room: Room, width: number): string[] =>
  drawn(room, width)
    .flat()
    .map((row) => stripVTControlCharacters(row));

/** How a line at nine o'clock that means the person is drawn. */
const mentionRow = (label: ReactNode, text: string): string =>
  renderToString(
    <Text>
      <Text dimColor>09:00 </Text>
      {label}
      <Text bold color="yellow">
        {'» '}
      </Text>
      <Text bold>{text}</Text>
    </Text>,
  );

const { level } = chalk;
beforeAll(() => {
  chalk.level = 1;
});
afterAll(() => {
  chalk.level = level;
});

describe('a conversation', () => {
  it('shows time, nick and text in columns, and how far a sentence of ours has come at the end', () => {
    const room = aRoom();
    room.receive({ user: 'alice', say: 'Hello, anyone!' }, at(21, 3));
    room.receive({ user: 'bob', say: '你好' }, at(21, 4));
    room.receive({ kind: 'action', user: 'alice', say: 'waves' }, at(21, 5));
    room.tell('carol is here', at(21, 5));
    room.receiveRaw(Buffer.from('oops'), at(21, 5));
    const line = room.send({ user: 'me', say: 'on my way', id: '1' }, at(21, 6));
    line.delivery = { state: 'acknowledged' };
    expect(texts(room, 34)).toEqual([
      '── Sunday 22 November 2026 ───────',
      '21:03 alice  Hello, anyone!',
      '21:04   bob  你好',
      '21:05     *  alice waves',
      '21:05     ·  carol is here',
      '21:05     ?  raw, 4 B: oops',
      '21:06    me  on my way           ✓',
    ]);
  });

  it('goes on below the text, line by line, and says why a sentence was not sent', () => {
    const room = aRoom();
    const say = 'three words more than fit\nand a new line';
    const line = room.send({ user: 'me', say, id: '1' }, at(9, 0));
    line.delivery = { state: 'failed', reason: 'not authorized' };
    expect(texts(room, 30).slice(1)).toEqual([
      '09:00   me  three words more ✗',
      '            than fit',
      '            and a new line',
      '            not sent: not',
      '            authorized',
    ]);
  });

  it('has a line where a day begins, and where the unread part does', () => {
    const room = aRoom();
    room.receive({ user: 'bob', say: 'one' }, at(23, 59));
    room.setShown(false);
    room.receive({ user: 'bob', say: 'two' }, at(24, 0));
    room.receive({ user: 'bob', say: 'three' }, at(24, 1));
    expect(texts(room, 34)).toEqual([
      '── Sunday 22 November 2026 ───────',
      '23:59  bob  one',
      '── Monday 23 November 2026 ───────',
      '── new ───────────────────────────',
      '00:00  bob  two',
      '00:01  bob  three',
    ]);
  });

  it('marks what means the person by more than a colour, which the text has none of', () => {
    const room = aRoom();
    room.receive({ user: 'bob', say: 'me, too' }, at(9, 0));
    room.tell('Watch 1: a > 3', at(9, 0), true);
    expect(drawn(room, 40).map((rows) => rows.at(-1))).toEqual([
      mentionRow(<Text color="green"> bob</Text>, 'me, too'),
      mentionRow(<Text dimColor>{'   ·'}</Text>, 'Watch 1: a > 3'),
    ]);
  });

  it('has what is pointed at stand out over its whole width, and nothing else', () => {
    const room = aRoom();
    room.receive({ user: 'bob', say: 'one' }, at(9, 0));
    room.receive({ user: 'bob', say: 'two\nthree' }, at(9, 1));
    const before = drawn(room, 20);
    const [day, second] = drawn(room, 20, room.lines.first + 1);
    expect(day).toEqual(before[0]);
    expect(second).toEqual([
      chalk.inverse('09:01  bob  two     '),
      chalk.inverse('            three   '),
    ]);
  });

  it('lays a line out again when its delivery, its text or the width has changed', () => {
    const room = aRoom();
    const line = room.send({ user: 'me', say: 'hello world', id: '1' }, at(9, 0));
    const rows = (width: number): string[] =>
      texts(room, width)
        .slice(1)
        .map((row) => row.slice(12));
    expect(rows(30)).toEqual(['hello world      ⧖']);
    line.delivery = { state: 'sending' };
    expect(rows(30)).toEqual(['hello world      ↑']);
    expect(rows(22)).toEqual(['hello    ↑', 'world']);
  });
});
