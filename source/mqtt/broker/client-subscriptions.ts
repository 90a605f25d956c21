import type { AedesOptions, Client } from 'aedes';
import type { QoS } from '../message.ts';
import { topicLevels } from '../topic.ts';
import { RetainedDelivery } from './retained-delivery.ts';
import type { RetainedMessages } from './retained-messages.ts';
import { streamOf } from './stream-of.ts';
import type { Turns } from './turns.ts';

/** Deliveries to one client at once; beyond that, nothing is read from it until one ends. */
const mostDeliveries = 16;

/** How much the filters of a client may take on average where it has as many as it may, bytes. */
const bytesPerFilter = 4096;

/** Roughly what a level of a filter takes besides its bytes. */
const levelOverhead = 224;

const weight = (filter: string): number =>
  filter.length * 2 + levelOverhead * topicLevels(filter).length;

/** What is known about a client. */
type Subscriber = {
  readonly filters: Set<string>;
  /** What the filters take, bytes. */
  filterBytes: number;
  /** The newest retained message when it subscribed last: later ones reach its subscriptions live. */
  subscribedAt: number;
  /** How many of its subscriptions are being sent their retained messages. */
  deliveries: number;
};

/** The subscriptions of each client, up to a number and a size; each new one is sent the retained messages it matches. */
export class ClientSubscriptions {
  readonly #limit: number;
  readonly #retained: RetainedMessages;
  readonly #turns: Turns;
  readonly #subscribers = new WeakMap<Client, Subscriber>();

  constructor(limit: number, retained: RetainedMessages, turns: Turns) {
    this.#limit = limit;
    this.#retained = retained;
    this.#turns = turns;
  }

  readonly authorize: NonNullable<AedesOptions['authorizeSubscribe']> = (
    client,
    subscription,
    done,
  ) => {
    const subscriber = this.#subscriberOf(client);
    subscriber.subscribedAt = this.#retained.sequence;
    const { filters } = subscriber;
    const isKnown = filters.has(subscription.topic);
    const bytes = subscriber.filterBytes + weight(subscription.topic);
    const hasRoom = filters.size < this.#limit && bytes <= this.#limit * bytesPerFilter;
    if (!isKnown && hasRoom) {
      filters.add(subscription.topic);
      subscriber.filterBytes = bytes;
    }
    done(null, isKnown || hasRoom ? subscription : null);
  };

  removed(client: Client, unsubscribed: readonly string[]): void {
    const subscriber = this.#subscriberOf(client);
    for (const filter of unsubscribed)
      if (subscriber.filters.delete(filter)) subscriber.filterBytes -= weight(filter);
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
      subscriptions,
      upTo: subscriber.subscribedAt,
      turns: this.#turns,
      onEnd: () => {
        subscriber.deliveries -= 1;
        if (subscriber.deliveries === mostDeliveries - 1) stream.release();
      },
    }).start();
  }

  #subscriberOf(client: Client): Subscriber {
    const known = this.#subscribers.get(client);
    if (known !== undefined) return known;
    const subscriber = {
      filters: new Set<string>(),
      filterBytes: 0,
      subscribedAt: this.#retained.sequence,
      deliveries: 0,
    };
    this.#subscribers.set(client, subscriber);
    return subscriber;
  }
}
