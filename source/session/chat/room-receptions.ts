import type { Room } from '../../model/room.ts';
import type { Reception } from './receive-message.ts';
import { VerificationQueue } from './verification-queue.ts';

/** How the messages of each room are received, in the order in which they arrive. */
export class RoomReceptions {
  readonly #shared: Omit<Reception, 'verifications'>;
  readonly #byTopic = new Map<string, Reception>();

  constructor(shared: Omit<Reception, 'verifications'>) {
    this.#shared = shared;
  }

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
  }
}
