import type { Client } from 'aedes';
import type { QoS } from '../message.ts';
import type { ClientStream } from './client-stream.ts';
import { publishPacket } from './publish-packet.ts';
import type { RetainedMessage, RetainedMessages } from './retained-messages.ts';
import type { Sessions } from './sessions.ts';
import type { Turns, Worker } from './turns.ts';

/** How much is sent per turn, and how long a turn may take. */
const turn = { bytes: 64 * 1024, messages: 256, ms: 1 };

/** Sends retained messages to new subscriptions, no faster than the client reads and in turn with other clients. */
export class RetainedDelivery implements Worker {
  readonly #client: Client;
  readonly #stream: ClientStream;
  readonly #sessions: Sessions;
  readonly #turns: Turns;
  readonly #walk: ReturnType<RetainedMessages['matching']>;
  /** Later messages reach the subscriptions live. */
  readonly #upTo: number;
  readonly #onEnd: () => void;
  /** Waits until there is room for it. */
  #next: { readonly message: RetainedMessage; readonly qos: QoS } | undefined;

  constructor(options: {
    readonly client: Client;
    readonly stream: ClientStream;
    readonly retained: RetainedMessages;
    readonly sessions: Sessions;
    readonly subscriptions: readonly { readonly topic: string; readonly qos: QoS }[];
    /** The newest message when the client subscribed. */
    readonly upTo: number;
    readonly turns: Turns;
    readonly onEnd: () => void;
  }) {
    this.#client = options.client;
    this.#stream = options.stream;
    this.#sessions = options.sessions;
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
      const step = this.#next === undefined ? this.#walk.next() : { value: this.#next };
      if (step.done === true || this.#stream.destroyed) {
        this.#onEnd();
        return;
      }
      const next = step.value;
      if (next === undefined || next.message.sequence > this.#upTo) continue;
      this.#next = next;
      if (!this.#stream.output.isRoomyFor(mostBytes(next.message))) break;
      this.#next = undefined;
      bytes += next.message.payload.length;
      messages += 1;
      this.#send(next.message, Math.min(next.qos, next.message.qos) as QoS);
    }
    this.#wait();
  }

  // Past aedes, which takes some of them for duplicates of messages sent meanwhile, and stores none.
  #send({ topic, payload }: RetainedMessage, qos: QoS): void {
    const message = { topic, payload, qos };
    try {
      const messageId =
        qos === 0
          ? 0
          : this.#sessions.identify(this.#client.id, message, this.#stream.nextIdentifier());
      this.#stream.write(publishPacket({ ...message, retain: true, messageId }));
    } catch (error) {
      this.#stream.destroy(error as Error);
    }
  }

  #wait(): void {
    const bytes = this.#next === undefined ? 0 : mostBytes(this.#next.message);
    this.#stream.output.whenRoomyFor(bytes, () => this.#turns.add(this));
  }
}

/** No PUBLISH with it is longer: a character takes three bytes at most. */
const mostBytes = ({ topic, payload }: RetainedMessage): number =>
  16 + topic.length * 3 + payload.length;
