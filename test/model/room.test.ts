import { describe, expect, it } from 'vitest';
import { FoldedLines } from '../../source/model/folded-lines.ts';
import { costOf } from '../../source/model/line-cost.ts';
import { Room } from '../../source/model/room.ts';
import type { RoomLine } from '../../source/model/room-line.ts';

const linesOf = ({ lines }: Room): (RoomLine | undefined)[] =>
  Array.from({ length: lines.length }, (_, index) => lines.at(lines.first + index));

const said = (room: Room): string[] =>
  linesOf(room).flatMap((line) => (line?.kind === 'said' ? [line.say] : []));

const from = (user: string, say: string, id?: string) => ({
  user,
  say,
  ...(id === undefined ? {} : { id }),
});

describe('what is heard in a room', () => {
  it('is shown once for each id, however often it is delivered', () => {
    const room = new Room('chat');
    for (const id of ['1', '1', '2', '1']) room.receive(from('alice', `says ${id}`, id), 0);
    expect(said(room)).toEqual(['says 1', 'says 2']);
  });

  it('is always shown without an id', () => {
    const room = new Room('chat');
    room.receive(from('alice', 'hello'), 0);
    room.receive(from('alice', 'hello'), 0);
    expect(said(room)).toEqual(['hello', 'hello']);
  });

  it('has our time, and tells an action', () => {
    const room = new Room('chat');
    room.receive({ ...from('alice', 'waves'), kind: 'action', at: 5 }, 99);
    expect(linesOf(room)).toEqual([
      { kind: 'said', user: 'alice', say: 'waves', isAction: true, at: 99 },
    ]);
  });

  it('puts who says it on the list of people', () => {
    const room = new Room('chat');
    room.receive(from('alice', 'hello'), 0);
    expect(room.people.list().map(({ user }) => user)).toEqual(['alice']);
  });

  it('is kept as it came when it is no chat message', () => {
    const room = new Room('chat');
    const payload = Buffer.from('not JSON');
    room.receiveRaw(payload, 7);
    payload.fill(0);
    expect(linesOf(room)).toEqual([
      { kind: 'raw', payload: Buffer.from('not JSON'), size: 8, at: 7 },
    ]);
  });

  it('is cut when it is no chat message and large, but its size is told', () => {
    const room = new Room('chat');
    room.receiveRaw(new Uint8Array(1_000_000), 0);
    const [line] = linesOf(room);
    if (line?.kind !== 'raw') throw new Error('That is no raw line.');
    expect(line.payload.buffer.byteLength).toBe(4096);
    expect(line.size).toBe(1_000_000);
  });
});

describe('what we say in a room', () => {
  it('is not doubled by its echo', () => {
    const room = new Room('chat');
    room.send(from('me', 'hello', 'x') as { user: string; say: string; id: string }, 0);
    room.receive(from('me', 'hello', 'x'), 1);
    room.receive(from('me', 'hello', 'y'), 2);
    expect(said(room)).toEqual(['hello', 'hello']);
    expect(linesOf(room).map((line) => line?.at)).toEqual([0, 2]);
  });

  it('tells how far it has come on the line that is shown', () => {
    const room = new Room('chat');
    const line = room.send({ user: 'me', say: 'hello', id: 'x' }, 0);
    expect(linesOf(room)[0]).toMatchObject({ delivery: { state: 'waiting' } });
    line.delivery = { state: 'acknowledged' };
    expect(linesOf(room)[0]).toMatchObject({ delivery: { state: 'acknowledged' } });
  });
});

describe('the unread lines of a room', () => {
  it('are those that were heard while it was not shown', () => {
    const room = new Room('chat');
    room.reading.setShown(true);
    room.receive(from('alice', 'seen'), 0);
    expect([room.reading.unread, room.reading.firstUnread]).toEqual([0, undefined]);
    room.reading.setShown(false);
    room.receive(from('alice', 'one'), 0);
    room.receiveRaw(Buffer.from('two'), 0);
    expect([room.reading.unread, room.reading.firstUnread]).toEqual([2, 1]);
  });

  it('are not what we said ourselves, nor what happened', () => {
    const room = new Room('chat');
    room.send({ user: 'me', say: 'hello', id: 'x' }, 0);
    room.receive(from('me', 'hello', 'x'), 0);
    room.tell('alice left', 0);
    expect([room.reading.unread, room.reading.firstUnread]).toEqual([0, undefined]);
    expect(linesOf(room)).toHaveLength(2);
  });

  it('are read when the room is shown, and marked as new until one looks away', () => {
    const room = new Room('chat');
    room.receive(from('alice', 'one'), 0);
    room.reading.setShown(true);
    room.receive(from('alice', 'two'), 0);
    expect([room.reading.unread, room.reading.firstUnread]).toEqual([0, 0]);
    room.reading.setShown(false);
    expect(room.reading.firstUnread).toBeUndefined();
    room.receive(from('alice', 'three'), 0);
    expect([room.reading.unread, room.reading.firstUnread]).toEqual([1, 2]);
  });

  it('stay where they are when one looks away from another room', () => {
    const room = new Room('chat');
    room.receive(from('alice', 'one'), 0);
    room.reading.setShown(false);
    room.receive(from('alice', 'two'), 0);
    expect([room.reading.unread, room.reading.firstUnread]).toEqual([2, 0]);
  });

  it('are not counted twice when a message is delivered again', () => {
    const room = new Room('chat');
    room.receive(from('alice', 'one', '1'), 0);
    room.receive(from('alice', 'one', '1'), 0);
    expect(room.reading.unread).toBe(1);
  });
});

describe('the limits of a room', () => {
  it('hold for the number of lines and of ids', () => {
    const room = new Room('chat');
    for (let count = 0; count < 12_000; count += 1)
      room.receive(from('alice', 'x', String(count)), count * 200);
    expect(room.lines.length).toBe(10_000);
    expect(room.lines.evicted).toBe(2000);
    const known = room.receive(from('alice', 'x', '11999'), 3e6);
    const forgotten = room.receive(from('alice', 'x', '0'), 3e6);
    expect([known, forgotten?.at]).toEqual([undefined, 3e6]);
  });

  it('hold for the bytes', () => {
    const room = new Room('chat');
    for (let count = 0; count < 1000; count += 1)
      room.receive(from('alice', 'x'.repeat(60_000)), count * 200);
    expect(room.lines.length).toBeLessThan(150);
    expect(room.lines.length).toBeGreaterThan(100);
  });

  it('reckon with what a line holds', () => {
    expect(costOf({ kind: 'event', text: 'xx', at: 0 })).toBe(104);
    expect(costOf({ kind: 'raw', payload: new Uint8Array(50), size: 9000, at: 0 })).toBe(150);
    expect(costOf({ kind: 'said', user: 'a', say: 'bcd', isAction: false, at: 0 })).toBe(108);
    expect(costOf(new FoldedLines((lines) => lines, 0))).toBe(800);
  });
});
