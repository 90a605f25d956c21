import type { Attention } from '../../model/attention.ts';
import type { Room } from '../../model/room.ts';
import { LockedRoom } from './locked-room.ts';
import type { RoomHistory } from './room-history.ts';

type Wiring = {
  readonly rooms: Map<string, Room>;
  readonly attention: Attention;
  /** Loads a room's earlier messages. */
  readonly recall: (room: Room) => void;
  readonly join: (topic: string) => void;
  /** Keeps us out of the rooms that an earlier run has put aside, with the reasons. */
  readonly keepOut: (putAside: ReadonlyMap<string, string>) => void;
  /** Ends the subscriptions of a room that turns out to be private. */
  readonly leave: (topic: string) => void;
  /** A private room is locked. */
  readonly onLocked: (room: LockedRoom) => unknown;
};

/** Keeps a private room private, even if it was joined as an open one before the history was loaded. */
const lock = (topic: string, salt: Uint8Array, { rooms, attention, leave }: Wiring): void => {
  const known = rooms.get(topic);
  if (known?.isPrivate === true) return;
  const locked = new LockedRoom(topic, salt, attention);
  if (known !== undefined) {
    locked.reading.setShown(known.reading.isShown);
    leave(topic);
  }
  rooms.set(topic, locked);
};

/** Restores the state of earlier runs: who is ignored, whose key is whose, the rooms, and their messages. */
export const restoreRooms = (history: RoomHistory, wiring: Wiring): void => {
  wiring.attention.ignoreAgain(history.ignored());
  const keys = history.keys.all();
  if (keys !== undefined) wiring.attention.keys.restore(keys);
  const joined = history.joined();
  for (const { topic, salt } of joined) if (salt !== undefined) lock(topic, salt, wiring);
  wiring.keepOut(history.putAside());
  for (const room of wiring.rooms.values()) wiring.recall(room);
  for (const room of wiring.rooms.values()) if (room instanceof LockedRoom) wiring.onLocked(room);
  for (const { topic, salt } of joined) if (salt === undefined) wiring.join(topic);
};
