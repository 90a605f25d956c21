import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JoinedRoom } from '../../../source/history/room-table.ts';
import { Attention } from '../../../source/model/attention.ts';
import { Room } from '../../../source/model/room.ts';
import { LockedRoom } from '../../../source/session/chat/locked-room.ts';
import { restoreRooms } from '../../../source/session/chat/restore-rooms.ts';
import type { RoomHistory } from '../../../source/session/chat/room-history.ts';
import { SecretRoom } from '../../../source/session/chat/secret-room.ts';

const salt = Buffer.alloc(16, 7);

/** Restores into these rooms; returns what was done, in order. */
const restore = (joined: readonly JoinedRoom[], ...before: readonly Room[]) => {
  const attention = new Attention();
  const rooms = new Map(before.map((room) => [room.topic, room]));
  const steps: string[] = [];
  const key = { user: 'bob', key: 'B', isAccepted: true, isVerified: true, since: 0 };
  const history = {
    joined: () => joined,
    putAside: () => new Map([['ops', 'why']]),
    ignored: () => ['eve'],
    keys: { all: () => [key] },
  } as unknown as RoomHistory;
  const step =
    (what: string) =>
    (topic: string): void =>
      void steps.push(`${what} ${topic}`);
  restoreRooms(history, {
    rooms,
    attention,
    recall: ({ topic }) => step('recall')(topic),
    join: step('join'),
    leave: step('leave'),
    onLocked: ({ topic }) => step('unlock')(topic),
    keepOut: (reasons) => steps.push(...[...reasons].map((pair) => `keep out ${pair.join(' ')}`)),
  });
  return { rooms, steps, attention };
};

describe('the rooms of earlier runs', () => {
  it('come after those of this one, and bring who is ignored and whose key is whose', () => {
    const { steps, attention } = restore([{ topic: 'ops', salt: undefined }], new Room('chat'));
    expect(steps).toEqual(['keep out ops why', 'recall chat', 'join ops']);
    expect(attention.ignored).toEqual(['eve']);
    expect(attention.keys.isVerified('bob', 'B')).toBe(true);
  });

  it('are locked if they are private, and not subscribed to', () => {
    const { rooms, steps } = restore([{ topic: 'ops', salt }]);
    expect(rooms.get('ops')).toBeInstanceOf(LockedRoom);
    expect(steps).toEqual(['keep out ops why', 'recall ops', 'unlock ops']);
  });

  it.each([true, false])('take the place of open ones if they are private; shown: %s', (shown) => {
    const open = new Room('ops');
    open.reading.setShown(shown);
    const { rooms, steps } = restore([{ topic: 'ops', salt }], open);
    const locked = rooms.get('ops');
    expect(locked).toBeInstanceOf(LockedRoom);
    expect((locked as LockedRoom).salt).toEqual(salt);
    expect(locked?.reading.isShown).toBe(shown);
    expect(steps).toEqual(['leave ops', 'keep out ops why', 'recall ops', 'unlock ops']);
  });

  it('leave alone those that have their key', () => {
    const key = { salt, key: createSecretKey(Buffer.alloc(32)) };
    const secret = new SecretRoom('ops', key, new Attention());
    const { rooms, steps } = restore([{ topic: 'ops', salt }], secret);
    expect(rooms.get('ops')).toBe(secret);
    expect(steps).toEqual(['keep out ops why', 'recall ops']);
  });
});
