import { beforeEach, describe, expect, it } from 'vitest';
import type { Signer } from '../../source/chat/signed-line.ts';
import { Attention } from '../../source/model/attention.ts';
import { Room } from '../../source/model/room.ts';

const signedBy = (key: string, isTemporary = false): Signer => ({ kind: 'key', key, isTemporary });

let room: Room;
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

beforeEach(() => {
  room = new Room('chat', new Attention(() => 'me'));
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

describe('a line under a name without keys', () => {
  it('is not marked, signed or not, and never makes those marked that are not signed', () => {
    expect([markOf('sensor'), markOf('sensor', signedBy('M')), markOf('sensor')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
