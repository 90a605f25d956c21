import type { Subscription, SubscriptionCount } from '../../model/subscription.ts';
import { filterMatcher } from '../../mqtt/topic-filters.ts';
import type { Message } from '../../mqtt/message.ts';
import { sharedSubscription } from '../../mqtt/topic.ts';

type Watched = {
  readonly subscription: Subscription;
  readonly isShared: boolean;
  readonly matches: (topic: string) => boolean;
};

/** Everything that has been received: a number of messages, and how many a second. */
type Received = { readonly messages: () => number; readonly perSecond: (now: number) => number };

const addTo = (count: SubscriptionCount, at: number): void => {
  count.messages += 1;
  count.rate.add(at);
};

/** A rate looks back over this time, ms: so long it is about what was watched before as well. */
const settling = 10_000;

/**
 * For which filters messages come. While only one is watched there is nothing to find out, and it
 * costs nothing: whatever is received has come for that one.
 */
export class Deliveries {
  /** Copies that were left out: the message had come for an earlier filter. */
  repeats = 0;
  /** The broker delivers a new message once for each filter, not only what is retained at a subscribing. */
  areSeparate = false;
  /** Messages that came once for several filters. */
  joined = 0;
  /** Each message has to be looked at: more than one filter is watched, or was a moment ago. */
  isCounting = false;
  readonly #received: Received;
  #watched: readonly Watched[] = [];
  #byIdentifier = new Map<number, Subscription>();
  /** What had been received when the counting ended. */
  #before = 0;
  /** When it can end, ms. */
  #settledAt = 0;

  constructor(received: Received) {
    this.#received = received;
  }

  /** Takes the subscriptions as they are at `now`, ms, in the order in which they count. */
  follow(subscriptions: Iterable<Subscription>, now: number): void {
    const sole = this.#sole();
    const received = this.#received.messages();
    if (sole !== undefined) sole.count.messages += received - this.#before;
    this.#before = received;
    const active = [...subscriptions].filter(({ state }) => state !== 'off');
    this.#byIdentifier = new Map(active.map((each) => [each.identifier, each]));
    const isSame = active.length === 1 && sole?.identifier === active[0]?.identifier;
    if (!isSame && received > 0) this.#settledAt = now + settling;
    this.isCounting = active.length > 1 || (!isSame && received > 0);
    this.#watched = active.map((subscription) => ({
      subscription,
      isShared: sharedSubscription(subscription.filter) !== undefined,
      matches: filterMatcher(subscription.filter),
    }));
  }

  /** Whether a filter that is watched matches the topic. */
  match(topic: string): boolean {
    return this.#watched.some(({ matches }) => matches(topic));
  }

  /** Counts a message for its filters; says `false` when it is a repeat, which is to be left out. */
  take(message: Message): boolean {
    const { topic, properties, receivedAt, retain } = message;
    if (this.#watched.length < 2 && receivedAt >= this.#settledAt) {
      this.isCounting = false;
      this.#before = this.#received.messages();
      return true;
    }
    const id = properties?.subscriptionIdentifier;
    if (typeof id === 'number') {
      const subscription = this.#byIdentifier.get(id);
      if (subscription !== undefined) addTo(subscription.count, receivedAt);
      const isRepeat = this.#isRepeat(id, topic);
      if (isRepeat) {
        this.repeats += 1;
        this.areSeparate ||= !retain;
      }
      return !isRepeat;
    }
    if (id === undefined) {
      for (const { matches, subscription } of this.#watched)
        if (matches(topic)) addTo(subscription.count, receivedAt);
      return true;
    }
    this.joined += 1;
    for (const each of id) {
      const subscription = this.#byIdentifier.get(each);
      if (subscription !== undefined) addTo(subscription.count, receivedAt);
    }
    return true;
  }

  /** Messages that have come for a filter. */
  messagesOf({ count, identifier }: Subscription): number {
    const isSole = this.#sole()?.identifier === identifier;
    return count.messages + (isSole ? this.#received.messages() - this.#before : 0);
  }

  /** Messages a second that come for a filter at `now`, ms. */
  rateOf({ count, identifier }: Subscription, now: number): number {
    const isSole = this.#sole()?.identifier === identifier;
    return isSole ? this.#received.perSecond(now) : count.rate.perSecond(now);
  }

  #sole(): Subscription | undefined {
    return this.isCounting ? undefined : this.#watched[0]?.subscription;
  }

  /**
   * Where filters overlap, some brokers deliver a message once for each of them (MQTT 5, 3.3.4).
   * The one that counts is that of the first filter that matches.
   */
  #isRepeat(id: number, topic: string): boolean {
    for (const { subscription, isShared, matches } of this.#watched) {
      if (subscription.identifier === id) return false;
      // A shared subscription gets only its share: it does not stand in for the others.
      if (subscription.state === 'granted' && !isShared && matches(topic)) return true;
    }
    return false;
  }
}
