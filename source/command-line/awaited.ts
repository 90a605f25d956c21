import { Watch } from '../model/watch.ts';
import { filterMatcher } from '../mqtt/topic-filters.ts';
import { SilenceTimer } from '../session/monitor/silence-timer.ts';
import { ChangedValues } from './changed-values.ts';
import { Hold } from './hold.ts';
import { type Delivery, KeptMessages } from './kept-messages.ts';
import type { WaitCondition } from './wait-conditions.ts';

/** One condition and how it stands. */
type Standing = {
  readonly condition: WaitCondition;
  readonly matches: (topic: string) => boolean;
  readonly number: number;
  readonly state: Watch | ChangedValues;
  /** By topic, where each counts by itself. */
  readonly holds: Map<string, Hold>;
};

/** Conditions that have been met, and by what. */
export type Meeting = {
  /** The message that met each, in the conditions' order. */
  readonly deliveries: readonly Delivery[];
  /** The one that was met last, and its message. */
  readonly last: Delivery;
  readonly condition: WaitCondition;
};

type AwaitedOptions = {
  /** Whether all of them must be met at the same time. */
  readonly all: boolean;
  /** How long they must stay met, ms. */
  readonly holdFor: number;
  readonly isConnected: () => boolean;
  readonly onMet: (meeting: Meeting) => void;
  /** Not all topics of a condition are followed: there are too many. Called once for each. */
  readonly onFull: (condition: WaitCondition) => void;
};

/** The placeholder where no message has come. */
const nothing = (topic: string): Delivery => ({
  message: {
    topic,
    payload: Buffer.alloc(0),
    qos: 0,
    retain: false,
    receivedAt: Date.now(),
  },
  packet: { dup: false },
});

/** The topic that meets a condition, the latest if there are several. */
const metBy = ({ state }: Standing): string | undefined => {
  if (state instanceof ChangedValues) return undefined;
  return state.latest?.isMet === true ? state.latest.topic : state.met.at(-1);
};

/** Tells each time that conditions become met. */
export class Awaited {
  readonly #standings: readonly Standing[];
  readonly #watches: readonly Watch[];
  readonly #options: AwaitedOptions;
  readonly #kept = new KeptMessages();
  readonly #together: Hold;
  /** The filters that are subscribed to. */
  readonly #heard = new Set<string>();
  readonly #silences = new SilenceTimer(
    () => this.#watches.reduce((due, { silenceDueAt }) => Math.min(due, silenceDueAt), Infinity),
    (now) => this.#lookForSilence(now),
  );

  constructor(conditions: readonly WaitCondition[], options: AwaitedOptions) {
    this.#options = options;
    this.#together = new Hold(options.holdFor);
    this.#standings = conditions.map((condition, number) => ({
      condition,
      matches: filterMatcher(condition.filter),
      number,
      state:
        condition.rule === 'changed'
          ? new ChangedValues(condition.path)
          : new Watch(number, condition.rule),
      holds: new Map(),
    }));
    this.#watches = this.#standings.flatMap(({ state }) => (state instanceof Watch ? [state] : []));
  }

  /** How many messages had no value that could be compared. */
  get unreadable(): number {
    return this.#standings.reduce((sum, { state }) => sum + state.unreadable, 0);
  }

  /** Connected: what happened before is unknown. */
  connected(): void {
    this.#heard.clear();
    this.#interrupt();
  }

  /** A filter is subscribed to: silence counts from now on. */
  subscribed(filter: string): void {
    this.#heard.add(filter);
    const now = performance.now();
    for (const { condition, state } of this.#standings)
      if (state instanceof Watch && condition.filter === filter) state.restartSilence(now);
    this.#silences.set();
  }

  take(delivery: Delivery): void {
    const { topic } = delivery.message;
    for (const standing of this.#standings)
      if (standing.matches(topic)) this.#offer(standing, delivery);
    this.#silences.set();
  }

  /** Stops waiting. */
  stop(): void {
    this.#silences.stop();
    this.#interrupt();
  }

  #interrupt(): void {
    this.#together.interrupt();
    for (const { holds } of this.#standings) for (const hold of holds.values()) hold.interrupt();
  }

  #offer(standing: Standing, delivery: Delivery): void {
    const { condition, state } = standing;
    const { topic, payload, receivedAt, retain } = delivery.message;
    const { unreadable, isFull } = state;
    const hasChanged =
      state instanceof ChangedValues
        ? state.take(topic, payload)
        : state.take(topic, payload, receivedAt, retain);
    if (state.isFull && !isFull) this.#options.onFull(condition);
    if (state instanceof ChangedValues) {
      if (hasChanged) this.#options.onMet({ deliveries: [delivery], last: delivery, condition });
      return;
    }
    if (state.unreadable > unreadable || !state.topics.has(topic)) return;
    const key = `${standing.number} ${topic}`;
    const isSilence = state.rule.condition.operator === 'stale';
    // A value that does not meet the condition is never told; the last one before a silence is.
    if (isSilence || state.topics.get(topic)?.isMet === true) this.#kept.keep(key, delivery);
    else this.#kept.forget(key);
    this.#judge(standing, topic);
  }

  #lookForSilence(now: number): void {
    for (const standing of this.#standings) {
      const { state, condition } = standing;
      if (state instanceof ChangedValues) continue;
      const isHeard = this.#options.isConnected() && this.#heard.has(condition.filter);
      if (!isHeard) state.restartSilence(now);
      else if (state.takeSilences(now, Date.now()))
        for (const topic of state.met) this.#judge(standing, topic);
    }
  }

  /** A topic may meet a condition now, or no longer. */
  #judge(standing: Standing, topic: string): void {
    const { state, condition, holds } = standing;
    if (state instanceof ChangedValues) return;
    const tell = (): boolean => {
      // Once one topic of a filter is heard, the filter as a whole is no longer silent.
      const isStillMet = this.#options.all || state.topics.get(topic)?.isMet === true;
      // Without a connection that is unknown.
      if (!isStillMet || !this.#options.isConnected()) return false;
      const last = this.#delivery(standing, topic);
      this.#options.onMet({
        deliveries: this.#options.all
          ? this.#standings.map((one) => this.#delivery(one, metBy(one) ?? topic))
          : [last],
        last,
        condition,
      });
      return true;
    };
    if (this.#options.all) {
      this.#together.update(
        this.#standings.every((one) => metBy(one) !== undefined),
        tell,
      );
      return;
    }
    const isMet = state.topics.get(topic)?.isMet === true;
    const hold = holds.get(topic) ?? new Hold(this.#options.holdFor);
    hold.update(isMet, tell);
    if (isMet) holds.set(topic, hold);
    else holds.delete(topic);
  }

  #delivery({ number }: Standing, topic: string): Delivery {
    return this.#kept.get(`${number} ${topic}`) ?? nothing(topic);
  }
}
