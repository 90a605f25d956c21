import type { Client } from 'aedes';
import type { QoS } from '../message.ts';
import type { ClientStream } from './client-stream.ts';
import type { RetainedMessages } from './retained-messages.ts';
import type { Turns, Worker } from './turns.ts';

/** How much is sent per turn, and how long a turn may take. */
const turn = { bytes: 64 * 1024, messages: 256, ms: 1 };

/** Sends retained messages to new subscriptions, no faster than the client reads and in turn with other clients. */
export class RetainedDelivery implements Worker {
  readonly #client: Client;
  readonly #stream: ClientStream;
  readonly #turns: Turns;
  readonly #walk: ReturnType<RetainedMessages['matching']>;
  /** Later messages reach the subscriptions live. */
  readonly #upTo: number;
  readonly #onEnd: () => void;

  constructor(options: {
    readonly client: Client;
    readonly stream: ClientStream;
    readonly retained: RetainedMessages;
    readonly subscriptions: readonly { readonly topic: string; readonly qos: QoS }[];
    /** The newest message when the client subscribed. */
    readonly upTo: number;
    readonly turns: Turns;
    readonly onEnd: () => void;
  }) {
    this.#client = options.client;
    this.#stream = options.stream;
    this.#turns = options.turns;
    this.#walk = options.retained.matching(options.subscriptions);
    this.#upTo = options.upTo;
    this.#onEnd = options.onEnd;
  }

  start(): void {
    this.#wait();
  }

  takeTurn(): void {
    const end = performance.now() + turn.ms;
    let bytes = 0;
    let messages = 0;
    while (bytes < turn.bytes && messages < turn.messages && performance.now() < end) {
      const step = this.#walk.next();
      if (step.done === true || this.#stream.destroyed) {
        this.#onEnd();
        return;
      }
      if (step.value === undefined || step.value.message.sequence > this.#upTo) continue;
      const { message, qos } = step.value;
      bytes += message.payload.length;
      messages += 1;
      this.#client.publish(
        {
          cmd: 'publish',
          topic: message.topic,
          payload: message.payload,
          qos: Math.min(qos, message.qos) as QoS,
          retain: true,
          dup: false,
        },
        // aedes calls the callback without checking that there is one.
        () => undefined,
      );
    }
    this.#wait();
  }

  #wait(): void {
    this.#stream.output.whenRoomy(() => this.#turns.add(this));
  }
}
