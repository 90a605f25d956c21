import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { parsePresenceTopic } from '../../chat/presence.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { Message } from '../../mqtt/message.ts';

/** When nothing has come for this long, ms, and the broker has answered since, nothing more comes. */
const silence = 300;

/** How many topics are collected at once; who clears them collects again. */
const mostTopics = 1_000_000;

/** What retained topics are found and cleared with; `Connection` is one. */
export type RetainedConnection = Pick<
  Connection,
  'subscribe' | 'unsubscribe' | 'publish' | 'receiveMaximum'
>;

const isPresence = (topic: string): boolean => parsePresenceTopic(topic) !== undefined;

/** Finds the topics below filters on which the broker retains something. */
export class RetainedCollector {
  readonly #connection: RetainedConnection;
  /** How many bytes each of them has. */
  readonly #sizes = new Map<string, number>();
  /** Retained messages that have come, those that are left out too. */
  #received = 0;
  #takesPresence = false;

  constructor(connection: RetainedConnection) {
    this.#connection = connection;
  }

  /** How many have been found so far. */
  get found(): number {
    return this.#sizes.size;
  }

  /** How many bytes are retained on a topic that was found. */
  sizeOf(topic: string): number {
    return this.#sizes.get(topic) ?? 0;
  }

  /** Every message of the connection goes through here. */
  record({ topic, retain, payload }: Message): void {
    // What is published meanwhile comes without the flag: where that never stops, it must not count.
    if (!retain) return;
    this.#received += 1;
    if (payload.length === 0 || this.#sizes.size >= mostTopics) return;
    if (this.#takesPresence || !isPresence(topic)) this.#sizes.set(topic, payload.length);
  }

  /**
   * Who is present in rooms is left out unless a filter names that: it is not ours to erase.
   *
   * Resolves with the topics when the broker has sent everything that it retains, or when `signal`
   * aborts with those that have come. Rejects with `Refused` or `ConnectionLost`.
   *
   * Nothing in MQTT tells the end of the retained messages. Mosquitto queues them before it answers
   * anything that is asked later; others send them bit by bit. So both count: an answer behind
   * them, and silence. They are asked for with QoS 0, of which Mosquitto drops none.
   */
  async collect(filters: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
    this.#sizes.clear();
    this.#takesPresence = filters.some((filter) => isPresence(`${filter}/`));
    for (const filter of filters) await this.#connection.subscribe(filter, { qos: 0 });
    const nobodys = `mqtt-tui/${randomBytes(8).toString('hex')}`;
    let seen = -1;
    while (seen !== this.#received && !signal.aborted) {
      seen = this.#received;
      await wait(silence, undefined, { signal }).catch(() => undefined);
      // Only its answer matters, that there was no such subscription.
      await this.#connection.unsubscribe(nobodys);
    }
    for (const filter of filters) await this.#connection.unsubscribe(filter);
    return [...this.#sizes.keys()];
  }
}
