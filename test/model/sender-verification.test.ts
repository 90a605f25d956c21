import { beforeEach, describe, expect, it } from 'vitest';
import type { Signer } from '../../source/chat/signed-line.ts';
import { Attention } from '../../source/model/attention.ts';
import { DirectRoom } from '../../source/model/direct-room.ts';
import { Room } from '../../source/model/room.ts';

const signedBy = (key: string, isTemporary = false): Signer => ({ kind: 'key', key, isTemporary });

let room: Room;
let attention: Attention;
let ops: Room;
let lines: number;

const markOf = (user: string, signer?: Signer, from?: string): string | undefined =>
  room.receive(
    { user, say: `line ${(lines += 1)}`, ...(from === undefined ? {} : { from }) },
    lines,
    signer,
  )?.senderMark;

const comes = (clientId: string, user: string, key?: string): string | undefined =>
  room.people.update(clientId, {
    state: 'online',
    user,
    session: `session of ${clientId}`,
    at: 1,
    ...(key === undefined ? {} : { key }),
  });

/** Somebody is in another room, with a key. */
const isHere = (user: string): void =>
  void ops.people.update('client-1111', { state: 'online', user, session: 's', at: 1, key: 'A' });

beforeEach(() => {
  const rooms = new Map<string, Room>();
  attention = new Attention(() => 'me', [], rooms);
  [room, ops] = [new Room('chat', attention), new Room('ops', attention)];
  for (const each of [room, ops]) rooms.set(each.topic, each);
  lines = 0;
});

describe('a line under the name of somebody who is here with a key', () => {
  it('is marked if it is signed with another, or not at all, whatever client it claims', () => {
    comes('client-1111', 'alice', 'A');
    for (const from of [undefined, 'client-1111']) {
      expect(markOf('alice', signedBy('M'), from)).toBe('≠');
      expect(markOf('alice', signedBy('M', true), from)).toBe('≠');
      expect(markOf('alice', undefined, from)).toBe('?');
    }
    expect(markOf('alice', signedBy('A'))).toBeUndefined();
    expect(markOf('alice', signedBy('M'))).toBe('≠');
  });

  it('is not marked if two programs have that key, and is told apart if two have different ones', () => {
    comes('client-1111', 'alice', 'A');
    comes('client-2222', 'alice', 'A');
    expect(markOf('alice', signedBy('A'))).toBeUndefined();
    comes('client-3333', 'bob', 'B');
    comes('client-4444', 'bob', 'M');
    expect(markOf('bob', signedBy('B'))).toBe('3333');
    expect(markOf('bob', signedBy('M'))).toBe('4444');
  });
});

describe('a line under the name of somebody who is in another room with a key', () => {
  it('is marked like one where they are, and makes no key trusted', () => {
    isHere('alice');
    expect(markOf('alice', signedBy('M'))).toBe('≠');
    expect(attention.keys.standing('alice', signedBy('M'))).toBe('new');
    expect(markOf('alice', signedBy('A'))).toBeUndefined();
    expect(attention.keys.standing('alice', signedBy('A'))).toBe('known');
    isHere('bob');
    expect(markOf('bob')).toBe('?');
  });

  it('or under one that looks like it, is marked if it is signed', () => {
    isHere('alice');
    expect([markOf('\u0430lice', signedBy('M')), markOf('\u0430lice')]).toEqual(['?', undefined]);
    expect(attention.keys.standing('alice', signedBy('M'))).toBe('new');
    comes('client-2222', 'alice', 'M');
    expect([markOf('alice', signedBy('A')), markOf('alice', signedBy('M'))]).toEqual([
      '1111',
      '2222',
    ]);
  });
});

describe('a line in a direct conversation', () => {
  it('makes no key trusted, and is marked by who is in the rooms', () => {
    const conversation = new DirectRoom(
      'x',
      { room: 'ops', clientId: 'c', user: 'bob' },
      attention,
    );
    const mark = (user: string, key: string): string | undefined =>
      conversation.receive({ user, say: `line ${(lines += 1)}` }, lines, signedBy(key))?.senderMark;
    expect(mark('bob', 'B')).toBeUndefined();
    expect(attention.keys.standing('bob', signedBy('B'))).toBe('new');
    comes('client-1111', 'alice', 'A');
    expect([mark('alice', 'M'), mark('alice', 'A')]).toEqual(['≠', undefined]);
  });
});

describe('a line under a name without keys', () => {
  it('is not marked, signed or not, and never makes those marked that are not signed', () => {
    expect([markOf('sensor'), markOf('sensor', signedBy('M')), markOf('sensor')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
