import type { Room } from '../../model/room.ts';
import type { Message } from '../../mqtt/message.ts';
import { LockedRoom } from './locked-room.ts';
import { receiveMessage, type Reception } from './receive-message.ts';
import { RetainedMessages } from './retained-messages.ts';
import { VerificationQueue } from './verification-queue.ts';

/** How the messages of each room are received, in the order in which they arrive. */
export class RoomReceptions {
  readonly #shared: Omit<Reception, 'verifications'>;
  readonly #byTopic = new Map<string, Reception>();
  readonly #retained = new RetainedMessages();

  constructor(shared: Omit<Reception, 'verifications'>) {
    this.#shared = shared;
  }

  /** Takes a message on a room's topic; a locked room keeps it. */
  receive(room: Room, message: Message): void {
    if (room instanceof LockedRoom) {
      room.keep(message);
      this.#shared.onLine(room);
    } else if (!this.#retained.isKnown(message)) receiveMessage(room, message, this.of(room));
  }

  /** The reception of one room. */
  of({ topic }: Room): Reception {
    const known = this.#byTopic.get(topic);
    if (known !== undefined) return known;
    const fresh: Reception = { ...this.#shared, verifications: new VerificationQueue() };
    this.#byTopic.set(topic, fresh);
    return fresh;
  }

  /** The room was left. */
  forget(topic: string): void {
    this.#byTopic.delete(topic);
    this.#retained.forget(topic);
  }
}
