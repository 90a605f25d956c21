import { BoundedMap } from '../../collections/bounded-map.ts';
import type { Message } from '../../mqtt/message.ts';

/** The copies of one message come within this time, ms. */
const together = 1000;

/** How many topics are remembered, how many messages of each, and how many bytes of a message. */
const limits = { topics: 500, messages: 8, bytes: 512 };

type Recent = {
  readonly at: number;
  readonly size: number;
  readonly bytes: Buffer;
  readonly isRetained: boolean;
  /** How many copies are still due. */
  due: number;
  hasTwin: boolean;
};

/**
 * Messages that name several subscription identifiers, and yet come once for each of them, as those of
 * ActiveMQ Artemis do. Most brokers send such a message once for all; they are recognised by the first
 * message that comes alone, after which none is taken for a copy.
 */
export class TwinCopies {
  #comeAlone = false;
  readonly #recent = new BoundedMap<string, readonly Recent[]>(limits.topics);

  /** Whether a message, which is for this many `filters`, is a copy of one that has come before. */
  isCopy({ topic, payload, receivedAt, retain }: Message, filters: number): boolean {
    if (this.#comeAlone) return false;
    const known = this.#recent.get(topic) ?? [];
    const recent = known.filter(({ at }) => receivedAt - at < together);
    // What was retained comes for each filter as that is subscribed to.
    this.#comeAlone = known.some(
      (one) => !one.hasTwin && !one.isRetained && receivedAt - one.at >= together,
    );
    if (this.#comeAlone) {
      this.#recent.clear();
      return false;
    }
    const bytes = payload.subarray(0, limits.bytes);
    const twin = recent.find(
      (one) =>
        one.due > 0 &&
        one.isRetained === retain &&
        one.size === payload.length &&
        one.bytes.equals(bytes),
    );
    if (twin !== undefined) {
      twin.due -= 1;
      twin.hasTwin = true;
      return true;
    }
    const fresh: Recent = {
      at: receivedAt,
      size: payload.length,
      // A copy: the network uses its buffer again.
      bytes: Buffer.from(bytes),
      isRetained: retain,
      due: filters - 1,
      hasTwin: false,
    };
    this.#recent.renew(topic, [...recent, fresh].slice(-limits.messages));
    return false;
  }
}
