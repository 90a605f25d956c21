import type { ChatMessage } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import { Room } from '../../model/room.ts';
import type { SecretRoom } from './secret-room.ts';

/** How many messages that the broker has kept for us wait for the key. */
const mostKept = 1000;

/**
 * A private room of an earlier run whose key must be made again from the passphrase. Nothing is said
 * in it, and nothing is subscribed to for it; what comes all the same, since the broker has kept the
 * session of the earlier run, waits for the key.
 */
export class LockedRoom extends Room {
  override readonly isPrivate = true;
  readonly salt: Buffer;
  readonly #kept: ((room: SecretRoom) => void)[] = [];
  /** How many more came. */
  #lost = 0;

  constructor(topic: string, salt: Uint8Array, attention: Attention) {
    super(topic, attention);
    this.salt = Buffer.from(salt);
    this.tell(
      'This room is encrypted, and locked: its key is kept nowhere. Press Enter and type its passphrase, or come in with /join ROOM --invite STRING.',
      Date.now(),
    );
  }

  override receive(message: ChatMessage, at: number): undefined {
    this.#keep((room) => room.receive(message, at));
  }

  override receiveRaw(payload: Uint8Array, at: number): undefined {
    const copy = Uint8Array.from(payload);
    this.#keep((room) => room.receiveRaw(copy, at));
  }

  /** Hands what has waited to the room that has the key. */
  handOver(room: SecretRoom): void {
    room.isMuted = this.isMuted;
    room.flood.awaitBacklog(Date.now());
    for (const hear of this.#kept) hear(room);
    if (this.#lost > 0)
      room.tell(
        `More than ${mostKept} messages came while the room was locked: the last ${this.#lost} were let go.`,
        Date.now(),
      );
  }

  #keep(hear: (room: SecretRoom) => void): void {
    if (!this.isMuted && !this.isShown) this.unread += 1;
    if (this.#kept.length < mostKept) this.#kept.push(hear);
    else this.#lost += 1;
  }
}
