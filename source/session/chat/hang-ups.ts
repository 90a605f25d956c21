import type { UnansweredPacket } from '../../mqtt/requests.ts';

/** Losses that are further apart than this, ms, are not put together. */
const memory = 120_000;

/** A room on which the broker hangs up, and the packet on which it did so last. */
type Culprit = { readonly topic: string; readonly sent: UnansweredPacket };

/** Finds the room on which a broker hangs up each time, instead of answering. */
export class HangUps {
  #suspects: ReadonlySet<string> = new Set();
  #lostAt = -Infinity;
  #seen: readonly UnansweredPacket[] = [];

  /** Whether a room is to be entered after the others, alone, so that the next loss tells which it was. */
  isSuspect(topic: string): boolean {
    return performance.now() - this.#lostAt < memory && this.#suspects.has(topic);
  }

  /**
   * The connection was lost while these packets had no answer. Returns the room that was among the
   * suspects before and is the only one now. What the broker has answered once is not the reason.
   */
  lost(
    unanswered: readonly UnansweredPacket[],
    roomOf: (topic: string) => string | undefined,
  ): Culprit | undefined {
    if (unanswered === this.#seen) return undefined;
    this.#seen = unanswered;
    const rooms = new Map<string, UnansweredPacket>();
    for (const sent of unanswered) {
      const room = sent.isFirst ? roomOf(sent.topic) : undefined;
      if (room !== undefined && !rooms.has(room)) rooms.set(room, sent);
    }
    const [first] = rooms;
    if (first === undefined) return undefined;
    const [topic, sent] = first;
    const isCulprit = rooms.size === 1 && this.isSuspect(topic);
    this.#suspects = isCulprit ? new Set() : new Set(rooms.keys());
    this.#lostAt = performance.now();
    return isCulprit ? { topic, sent } : undefined;
  }
}
