import { compareNames } from '../../collections/name-order.ts';
import type { Connection } from '../../mqtt/connection.ts';
import { type ConnectionStatus, problemOf } from '../../mqtt/connection-options.ts';
import type { Message } from '../../mqtt/message.ts';
import type { Announcer } from '../frame-parts.ts';
import { Refused, Unanswered } from '../../mqtt/request-errors.ts';
import { type Cleared, clearAllRetained } from './clear-all-retained.ts';
import { wildcardDoubt } from './wildcard-doubt.ts';
import { RetainedCollector, type RetainedConnection } from './collect-retained.ts';

/** What a cleanup is about, of all that matches its filters. */
export type Narrowing = {
  /** What the topics have in common: `shown by the filter "lamp"`. */
  readonly words: string;
  /** Whether a topic is meant; asked once all that is retained has been found. */
  readonly accepts: (topic: string) => boolean;
};

/** What a cleanup needs: a separate connection, on which nothing else arrives. */
export type CleanupWiring = {
  readonly connect: (events: {
    readonly onMessage: (message: Message) => void;
    readonly onStatus: (status: ConnectionStatus) => void;
  }) => Connection;
  readonly onCleared: (topic: string) => void;
  readonly narrowing?: Narrowing;
  /** Whether the broker hands out retained messages to filters with wildcards, if that is known. */
  readonly handsOut: () => boolean | undefined;
  readonly clock: Announcer;
};

/** Finds the retained messages on topics that match filters, and clears them on request. */
export class RetainedCleanup {
  state: 'connecting' | 'looking' | 'found' | 'clearing' | 'done' | 'stopped' | 'failed' =
    'connecting';
  readonly filters: readonly string[];
  /** What it is about, of all that matches the filters; `undefined` for all of it. */
  readonly narrowing: string | undefined;
  /** The topics found, or at the end those left; sorted. */
  topics: readonly string[] = [];
  /** The retained bytes of all topics. */
  size = 0;
  /** The progress of clearing; `since`: when it started, ms of `performance.now()`. */
  progress = { cleared: 0, total: 0, since: 0 };
  /** The result of clearing. */
  result: Cleared | undefined;
  /** Why it failed, in one sentence. */
  problem = '';
  readonly #wiring: CleanupWiring;
  readonly #connection: Connection;
  readonly #collector: RetainedCollector;
  readonly #stopping = new AbortController();
  readonly #cleared = new Set<string>();
  #isHeld = (): boolean => false;
  /** The topics listed, once they are: with a narrowing, nothing else is cleared. */
  #listed: ReadonlySet<string> | undefined;

  constructor(filters: readonly string[], wiring: CleanupWiring) {
    this.filters = filters;
    this.narrowing = wiring.narrowing?.words;
    this.#wiring = wiring;
    this.#connection = wiring.connect({
      onMessage: (message) => {
        this.#collector.record(message);
        wiring.clock.changed('work');
      },
      onStatus: (status) => this.#statusChanged(status),
    });
    this.#collector = new RetainedCollector(this.#connection, (topic) => this.#mayClear(topic));
  }

  /** How many topics have been found so far. */
  get found(): number {
    return this.state === 'looking' ? this.#collector.found : this.topics.length;
  }

  /** Why finding nothing may mean nothing, in one sentence; empty if it can be believed. */
  get doubt(): string {
    return wildcardDoubt(
      this.filters,
      this.#collector.hasReceived ? true : this.#wiring.handsOut(),
    );
  }

  /** How many bytes are retained on a topic found. */
  sizeOf(topic: string): number {
    return this.#collector.sizeOf(topic);
  }

  /** Whether a listed topic has been cleared. */
  isCleared(topic: string): boolean {
    return this.#cleared.has(topic);
  }

  /** Connects and starts looking. Never throws. */
  open(): void {
    this.#connection.open();
  }

  /** Clears the topics found. */
  async clear(): Promise<void> {
    if (this.state !== 'found') return;
    this.#enter('clearing');
    const since = performance.now();
    this.progress = { cleared: 0, total: this.topics.length, since };
    const work = {
      connection: this.#noting(),
      collector: this.#collector,
      filters: this.filters,
      signal: this.#stopping.signal,
      isHeld: () => this.#isHeld(),
      onProgress: (cleared: number, total: number) => {
        this.progress = { cleared, total, since };
        this.#wiring.clock.changed('work');
      },
    };
    try {
      const result = await clearAllRetained(work, this.topics);
      this.result = result;
      if (!this.#stopping.signal.aborted) {
        this.topics = result.left.toSorted(compareNames);
        this.#cleared.clear();
      }
      this.#end(this.#stopping.signal.aborted ? 'stopped' : 'done');
    } catch (error) {
      this.#failWith(error);
    }
  }

  /** Pauses clearing while this returns true. */
  holdWhile(isHeld: () => boolean): void {
    this.#isHeld = isHeld;
  }

  /** Stops clearing, after what is in flight. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Stops, whatever it is doing, and disconnects. */
  close(): void {
    this.stop();
    void this.#connection.close();
  }

  /** The connection, noting which topics are cleared. */
  #noting(): RetainedConnection {
    const connection = this.#connection;
    return {
      receiveMaximum: connection.receiveMaximum,
      subscribe: (filter, options) => connection.subscribe(filter, options),
      unsubscribe: (filter) => connection.unsubscribe(filter),
      publish: async (topic, payload, options) => {
        await connection.publish(topic, payload, options);
        this.#cleared.add(topic);
        this.#wiring.onCleared(topic);
      },
    };
  }

  #mayClear(topic: string): boolean {
    return this.#wiring.narrowing === undefined || this.#listed?.has(topic) !== false;
  }

  #statusChanged(status: ConnectionStatus): void {
    const problem = problemOf(status);
    const isWorking = ['connecting', 'looking', 'clearing'].includes(this.state);
    if (status.state === 'connected' && this.state === 'connecting') void this.#look();
    // A new connection would no longer have the subscriptions.
    else if (problem !== undefined && isWorking && status.state !== this.state) this.#fail(problem);
  }

  async #look(): Promise<void> {
    this.#enter('looking');
    try {
      const { narrowing } = this.#wiring;
      const all = await this.#collector.collect(this.filters, this.#stopping.signal);
      const found = narrowing === undefined ? all : all.filter(narrowing.accepts);
      this.topics = found.toSorted(compareNames);
      this.#listed = new Set(found);
      this.size = found.reduce((sum, topic) => sum + this.#collector.sizeOf(topic), 0);
      if (this.state === 'looking') this.#enter('found');
    } catch (error) {
      this.#failWith(error);
    }
  }

  #enter(state: RetainedCleanup['state']): void {
    this.state = state;
    this.#wiring.clock.changedNow('work');
  }

  /** On a loss, the connection's status has usually reported a better reason already. */
  #failWith(error: unknown): void {
    if (error instanceof Unanswered) this.#fail(error.sentence);
    else
      this.#fail(
        error instanceof Refused
          ? `The broker refused the filter: ${error.message}.`
          : 'The connection was lost.',
      );
  }

  #fail(problem: string): void {
    if (this.state === 'failed') return;
    this.problem = problem;
    this.#end('failed');
  }

  #end(state: 'done' | 'stopped' | 'failed'): void {
    this.#enter(state);
    void this.#connection.close();
  }
}
