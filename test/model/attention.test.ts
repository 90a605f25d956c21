import { describe, expect, it } from 'vitest';
import { Attention, ignoredLimit } from '../../source/model/attention.ts';
import { Room } from '../../source/model/room.ts';

const roomOf = (words: readonly string[] = []): { room: Room; attention: Attention } => {
  const attention = new Attention(() => 'me', words);
  return { attention, room: new Room('chat', attention) };
};

describe('what mentions the person', () => {
  it('is counted beside what is unread, until the room is shown', () => {
    const { room } = roomOf(['deploy']);
    room.receive({ user: 'alice', say: 'hello all' }, 0);
    expect(room.receive({ user: 'alice', say: 'hello Me' }, 0)?.isMention).toBe(true);
    expect(room.receive({ user: 'alice', say: 'deploy is done' }, 0)?.isMention).toBe(true);
    expect([room.reading.unread, room.reading.mentions]).toEqual([3, 2]);
    room.reading.setShown(true);
    expect([room.reading.unread, room.reading.mentions]).toEqual([0, 0]);
  });

  it('is all that a muted room counts', () => {
    const { room } = roomOf();
    room.reading.isMuted = true;
    room.receive({ user: 'alice', say: 'hello all' }, 0);
    room.receive({ user: 'alice', say: 'me?' }, 0);
    expect([room.reading.unread, room.reading.mentions, room.lines.length]).toEqual([1, 1, 2]);
  });
});

describe('somebody who is ignored', () => {
  it('is not shown nor counted, until heard again', () => {
    const { room, attention } = roomOf();
    attention.ignore('alice');
    expect(room.receive({ user: 'alice', say: 'me!' }, 0)).toBeUndefined();
    expect(room.receive({ user: ' alice ', say: 'me!' }, 0)).toBeUndefined();
    expect([room.reading.unread, room.reading.mentions, room.lines.length]).toEqual([0, 0, 0]);
    expect(attention.unignore('alice')).toBe(true);
    expect(room.receive({ user: 'alice', say: 'me!' }, 0)).toBeDefined();
    expect(attention.unignore('alice')).toBe(false);
  });

  it('is told of when that begins and ends, but not when it comes from an earlier run', () => {
    const { attention } = roomOf();
    const told: [string, boolean][] = [];
    attention.onIgnore = (...change) => told.push(change);
    expect(attention.isIgnored('alice')).toBe(false);
    attention.ignoreAgain(['eve', 'mallory']);
    attention.ignore(' alice\u0007 ');
    attention.unignore('eve');
    attention.unignore('nobody');
    expect(told).toEqual([
      [attention.ignored[1], true],
      ['eve', false],
    ]);
    expect(attention.ignored[0]).toBe('mallory');
    expect([attention.isIgnored('alice\u0007'), attention.isIgnored('bob')]).toEqual([true, false]);
  });

  it('comes back from an earlier run as far as there is room', () => {
    const { attention } = roomOf();
    attention.ignore('first');
    attention.ignoreAgain(Array.from({ length: ignoredLimit }, (_, index) => `nick${index}`));
    expect(attention.ignored).toHaveLength(ignoredLimit);
    expect(attention.isIgnored(`nick${ignoredLimit - 2}`)).toBe(true);
    expect(attention.isIgnored(`nick${ignoredLimit - 1}`)).toBe(false);
  });

  it('is one of a bounded number', () => {
    const { attention } = roomOf();
    for (let index = 0; index < ignoredLimit; index += 1) attention.ignore(`nick${index}`);
    expect(attention.ignore('one more')).toBe(false);
    expect(attention.ignore('nick0')).toBe(true);
    expect(attention.ignored).toHaveLength(ignoredLimit);
  });
});

describe('the line where reading stopped', () => {
  it('stays while the room is shown, and moves when the terminal is left', () => {
    const { room, attention } = roomOf();
    room.receive({ user: 'alice', say: '0' }, 0);
    room.reading.setShown(true);
    room.receive({ user: 'alice', say: '1' }, 0);
    expect(room.reading.firstUnread).toBe(0);
    attention.hasFocus = false;
    room.receive({ user: 'alice', say: '2' }, 0);
    room.receive({ user: 'alice', say: '3' }, 0);
    expect([room.reading.firstUnread, room.reading.unread]).toEqual([2, 2]);
    attention.hasFocus = true;
    room.reading.markRead();
    room.receive({ user: 'alice', say: '4' }, 0);
    expect([room.reading.firstUnread, room.reading.unread]).toEqual([2, 0]);
  });

  it('goes when the room is left and nothing new has come', () => {
    const { room } = roomOf();
    room.receive({ user: 'alice', say: '0' }, 0);
    room.reading.setShown(true);
    room.reading.setShown(false);
    room.reading.setShown(true);
    expect(room.reading.firstUnread).toBeUndefined();
  });
});

describe('a name that is easily taken for another', () => {
  it('is marked where it is ours or looks like it', () => {
    const { room } = roomOf();
    expect(room.receive({ user: 'me', say: 'not I' }, 0)?.senderMark).toBe('?');
    expect(room.receive({ user: 'm\u0435', say: 'not I' }, 0)?.senderMark).toBe('?');
    expect(room.receive({ user: 'you', say: 'hello' }, 0)?.senderMark).toBeUndefined();
  });
});
