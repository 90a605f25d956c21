import {
  emptyCount,
  type Subscription,
  type SubscriptionOptions,
} from '../../model/subscription.ts';
import type { Connection } from '../../mqtt/connection.ts';
import { ConnectionLost, Unanswered } from '../../mqtt/request-errors.ts';
import { sharedDoubt } from '../../mqtt/server-limits.ts';
import { sharedSubscription, topicFilterProblem } from '../../mqtt/topic.ts';
import { Retries } from '../retries.ts';
import { failureNotice } from '../subscription-failure.ts';
import type { Deliveries } from './deliveries.ts';

/** The most filters to watch: each costs time for every message. */
const mostFilters = 100;

type Wiring = {
  readonly connection: () => Connection;
  readonly deliveries: Deliveries;
  readonly onChange: () => void;
  /** A subscription is being requested: what the broker has stored comes next. */
  readonly onSubscribe: (filter: string) => void;
  readonly notify: (text: string) => void;
};

/** The watched topic filters: subscribes to them, and takes the broker's answers; tries again what fails. */
export class WatchedFilters {
  readonly byFilter = new Map<string, Subscription>();
  readonly #wiring: Wiring;
  readonly #retries = new Retries();
  #identifiers = 0;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** Why a filter cannot be watched with these options, in one sentence; `instead` is the filter that it replaces. */
  problem(filter: string, options: SubscriptionOptions, instead?: string): string | undefined {
    const isNew = !this.byFilter.has(filter) && instead === undefined;
    if (isNew && this.byFilter.size >= mostFilters)
      return `At most ${mostFilters} topic filters are watched at once: remove one first.`;
    if (instead !== undefined && instead !== filter && this.byFilter.has(filter))
      return 'This topic filter is watched already: change that one.';
    if (options.noLocal && sharedSubscription(filter) !== undefined)
      return 'A shared subscription cannot have "no local" (MQTT 5, 3.8.3.1): switch it off.';
    return topicFilterProblem(filter);
  }

  /** Watches a filter that has no `problem`; subscribes again if it is watched already. */
  add(filter: string, options: SubscriptionOptions): void {
    const known = this.byFilter.get(filter);
    this.byFilter.set(filter, {
      ...options,
      filter,
      identifier: known?.identifier ?? this.#nextIdentifier(),
      count: known?.count ?? emptyCount(),
      state: 'pending',
    });
    this.#changed();
    this.#subscribe(filter);
  }

  /** Changes a watched filter or its options; a filter that is off stays off. */
  change(old: string, filter: string, options: SubscriptionOptions): void {
    const known = this.byFilter.get(old);
    if (known === undefined) return;
    const isSame = filter === old;
    const next: Subscription = {
      ...options,
      filter,
      identifier: isSame ? known.identifier : this.#nextIdentifier(),
      count: isSame ? known.count : emptyCount(),
      state: known.state === 'off' ? 'off' : 'pending',
    };
    const all = [...this.byFilter.values()].map((each) => (each === known ? next : each));
    this.byFilter.clear();
    for (const each of all) this.byFilter.set(each.filter, each);
    this.#changed();
    if (!isSame && known.state !== 'off') this.#unsubscribe(old);
    if (next.state !== 'off') this.#subscribe(filter);
  }

  /** Forgets a filter; returns whether it was there. Messages already received stay. */
  remove(filter: string): boolean {
    const known = this.byFilter.get(filter);
    if (known === undefined) return false;
    this.byFilter.delete(filter);
    this.#changed();
    if (known.state !== 'off') this.#unsubscribe(filter);
    return true;
  }

  /** Switches a filter off without forgetting it, or on again. */
  setOn(filter: string, isOn: boolean): void {
    const known = this.byFilter.get(filter);
    if (known === undefined || (known.state !== 'off') === isOn) return;
    const { grantedQos: _qos, reason: _reason, ...rest } = known;
    this.byFilter.set(filter, { ...rest, state: isOn ? 'pending' : 'off' });
    this.#changed();
    if (isOn) this.#subscribe(filter);
    else this.#unsubscribe(filter);
  }

  /** The connection is up: subscribes to every filter that is on. */
  subscribeAll(): void {
    this.#retries.clear();
    for (const filter of this.byFilter.keys()) this.#subscribe(filter);
  }

  #nextIdentifier(): number {
    this.#identifiers += 1;
    return this.#identifiers;
  }

  #changed(): void {
    this.#wiring.deliveries.follow(this.byFilter.values(), Date.now());
    this.#wiring.onChange();
  }

  #isConnected(): boolean {
    return this.#wiring.connection().status.state === 'connected';
  }

  #unsubscribe(filter: string): void {
    this.#retries.forget(filter);
    if (this.#isConnected())
      void this.#wiring
        .connection()
        .unsubscribe(filter)
        .catch(() => undefined);
  }

  #subscribe(filter: string, isRetry = false): void {
    const subscription = this.byFilter.get(filter);
    if (subscription !== undefined && subscription.state !== 'off' && this.#isConnected())
      void this.#request(subscription, isRetry);
  }

  async #request(subscription: Subscription, isRetry: boolean): Promise<void> {
    const { filter } = subscription;
    // If the subscription was changed meanwhile, this answer says nothing about the new one.
    const isCurrent = (): boolean => this.byFilter.get(filter) === subscription;
    if (!isRetry) this.#wiring.onSubscribe(filter);
    try {
      const granted = await this.#wiring.connection().subscribe(filter, subscription);
      if (!isCurrent()) return;
      // What is stored comes only now: nothing came for the tries that failed.
      if (isRetry) this.#wiring.onSubscribe(filter);
      this.#retries.forget(filter);
      const doubt = sharedDoubt(filter, this.#wiring.connection().status);
      // Once, not after each reconnect.
      if (subscription.grantedQos === undefined && doubt !== '') this.#wiring.notify(doubt);
      subscription.grantedQos = granted;
      subscription.state = 'granted';
      delete subscription.reason;
    } catch (error) {
      if (error instanceof ConnectionLost || !isCurrent()) return;
      const { state, reason } = subscription;
      subscription.state = error instanceof Unanswered ? 'unanswered' : 'refused';
      subscription.reason = (error as Error).message;
      delete subscription.grantedQos;
      this.#retries.failed(filter, () => this.#subscribe(filter, true));
      const isKnown = subscription.state === state && subscription.reason === reason;
      if (!isKnown) this.#wiring.notify(failureNotice(filter, error));
    }
    this.#wiring.onChange();
  }
}
