import { describe, expect, it } from 'vitest';
import { looksAlike, outline } from '../../source/model/confusable-names.ts';
import { Attention } from '../../source/model/attention.ts';
import { People } from '../../source/model/people.ts';
import { Room } from '../../source/model/room.ts';

const online = (user: string) => ({ state: 'online' as const, user, session: 's', at: 0 });

describe('the outline of a name', () => {
  it.each([
    ['alice', '\u0430lice'],
    ['alice', 'ALICE'],
    ['alice', 'ａｌｉｃｅ'],
    ['alice', 'alice '],
    ['alice', 'al\u200bice'],
    ['alice', 'AIice'],
    ['bob', 'b0b'],
    ['bob', 'b\u043eb'],
    ['modern', 'modem'],
    ['café', 'cafe'],
    ['alice', 'alice\u2800'],
    ['alice', 'ali\u1d04e'],
    ['alice', 'a\u01c0ice'],
    ['alice', 'alice\ue000'],
  ])('is the same for %s and %s', (one, other) => {
    expect(outline(one)).toBe(outline(other));
  });

  it.each([
    ['alice', 'alicia'],
    ['bob', 'rob'],
    ['小明', '小红'],
    ['жук', 'шук'],
  ])('is not the same for %s and %s', (one, other) => {
    expect(outline(one)).not.toBe(outline(other));
  });
});

describe('a long name', () => {
  it.each([
    ['alexander-the-great', 'alexander-the-gr8', true],
    ['alexander-the-great', 'alexander-tne-great', false],
    ['alexander-the-g', 'alexander-the-great', false],
    ['alexander', 'alexandra', false],
    ['一二三四五六七八九', '一二三四五六七九九', true],
    ['一二三四五六七', '一二三四五六八', false],
    ['alice', 'alice', true],
  ])('looks like another where it is cut: %s, %s: %s', (one, other, isAlike) => {
    expect(looksAlike(outline(one), outline(other))).toBe(isAlike);
  });
});

describe('a name in a room', () => {
  it('is ambiguous when two clients have it, and until one of them is gone', () => {
    const people = new People();
    people.update('client-1111', online('alice'));
    expect(people.isAmbiguous('alice')).toBe(false);
    people.update('client-2222', online('alice'));
    expect(people.isAmbiguous('alice')).toBe(true);
    people.update('client-2222', { ...online('alice'), state: 'offline' });
    expect(people.isAmbiguous('alice')).toBe(false);
  });

  it('is ambiguous when another looks like it, and one who only speaks', () => {
    const people = new People();
    people.update('client-1111', online('alice'));
    people.spoke('Alice', 0);
    expect(people.isAmbiguous('Alice')).toBe(true);
    expect(people.isAmbiguous('bob')).toBe(false);
  });
});

/** A room in which these clients tell to be here. */
const roomWith = (...clients: readonly (readonly [string, string])[]): Room => {
  const room = new Room('chat', new Attention(() => 'me'));
  for (const [clientId, user] of clients) room.people.update(clientId, online(user));
  return room;
};
/** What stands behind the name of a message. */
const doubt = (room: Room, user: string, from?: string): string | undefined =>
  room.receive({ user, say: 'hi', ...(from === undefined ? {} : { from }) }, 0)?.senderMark;

describe('a speaker', () => {
  it('of a name that two clients have is told apart by the client, where presence bears it out', () => {
    const room = roomWith(['client-1111', 'alice'], ['client-2222', 'alice']);
    expect(doubt(room, 'alice', 'client-1111')).toBe('1111');
    expect(doubt(room, 'alice', 'client-2222')).toBe('2222');
    expect(doubt(room, 'alice', 'client-3333')).toBe('?');
    expect(doubt(room, 'alice')).toBe('?');
    expect(room.hasSenderMarks).toBe(true);
  });

  it('of a name that looks like another is told apart by the client', () => {
    const room = roomWith(['client-1111', 'alice'], ['client-2222', '\u0430lice']);
    expect(doubt(room, '\u0430lice', 'client-2222')).toBe('2222');
    expect(doubt(room, '\u0430lice', 'client-1111')).toBe('?');
    expect(doubt(room, 'Alice')).toBe('?');
  });

  it('under the name of somebody who is here is doubted, unless presence bears it out', () => {
    const room = roomWith(['client-1111', 'alice'], ['client-2222', 'bob']);
    expect(doubt(room, 'alice', 'client-1111')).toBeUndefined();
    expect(doubt(room, 'alice', 'client-2222')).toBe('?');
    expect(doubt(room, 'alice')).toBe('?');
    room.people.update('client-1111', { ...online('alice'), state: 'offline' });
    expect(doubt(room, 'alice', 'client-1111')).toBeUndefined();
    expect(doubt(room, 'script')).toBeUndefined();
  });

  it('under our own name is always doubted', () => {
    const room = roomWith(['client-1111', 'me']);
    expect(doubt(room, 'me', 'client-1111')).toBe('1111');
    expect(doubt(room, 'me', 'client-9999')).toBe('?');
  });
});
