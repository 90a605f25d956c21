import { describe, expect, it } from 'vitest';
import { Attention } from '../../source/model/attention.ts';
import type { EarlierLine } from '../../source/model/earlier-line.ts';
import { Room } from '../../source/model/room.ts';

const earlier = (row: number, say: string, more: Partial<EarlierLine> = {}): EarlierLine => ({
  row,
  user: 'alice',
  say,
  isAction: false,
  at: row * 10,
  message: `m${row}`,
  ...more,
});

const roomOf = (): { room: Room; attention: Attention } => {
  const attention = new Attention(() => 'me');
  return { room: new Room('chat', attention), attention };
};

const lineAt = (room: Room, position: number): object | undefined => room.lines.at(position);

describe('what was said in an earlier run', () => {
  it('stands before the rest as it was', () => {
    const { room } = roomOf();
    room.receive({ user: 'bob', say: 'now' }, 100);
    const raw = { bytes: Uint8Array.of(1), size: 9 };
    const lines = [earlier(1, 'me?'), earlier(2, 'waves', { isAction: true })];
    expect(room.recall([...lines, earlier(3, '', { raw, message: undefined })])).toBe(3);
    expect([-3, -2, -1].map((position) => lineAt(room, position))).toEqual([
      { kind: 'said', user: 'alice', say: 'me?', isAction: false, at: 10, row: 1, isMention: true },
      { kind: 'said', user: 'alice', say: 'waves', isAction: true, at: 20, row: 2 },
      { kind: 'raw', payload: raw.bytes, size: 9, at: 30, row: 3 },
    ]);
    expect([...room.pastNames]).toEqual(['alice']);
  });

  it('is not there twice, whether it came before or comes after', () => {
    const { room } = roomOf();
    room.receive({ user: 'alice', say: 'one', id: 'm1' }, 100);
    expect(room.recall([earlier(1, 'one'), earlier(2, 'two')])).toBe(1);
    expect(room.receive({ user: 'alice', say: 'two', id: 'm2' }, 100)).toBeUndefined();
    expect(room.lines.length).toBe(2);
    expect(room.recall([earlier(5, 'x', { message: undefined })])).toBe(1);
  });

  it('counts the names of 500 people', () => {
    const { room } = roomOf();
    room.recall(Array.from({ length: 600 }, (_, row) => earlier(row, 'x', { user: `u${row}` })));
    expect(room.pastNames.size).toBe(500);
  });
});

describe('going on reading', () => {
  const recalled = [
    earlier(1, 'seen'),
    earlier(2, 'me!'),
    earlier(3, 'ignored', { user: 'eve' }),
    earlier(4, 'new'),
  ];

  it('begins at the first line that was not seen, and counts those that are not loaded', () => {
    const { room, attention } = roomOf();
    attention.ignore('eve');
    room.recall(recalled);
    room.reading.resume({ seen: 1, end: 0, more: 7 });
    expect([
      room.reading.firstUnread,
      room.reading.unread,
      room.reading.mentions,
      room.reading.isRead,
    ]).toEqual([-3, 9, 1, false]);
  });

  it('leaves out what has come since, and what happened', () => {
    const { room } = roomOf();
    room.tell('alice is here', 50);
    room.recall(recalled);
    room.receive({ user: 'alice', say: 'since' }, 100);
    room.reading.resume({ seen: 0, end: 1, more: 0 });
    expect([room.reading.firstUnread, room.reading.unread]).toEqual([-4, 1 + 4]);
  });

  it('of a muted room counts the mentions', () => {
    const { room } = roomOf();
    room.reading.isMuted = true;
    room.recall(recalled);
    room.reading.resume({ seen: 0, end: 0, more: 7 });
    expect([room.reading.unread, room.reading.mentions, room.reading.isRead]).toEqual([
      1,
      1,
      false,
    ]);
  });

  it('shows where in a room that is shown, and counts nothing', () => {
    const { room } = roomOf();
    room.reading.setShown(true);
    room.recall(recalled);
    room.reading.resume({ seen: 3, end: 0, more: 7 });
    expect([room.reading.firstUnread, room.reading.unread, room.reading.isRead]).toEqual([
      -1,
      0,
      true,
    ]);
  });

  it('counts in a room that is shown while nobody looks at the terminal', () => {
    const { room, attention } = roomOf();
    room.reading.setShown(true);
    attention.hasFocus = false;
    room.recall(recalled);
    room.reading.resume({ seen: 3, end: 0, more: 0 });
    expect([room.reading.firstUnread, room.reading.unread, room.reading.isRead]).toEqual([
      -1,
      1,
      false,
    ]);
  });

  it('without anything unseen begins with what the broker has kept for us', () => {
    const { room } = roomOf();
    room.reading.setShown(true);
    room.recall(recalled);
    room.reading.resume({ seen: 4, end: 0, more: 0 });
    expect(room.reading.firstUnread).toBeUndefined();
    room.flood.awaitBacklog(1000);
    room.receive({ user: 'alice', say: 'kept' }, 1001);
    room.receive({ user: 'alice', say: 'more' }, 1002);
    expect([room.reading.firstUnread, room.reading.unread]).toEqual([0, 0]);
  });

  it('has nothing to begin with where we have spoken, or it came later', () => {
    const spoken = roomOf().room;
    spoken.reading.setShown(true);
    spoken.reading.resume({ seen: 4, end: 0, more: 0 });
    spoken.flood.awaitBacklog(1000);
    spoken.send({ user: 'me', say: 'hello', id: 'i' }, 1000);
    spoken.receive({ user: 'alice', say: 'kept' }, 1001);
    expect(spoken.reading.firstUnread).toBeUndefined();
    const late = roomOf().room;
    late.reading.setShown(true);
    late.reading.resume({ seen: 4, end: 0, more: 0 });
    late.receive({ user: 'alice', say: 'x' }, 1001);
    late.flood.awaitBacklog(1002);
    late.receive({ user: 'alice', say: 'y' }, 1003);
    expect(late.reading.firstUnread).toBeUndefined();
  });
});

describe('what the person is told of', () => {
  it('is a mention where they have asked for it', () => {
    const { room } = roomOf();
    room.tell('the door is open', 5);
    expect([room.reading.unread, lineAt(room, 0)]).toEqual([
      0,
      { kind: 'event', text: 'the door is open', at: 5 },
    ]);
    room.tell('30 °C', 6, true);
    expect([
      room.reading.unread,
      room.reading.mentions,
      room.reading.firstUnread,
      lineAt(room, 1),
    ]).toEqual([1, 1, 1, { kind: 'event', text: '30 °C', at: 6, isMention: true }]);
  });

  it('says once that everything was read', () => {
    const { room } = roomOf();
    let reads = 0;
    room.reading.onRead = () => (reads += 1);
    room.receive({ user: 'alice', say: 'x' }, 0);
    expect([room.reading.isRead, reads]).toEqual([false, 0]);
    room.reading.setShown(true);
    expect([room.reading.isRead, reads]).toEqual([true, 1]);
    room.reading.setShown(false);
    expect(reads).toBe(1);
  });
});
