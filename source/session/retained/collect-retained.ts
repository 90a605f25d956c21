import { parsePresenceTopic } from '../../chat/presence.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { Message } from '../../mqtt/message.ts';
import { filterMatcher } from '../../mqtt/topic-filters.ts';
import { answersUnsubscribe, untilAllRetained } from './all-retained.ts';

/** The most topics to collect at once; after clearing them, the caller collects again. */
const mostTopics = 1_000_000;

/** The part of a `Connection` that finds and clears retained messages. */
export type RetainedConnection = Pick<
  Connection,
  'subscribe' | 'unsubscribe' | 'publish' | 'receiveMaximum'
>;

const isPresence = (topic: string): boolean => parsePresenceTopic(topic) !== undefined;

/** Finds the topics that match filters and have a retained message. */
export class RetainedCollector {
  readonly #connection: RetainedConnection;
  readonly #accepts: (topic: string) => boolean;
  /** The retained bytes of each topic. */
  readonly #sizes = new Map<string, number>();
  /** Retained messages received, including those left out. */
  #received = 0;
  #takesPresence = false;
  /** Some brokers also send what matches the filters of others. */
  #matches: (topic: string) => boolean = () => false;

  /** Finds only the topics that `accepts` is true for. */
  constructor(connection: RetainedConnection, accepts: (topic: string) => boolean = () => true) {
    this.#connection = connection;
    this.#accepts = accepts;
  }

  /** How many topics have been found so far. */
  get found(): number {
    return this.#sizes.size;
  }

  /** Whether the broker has handed out any retained message, found or left out. */
  get hasReceived(): boolean {
    return this.#received > 0;
  }

  /** How many bytes are retained on a topic found. */
  sizeOf(topic: string): number {
    return this.#sizes.get(topic) ?? 0;
  }

  /** Call this with every message of the connection. */
  record({ topic, retain, payload }: Message): void {
    // Live messages come without the flag; they must not count, since they may never stop.
    if (!retain) return;
    this.#received += 1;
    if (payload.length === 0 || this.#sizes.size >= mostTopics || !this.#accepts(topic)) return;
    if (!this.#matches(topic)) return;
    if (this.#takesPresence || !isPresence(topic)) this.#sizes.set(topic, payload.length);
  }

  /**
   * Leaves out presence in rooms, which is not ours to erase, unless a filter names it.
   *
   * Resolves to the topics once the broker has sent everything that it retains, or to those received so
   * far when `signal` aborts. Rejects with `Refused`, `Unanswered` or `ConnectionLost`.
   * Subscribes with QoS 0, at which Mosquitto drops none of them.
   */
  async collect(filters: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
    this.#sizes.clear();
    const matchers = filters.map(filterMatcher);
    this.#matches = (topic) => matchers.some((matches) => matches(topic));
    this.#takesPresence = filters.some((filter) => isPresence(`${filter}/`));
    for (const filter of filters) await this.#connection.subscribe(filter, { qos: 0 });
    await untilAllRetained(this.#connection, () => this.#received, signal);
    for (const filter of filters) await answersUnsubscribe(this.#connection, filter);
    return [...this.#sizes.keys()];
  }
}
