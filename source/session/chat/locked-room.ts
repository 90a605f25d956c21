import type { Attention } from '../../model/attention.ts';
import { Room } from '../../model/room.ts';
import type { Message } from '../../mqtt/message.ts';
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
  readonly #kept: Message[] = [];
  /** How many more arrived and were dropped. */
  #lost = 0;

  constructor(topic: string, salt: Uint8Array, attention: Attention) {
    super(topic, attention);
    this.salt = Buffer.from(salt);
    this.tell(
      'This room is encrypted and locked: its key is not stored. Unlock it with its passphrase, or join with /join ROOM --invite STRING.',
      Date.now(),
    );
  }

  /** Keeps a message for the room with the key. */
  keep(message: Message): void {
    if (!this.reading.isMuted && !this.reading.isShown) this.reading.unread += 1;
    // Payloads are views of what the network has delivered.
    if (this.#kept.length < mostKept)
      this.#kept.push({ ...message, payload: Uint8Array.from(message.payload) });
    else this.#lost += 1;
  }

  /** Delivers the waiting messages to the room with the key; `afterwards` calls back when it has taken them. */
  handOver(
    room: SecretRoom,
    deliver: (message: Message) => void,
    afterwards: (next: () => void) => void,
  ): void {
    room.reading.isMuted = this.reading.isMuted;
    // The broker delivered at once what it had kept.
    const [first] = this.#kept;
    if (first !== undefined) room.flood.awaitBacklog(first.receivedAt);
    for (const message of this.#kept) deliver(message);
    afterwards(() => {
      room.showPast();
      if (this.#lost > 0)
        room.tell(
          `More than ${mostKept} messages came while the room was locked: the last ${this.#lost} are lost.`,
          Date.now(),
        );
    });
  }
}
