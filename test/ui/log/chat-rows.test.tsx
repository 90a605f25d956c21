import { stripVTControlCharacters } from 'node:util';
import chalk from 'chalk';
import { Box, renderToString, Text } from 'ink';
import type { ReactNode } from 'react';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attention } from '../../../source/model/attention.ts';
import { Room } from '../../../source/model/room.ts';
import { LogLine } from '../../../source/ui/log/log-rows.tsx';
import { identityOf, signerFrom } from '../../support/identities.ts';
import { usualTimes } from '../../../source/ui/time/time-format.ts';
import { roomLog } from '../../../source/ui/log/room-log.ts';

/** A time of Sunday 22 November 2026, by the local clock. */
const at = (hours: number, minutes: number): number =>
  new Date(2026, 10, 22, hours, minutes).getTime();

/** A room that somebody looks at. */
const aRoom = (): Room => {
  const room = new Room('chat', new Attention(() => 'me'));
  room.reading.setShown(true);
  return room;
};

/** The rows of a room as Ink draws them, each entry by itself, with their looks. */
const drawn = (room: Room, width: number, pointedAt?: number): string[][] => {
  const { first, end, rowsOf } = roomLog(room, {
    width,
    nick: 'me',
    isFlat: false,
    timeFormat: usualTimes,
  });
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

  it('has blanks in place of tabs, so that columns stay', () => {
    const room = aRoom();
    room.receive({ user: 'bob', say: 'a\tb\nname\tvalue\n你好\t大家' }, at(9, 0));
    expect(texts(room, 40).slice(1)).toEqual([
      '09:00  bob  a       b',
      '            name    value',
      '            你好    大家',
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
    room.reading.setShown(false);
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

  it('says when a late line was said in a look of its own, which typed text has not', () => {
    const room = aRoom();
    const signer = signerFrom(identityOf(1));
    const said = { user: 'bob', say: 'one and two', id: '1', at: at(8, 0) };
    room.receive(said, at(9, 0), signer);
    room.receive({ user: 'bob', say: '[said 08:00] three' }, at(9, 1), signer);
    const dim = renderToString(<Text dimColor>{'[said 08:00] '}</Text>);
    const [, late, , typed] = drawn(room, 36).flat();
    expect(late).toContain(`${dim}one`);
    expect(stripVTControlCharacters(late ?? '')).toBe('09:00  bob  [said 08:00] one and');
    expect(stripVTControlCharacters(typed ?? '')).toBe('09:01  bob  [said 08:00] three');
    expect(typed).not.toContain(dim.trimEnd().slice(0, 8));
    expect(texts(room, 20).slice(1, 4)).toEqual([
      '09:00  bob  [said 0…',
      '            one and',
      '            two',
    ]);
  });

  it('says the same without columns', () => {
    const room = aRoom();
    const said = { user: 'bob', say: 'one and two', id: '1', at: at(8, 0) };
    room.receive(said, at(9, 0), signerFrom(identityOf(1)));
    const { first, rowsOf } = roomLog(room, {
      width: 34,
      nick: 'me',
      isFlat: true,
      timeFormat: usualTimes,
    });
    expect(rowsOf(first).slice(1)).toEqual([
      {
        kind: 'flat',
        text: [
          { text: '09:00 ', look: 'dim' },
          { text: 'bob', look: expect.stringMatching(/^nick/) as string },
          { text: '  ' },
          { text: '[said 08:00] ', look: 'dim' },
          { text: 'one and', look: 'plain' },
        ],
      },
      { kind: 'flat', text: [{ text: 'two', look: 'plain' }] },
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
