import type { AedesOptions, Client } from 'aedes';
import type { QoS } from '../message.ts';
import { GrantedFilters } from './granted-filters.ts';
import { RetainedDelivery } from './retained-delivery.ts';
import type { RetainedMessages } from './retained-messages.ts';
import type { Sessions } from './sessions.ts';
import { streamOf } from './stream-of.ts';
import type { Turns } from './turns.ts';

/** Deliveries to one client at once; beyond that, nothing is read from it until one ends. */
const mostDeliveries = 16;

/** What is known about a client. */
type Subscriber = {
  readonly filters: GrantedFilters;
  /** The newest retained message when it subscribed last: later ones reach its subscriptions live. */
  subscribedAt: number;
  /** How many of its subscriptions are being sent their retained messages. */
  deliveries: number;
};

/** The subscriptions of each client, up to a limit; each new one is sent the retained messages it matches. */
export class ClientSubscriptions {
  readonly #limit: number;
  readonly #retained: RetainedMessages;
  readonly #sessions: Sessions;
  readonly #turns: Turns;
  readonly #subscribers = new WeakMap<Client, Subscriber>();

  constructor(limit: number, retained: RetainedMessages, sessions: Sessions, turns: Turns) {
    this.#limit = limit;
    this.#retained = retained;
    this.#sessions = sessions;
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
    const isAccepted = filters.size < this.#limit || filters.has(subscription.topic);
    if (isAccepted) filters.set(subscription.topic, subscription.qos);
    // aedes answers with the QoS that was asked for, but is to forward with whatever `qosOf` says.
    done(null, isAccepted ? { ...subscription, qos: 2 } : null);
  };

  /** The QoS up to which a client receives messages to a topic name; `undefined` if it does not. */
  qosOf(client: Client, topic: string): QoS | undefined {
    return this.#subscriberOf(client).filters.greatest(topic);
  }

  removed(client: Client, unsubscribed: readonly string[]): void {
    const { filters } = this.#subscriberOf(client);
    for (const filter of unsubscribed) filters.delete(filter);
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

  #subscriberOf(client: Client): Subscriber {
    const known = this.#subscribers.get(client);
    if (known !== undefined) return known;
    const subscriber = {
      filters: new GrantedFilters(),
      subscribedAt: this.#retained.sequence,
      deliveries: 0,
    };
    this.#subscribers.set(client, subscriber);
    return subscriber;
  }
}
