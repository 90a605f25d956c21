import type { StoredMessage } from '../../model/stored-message.ts';
import { problemOf } from '../../mqtt/connection-options.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import type { Message } from '../../mqtt/message.ts';
import type { Announcer } from '../frame-parts.ts';
import type { OutgoingMessage } from './publish-form.ts';

/** The most answers to keep, and the most bytes of each. */
const mostAnswers = 20;
const longestAnswer = 262_144;

/** An answer to a request. */
export type Answer = {
  readonly message: StoredMessage;
  /** Time from publishing the request to the answer's arrival, ms. */
  readonly took: number;
  /** It carries no correlation data, so it may answer something else. */
  readonly isUncertain: boolean;
};

/** What an exchange needs: a separate connection, on which only its answers arrive. */
export type ExchangeWiring = {
  readonly connect: (events: {
    readonly onMessage: (message: Message) => void;
    readonly onStatus: (status: ConnectionStatus) => void;
  }) => Connection;
  readonly publish: (message: OutgoingMessage) => Promise<void>;
  readonly clock: Announcer;
};

/** Counts answers; negated, their sequence numbers differ from those of all messages in the tree. */
let answered = 0;

/**
 * A request and its responses (MQTT 5, 4.10): subscribes to the response topic, publishes, and
 * collects the messages there until its time is up.
 */
export class Exchange {
  state: 'subscribing' | 'waiting' | 'over' | 'failed' = 'subscribing';
  readonly answers: Answer[] = [];
  /** Answers received beyond those kept. */
  more = 0;
  /** Messages on the response topic with other correlation data. */
  others = 0;
  /** Whether the user stopped waiting. */
  isStopped = false;
  /** Why it failed, in one sentence. */
  problem: string | undefined;
  readonly request: OutgoingMessage;
  readonly responseTopic: string;
  /** How long to wait for answers, ms. */
  readonly within: number;
  /** When the request was published, ms since the epoch. */
  sentAt: number | undefined;
  readonly #wiring: ExchangeWiring;
  #connection: Connection | undefined;
  #end: NodeJS.Timeout | undefined;
  #ticks: NodeJS.Timeout | undefined;

  constructor(
    request: OutgoingMessage,
    options: { readonly responseTopic: string; readonly within: number },
    wiring: ExchangeWiring,
  ) {
    this.request = request;
    this.responseTopic = options.responseTopic;
    this.within = options.within;
    this.#wiring = wiring;
  }

  /** Starts, and has the clock draw each step of its progress. Never throws. */
  start(): void {
    const connection = this.#wiring.connect({
      onMessage: (message) => this.#receive(message),
      onStatus: (status) => {
        if (status.state === 'connected') void this.#ask(connection);
        const problem = problemOf(status);
        // A new connection would no longer have the subscription.
        if (problem !== undefined && (status.state === 'refused' || this.state === 'waiting'))
          this.#fail(problem);
      },
    });
    this.#connection = connection;
    this.#end = setTimeout(() => {
      if (this.state === 'waiting') this.#finish('over');
      else
        this.#fail('There was no connection in time to receive the answer; nothing was published.');
    }, this.within);
    connection.open();
  }

  /** Stops waiting. */
  stop(): void {
    if (this.state !== 'subscribing' && this.state !== 'waiting') return;
    this.isStopped = true;
    this.#finish('over');
  }

  async #ask(connection: Connection): Promise<void> {
    if (this.state !== 'subscribing') return;
    try {
      await connection.subscribe(this.responseTopic, { qos: 1 });
    } catch (error) {
      this.#fail(`The response topic could not be subscribed to: ${(error as Error).message}`);
      return;
    }
    // The time may have run out meanwhile.
    if (this.state !== 'subscribing') return;
    this.state = 'waiting';
    this.sentAt = Date.now();
    clearTimeout(this.#end);
    this.#end = setTimeout(() => this.#finish('over'), this.within);
    this.#ticks = setInterval(() => this.#wiring.clock.changed('work'), 1000);
    try {
      await this.#wiring.publish(this.request);
    } catch (error) {
      this.#fail((error as Error).message);
    }
  }

  #receive({ topic, payload, qos, retain, properties, receivedAt }: Message): void {
    if (this.state !== 'waiting' || this.sentAt === undefined || retain) return;
    const asked = this.request.properties?.correlationData;
    const got = properties?.correlationData;
    if (asked !== undefined && got !== undefined && !Buffer.from(asked).equals(got)) {
      this.others += 1;
      return;
    }
    if (this.answers.length >= mostAnswers) this.more += 1;
    else {
      answered += 1;
      this.answers.push({
        message: {
          sequence: -answered,
          topic,
          payload: Buffer.from(payload.subarray(0, longestAnswer)),
          size: payload.length,
          qos,
          retain,
          properties,
          receivedAt,
        },
        took: receivedAt - this.sentAt,
        isUncertain: asked !== undefined && got === undefined,
      });
    }
    this.#wiring.clock.changed('work');
  }

  #fail(problem: string): void {
    if (this.state === 'over' || this.state === 'failed') return;
    this.problem = problem;
    this.#finish('failed');
  }

  #finish(state: 'over' | 'failed'): void {
    this.state = state;
    clearTimeout(this.#end);
    clearInterval(this.#ticks);
    void this.#connection?.close();
    this.#connection = undefined;
    this.#wiring.clock.changedNow('work');
  }
}
