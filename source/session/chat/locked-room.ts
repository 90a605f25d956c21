import type { ChatMessage } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import { Room } from '../../model/room.ts';
import type { SecretRoom } from './secret-room.ts';

/** The most messages that wait for the key. */
const mostKept = 1000;

/**
 * A private room of an earlier run whose key must be derived again from the passphrase. Nothing is sent
 * to it or subscribed to for it; what still arrives, because the broker has kept the earlier run's
 * session, waits for the key.
 */
export class LockedRoom extends Room {
  override readonly isPrivate = true;
  readonly salt: Buffer;
  readonly #kept: ((room: SecretRoom) => void)[] = [];
  /** When the first of them arrived. */
  #since: number | undefined;
  /** How many more arrived and were dropped. */
  #lost = 0;

  constructor(topic: string, salt: Uint8Array, attention: Attention) {
    super(topic, attention);
    this.salt = Buffer.from(salt);
    this.tell(
      'This room is encrypted and locked: its key is not stored. Press Enter and type its passphrase, or join with /join ROOM --invite STRING.',
      Date.now(),
    );
  }

  override receive(message: ChatMessage, at: number): undefined {
    this.#keep(at, (room) => room.receive(message, at));
  }

  override receiveRaw(payload: Uint8Array, at: number): undefined {
    const copy = Uint8Array.from(payload);
    this.#keep(at, (room) => room.receiveRaw(copy, at));
  }

  /** Delivers the waiting messages to the room with the key. */
  handOver(room: SecretRoom): void {
    room.isMuted = this.isMuted;
    // The broker delivered at once what it had kept.
    if (this.#since !== undefined) room.flood.awaitBacklog(this.#since);
    for (const deliver of this.#kept) deliver(room);
    if (this.#lost > 0)
      room.tell(
        `More than ${mostKept} messages arrived while the room was locked: the last ${this.#lost} were dropped.`,
        Date.now(),
      );
  }

  #keep(at: number, deliver: (room: SecretRoom) => void): void {
    this.#since ??= at;
    if (!this.isMuted && !this.isShown) this.unread += 1;
    if (this.#kept.length < mostKept) this.#kept.push(deliver);
    else this.#lost += 1;
  }
}
