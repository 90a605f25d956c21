import { expect, it, vi } from 'vitest';
import { checkCode, deriveRoomKey, type RoomKey } from '../../../source/chat/room-key.ts';
import { Attention } from '../../../source/model/attention.ts';
import type { Room } from '../../../source/model/room.ts';
import { LockedRoom } from '../../../source/session/chat/locked-room.ts';
import { unlockRoom } from '../../../source/session/chat/unlock-room.ts';
import { told } from '../../support/sessions.ts';

const salt = Buffer.alloc(16, 7);

const locked = () => {
  const room = new LockedRoom('ops', salt, new Attention());
  const rooms = new Map<string, Room>([['ops', room]]);
  const joinSecret = vi.fn<(topic: string, key: RoomKey) => void>();
  return { room, rooms, chat: { rooms, joinSecret } };
};

it('a locked room is joined with the passphrase that a program prints', async () => {
  const { room, chat } = locked();
  await unlockRoom(room, Promise.resolve('correct horse'), chat);
  const [topic, key] = chat.joinSecret.mock.calls[0] ?? [];
  expect([topic, key && checkCode(key)]).toEqual([
    'ops',
    checkCode(await deriveRoomKey('correct horse', salt)),
  ]);
});

it('without a program it stays locked, and where that fails the room says why', async () => {
  const { room, chat } = locked();
  await unlockRoom(room, undefined, chat);
  await unlockRoom(room, Promise.reject(new Error('The keyring is locked.')), chat);
  expect(chat.joinSecret).not.toHaveBeenCalled();
  expect(told(room).at(-1)).toBe('The keyring is locked.');
});

it('a room that was left meanwhile is not joined again', async () => {
  const { room, rooms, chat } = locked();
  const unlocking = unlockRoom(room, Promise.resolve('correct horse'), chat);
  rooms.delete('ops');
  await unlocking;
  expect(chat.joinSecret).not.toHaveBeenCalled();
});
