import { passphraseProblem } from '../../chat/passphrase.ts';
import { deriveRoomKey, type RoomKey } from '../../chat/room-key.ts';
import type { Room } from '../../model/room.ts';
import type { LockedRoom } from './locked-room.ts';

/** Runs the program that prints a room's passphrase, if there is one. It rejects with an error whose message is a sentence. */
export type PassphraseOf = (topic: string) => Promise<string> | undefined;

type Chat = {
  readonly rooms: ReadonlyMap<string, Room>;
  readonly joinSecret: (topic: string, roomKey: RoomKey) => void;
};

const keyFor = async (printed: Promise<string>, salt: Uint8Array): Promise<RoomKey> => {
  const passphrase = await printed;
  const problem = passphraseProblem(passphrase, false);
  if (problem !== undefined) throw new Error(problem);
  return deriveRoomKey(passphrase, salt);
};

/** Joins a locked room with the passphrase that a program prints, if there is one; the room says why if that fails. */
export const unlockRoom = async (
  room: LockedRoom,
  printed: Promise<string> | undefined,
  chat: Chat,
): Promise<void> => {
  if (printed === undefined) return;
  const isThere = (): boolean => chat.rooms.get(room.topic) === room;
  try {
    const roomKey = await keyFor(printed, room.salt);
    if (isThere()) chat.joinSecret(room.topic, roomKey);
  } catch (error) {
    if (isThere()) room.tell((error as Error).message, Date.now());
  }
};
