import type { Connection } from '../mqtt/connection.ts';
import { ConnectionLost } from '../mqtt/request-errors.ts';
import type { SaidLine } from '../model/room.ts';

type Outgoing = {
  readonly topic: string;
  readonly payload: string;
  readonly line: SaidLine;
  isInFlight: boolean;
};

/** So many sentences may wait for the broker. */
const limit = 1000;

/**
 * What was said and is not acknowledged yet, in order. A sentence stays until the broker has
 * acknowledged or refused it; what was in flight when the connection broke is sent again.
 */
export class Outbox {
  #queue: Outgoing[] = [];
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get isFull(): boolean {
    return this.#queue.length >= limit;
  }

  add(topic: string, payload: string, line: SaidLine): void {
    this.#queue.push({ topic, payload, line, isInFlight: false });
  }

  /** Sends what is not on its way yet. */
  flush(connection: Connection): void {
    if (connection.status.state !== 'connected') return;
    for (const outgoing of this.#queue)
      if (!outgoing.isInFlight) void this.#send(outgoing, connection);
  }

  async #send(outgoing: Outgoing, connection: Connection): Promise<void> {
    outgoing.isInFlight = true;
    outgoing.line.delivery = { state: 'sending' };
    try {
      await connection.publish(outgoing.topic, outgoing.payload, { qos: 1, retain: false });
      this.#settle(outgoing, { state: 'acknowledged' });
    } catch (error) {
      if (error instanceof ConnectionLost) {
        outgoing.isInFlight = false;
        outgoing.line.delivery = { state: 'waiting' };
      } else this.#settle(outgoing, { state: 'failed', reason: (error as Error).message });
    }
    this.#onChange();
  }

  #settle(outgoing: Outgoing, delivery: NonNullable<SaidLine['delivery']>): void {
    outgoing.line.delivery = delivery;
    this.#queue = this.#queue.filter((other) => other !== outgoing);
  }
}
