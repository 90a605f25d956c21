import type { Subscription, SubscriptionCount } from '../../model/subscription.ts';
import { filterMatcher } from '../../mqtt/topic-filters.ts';
import type { Message } from '../../mqtt/message.ts';
import { sharedSubscription } from '../../mqtt/topic.ts';
import { TwinCopies } from './twin-copies.ts';

type Watched = {
  readonly subscription: Subscription;
  readonly isShared: boolean;
  readonly matches: (topic: string) => boolean;
};

/** Everything received: the number of messages, and messages a second. */
type Received = { readonly messages: () => number; readonly perSecond: (now: number) => number };

const addTo = (count: SubscriptionCount, at: number, isStored: boolean): void => {
  count.messages += 1;
  if (!isStored) count.rate.add(at);
};

/** How far a rate looks back, ms: for this long it still covers what was watched before. */
const settling = 10_000;

/**
 * Which filters messages are delivered for. While only one is watched this costs nothing: every message
 * is for that one.
 */
export class Deliveries {
  /** Copies left out, because the message was delivered for an earlier filter already. */
  repeats = 0;
  /** The broker delivers live messages once per filter, not only retained ones on subscribing. */
  areSeparate = false;
  /** Messages delivered once for several filters. */
  joined = 0;
  /** Whether `take` must see each message: more than one filter is watched, or was a moment ago. */
  isCounting = false;
  readonly #received: Received;
  readonly #twins = new TwinCopies();
  #watched: readonly Watched[] = [];
  #byIdentifier = new Map<number, Subscription>();
  /** How much had been received when counting ended. */
  #before = 0;
  /** When counting can end, ms since the epoch. */
  #settledAt = 0;

  constructor(received: Received) {
    this.#received = received;
  }

  /** Takes the current subscriptions, in order of precedence; `now`: ms since the epoch. */
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

  /** Whether a watched filter matches the topic. */
  match(topic: string): boolean {
    return this.#watched.some(({ matches }) => matches(topic));
  }

  /**
   * Counts a message for its filters, without rate if the broker had stored it; returns `false` if it is a
   * repeat, which must be left out.
   */
  take(message: Message, isStored = false): boolean {
    const { topic, properties, receivedAt, retain } = message;
    if (this.#watched.length < 2 && receivedAt >= this.#settledAt) {
      this.isCounting = false;
      this.#before = this.#received.messages();
      return true;
    }
    const id = properties?.subscriptionIdentifier;
    if (typeof id === 'number') {
      const subscription = this.#byIdentifier.get(id);
      if (subscription !== undefined) addTo(subscription.count, receivedAt, isStored);
      const isRepeat = this.#isRepeat(id, topic);
      if (isRepeat) {
        this.repeats += 1;
        this.areSeparate ||= !retain;
      }
      return !isRepeat;
    }
    if (id === undefined) {
      for (const { matches, subscription } of this.#watched)
        if (matches(topic)) addTo(subscription.count, receivedAt, isStored);
      return true;
    }
    if (this.#twins.isCopy(message, id.length)) {
      this.repeats += 1;
      this.areSeparate ||= !retain;
      return false;
    }
    this.joined += 1;
    for (const each of id) {
      const subscription = this.#byIdentifier.get(each);
      if (subscription !== undefined) addTo(subscription.count, receivedAt, isStored);
    }
    return true;
  }

  /** The number of messages delivered for a filter. */
  messagesOf({ count, identifier }: Subscription): number {
    const isSole = this.#sole()?.identifier === identifier;
    return count.messages + (isSole ? this.#received.messages() - this.#before : 0);
  }

  /** Messages a second for a filter at `now`, ms since the epoch. */
  rateOf({ count, identifier }: Subscription, now: number): number {
    const isSole = this.#sole()?.identifier === identifier;
    return isSole ? this.#received.perSecond(now) : count.rate.perSecond(now);
  }

  #sole(): Subscription | undefined {
    return this.isCounting ? undefined : this.#watched[0]?.subscription;
  }

  /**
   * Where filters overlap, some brokers deliver a message once for each of them (MQTT 5, 3.3.4).
   * The copy for the first matching filter counts.
   */
  #isRepeat(id: number, topic: string): boolean {
    for (const { subscription, isShared, matches } of this.#watched) {
      if (subscription.identifier === id) return false;
      // A shared subscription gets only its share, so it cannot replace the others.
      if (subscription.state === 'granted' && !isShared && matches(topic)) return true;
    }
    return false;
  }
}
