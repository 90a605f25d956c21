import type { AedesOptions, Client } from 'aedes';
import type { QoS } from '../message.ts';
import { filterSize } from './filter-tree.ts';
import { RetainedDelivery } from './retained-delivery.ts';
import type { RetainedMessages } from './retained-messages.ts';
import type { Router } from './router.ts';
import type { Sessions } from './sessions.ts';
import { streamOf } from './stream-of.ts';
import type { Turns } from './turns.ts';

/** Deliveries to one client at once; beyond that, nothing is read from it until one ends. */
const mostDeliveries = 16;

/** How much the filters of a client may take on average where it has as many as it may, bytes. */
const bytesPerFilter = 4096;

/** What is known about a client. */
type Subscriber = {
  /** The newest retained message when it subscribed last: later ones reach its subscriptions live. */
  subscribedAt: number;
  /** How many of its subscriptions are being sent their retained messages. */
  deliveries: number;
};

/** The subscriptions of each client, up to a number and a size; each new one is sent the retained messages it matches. */
export class ClientSubscriptions {
  readonly #limit: number;
  readonly #retained: RetainedMessages;
  readonly #router: Router;
  readonly #sessions: Sessions;
  readonly #turns: Turns;
  readonly #subscribers = new WeakMap<Client, Subscriber>();

  constructor(options: {
    /** How many a client may have. */
    readonly limit: number;
    readonly router: Router;
    readonly retained: RetainedMessages;
    readonly sessions: Sessions;
    readonly turns: Turns;
  }) {
    this.#limit = options.limit;
    this.#router = options.router;
    this.#retained = options.retained;
    this.#sessions = options.sessions;
    this.#turns = options.turns;
  }

  readonly authorize: NonNullable<AedesOptions['authorizeSubscribe']> = (
    client,
    subscription,
    done,
  ) => {
    const subscriber = this.#subscriberOf(client);
    subscriber.subscribedAt = this.#retained.sequence;
    const { topic, qos } = subscription;
    const isAccepted = this.#router.has(client, topic) || this.#hasRoomFor(client, topic);
    // aedes answers with the QoS that was asked for all the same; the router knows both.
    done(
      null,
      isAccepted ? { ...subscription, topic: this.#router.add(client, topic, qos), qos: 2 } : null,
    );
  };

  removed(client: Client, unsubscribed: readonly string[]): void {
    for (const filter of unsubscribed) this.#router.remove(client, filter);
  }

  /** Sends the retained messages that new subscriptions match. */
  deliver(
    client: Client,
    subscriptions: readonly { readonly topic: string; readonly qos: QoS }[],
  ): void {
    const stream = streamOf(client);
    const subscriber = this.#subscriberOf(client);
    subscriber.deliveries += 1;
    if (subscriber.deliveries === mostDeliveries) stream.hold();
    new RetainedDelivery({
      client,
      stream,
      retained: this.#retained,
      sessions: this.#sessions,
      subscriptions,
      upTo: subscriber.subscribedAt,
      turns: this.#turns,
      onEnd: () => {
        subscriber.deliveries -= 1;
        if (subscriber.deliveries === mostDeliveries - 1) stream.release();
      },
    }).start();
  }

  #hasRoomFor(client: Client, filter: string): boolean {
    const { count, bytes } = this.#router.filtersOf(client);
    return count < this.#limit && bytes + filterSize(filter) <= this.#limit * bytesPerFilter;
  }

  #subscriberOf(client: Client): Subscriber {
    const known = this.#subscribers.get(client);
    if (known !== undefined) return known;
    const subscriber = {
      subscribedAt: this.#retained.sequence,
      deliveries: 0,
    };
    this.#subscribers.set(client, subscriber);
    return subscriber;
  }
}
