import type { Decimal } from '../payload/decimal.ts';
import { ReportLimit } from './report-limit.ts';
import { type Silence, SilenceClock } from './silence.ts';
import { type Condition, meets } from './threshold.ts';

/** A value to compare, as it was sent, and as a number if it is one. */
type Value = { readonly text: string; readonly number: Decimal | undefined };

/** What to watch for, and where to report it. */
export type WatchRule = {
  /** A topic name, or a topic filter: then each topic has its own state. */
  readonly filter: string;
  /** What was typed after it. */
  readonly typed: string;
  /** The path of the value in the payload, such as `.temp`; empty for the whole payload. */
  readonly path: string;
  /** The comparison, such as `> 30` or `stale 5m`. */
  readonly comparison: string;
  readonly condition: Condition | Silence;
  /** The value in a payload; `undefined` if it has none. */
  readonly read: (payload: Uint8Array) => Value | undefined;
  /** The conversation it reports to. */
  readonly room: string | undefined;
  /** Whether it is posted there for everyone, instead of shown to the user alone. */
  readonly isPosted: boolean;
  /** The shortest time between two reports, ms. */
  readonly every: number;
};

/** The state of a topic; in a silence, its value is the last one. */
export type TopicState = { value: string; isMet: boolean; at: number };

/** A topic's value has started or stopped meeting the condition. */
export type Crossing = {
  readonly topic: string;
  readonly value: string;
  readonly isMet: boolean;
  readonly at: number;
};

/** The most topics that one watch follows. */
const mostTopics = 1000;

/** How many topics of a full watch give way to new ones together. */
const givingWay = 100;

/** One watch with the states of its topics. */
export class Watch {
  readonly number: number;
  readonly rule: WatchRule;
  readonly topics = new Map<string, TopicState>();
  /** How often a topic has started or stopped meeting the condition. */
  crossings = 0;
  /** How many messages had no value that could be compared. */
  unreadable = 0;
  /** Whether a topic is not followed because there were too many that must stay. */
  isFull = false;
  /** The value that was compared last. */
  latest: Crossing | undefined;
  readonly limit: ReportLimit<Crossing>;
  readonly #silence: SilenceClock | undefined;

  /** `now`: ms of `performance.now()`. */
  constructor(number: number, rule: WatchRule, now = performance.now()) {
    this.number = number;
    this.rule = rule;
    this.limit = new ReportLimit(rule.every);
    if (rule.condition.operator === 'stale')
      this.#silence = new SilenceClock(rule.condition, rule.filter, now);
  }

  /**
   * Takes a topic's message; returns whether it is a crossing. A topic's first value is not, if it is known
   * to be old (`isOld`: retained, or from before the watch); what is old also ends no silence.
   */
  take(topic: string, payload: Uint8Array, at: number, isOld: boolean): boolean {
    const known = this.topics.get(topic);
    if (known === undefined && this.topics.size >= mostTopics && !this.#makeRoom()) {
      this.isFull = true;
      return false;
    }
    const { condition } = this.rule;
    const value = this.rule.read(payload);
    if (condition.operator === 'stale') return this.#hear(topic, value?.text, at, isOld);
    const isMet = value === undefined ? undefined : meets(condition, value, known?.isMet ?? false);
    if (value === undefined || isMet === undefined) {
      this.unreadable += 1;
      return false;
    }
    const isCrossing = known === undefined ? isMet && !isOld : known.isMet !== isMet;
    this.#note({ topic, value: value.text, isMet, at }, isCrossing);
    return isCrossing;
  }

  /** No topic becomes silent before, ms of `performance.now()`; `Infinity` if none can. */
  get silenceDueAt(): number {
    return this.#silence?.dueAt ?? Number.POSITIVE_INFINITY;
  }

  /** Starts counting silence at `now`, ms of `performance.now()`: nothing could be heard before. */
  restartSilence(now: number): void {
    this.#silence?.restart(now);
  }

  /** Looks at `now`, ms of `performance.now()`, for topics that have become silent; returns whether there are any. `at`: ms since the epoch. */
  takeSilences(now: number, at: number): boolean {
    const silent = this.#silence?.take(now) ?? [];
    for (const topic of silent)
      this.#note({ topic, value: this.topics.get(topic)?.value ?? '', isMet: true, at }, true);
    return silent.length > 0;
  }

  #hear(topic: string, value: string | undefined, at: number, isOld: boolean): boolean {
    const { filter, path } = this.rule;
    // Only the value at the path ends its silence; without a path anything does.
    if (value === undefined && path !== '') {
      this.unreadable += 1;
      return false;
    }
    const before = this.topics.get(topic) ?? this.topics.get(filter);
    const wasMet = before?.isMet === true;
    if (topic !== filter) {
      this.topics.delete(filter);
      this.#silence?.forget(filter);
    }
    if (!isOld) this.#silence?.heard(topic, performance.now());
    else if (before === undefined) this.#silence?.heard(topic);
    this.#note({ topic, value: value ?? '', isMet: isOld && wasMet, at }, wasMet && !isOld);
    return wasMet && !isOld;
  }

  /** Forgets the topics silent longest of those that do not meet the condition; returns whether there were any. */
  #makeRoom(): boolean {
    // A topic must be followed for its silence to be told.
    if (this.rule.condition.operator === 'stale') return false;
    const silent = [...this.topics]
      .filter(([, { isMet }]) => !isMet)
      .toSorted(([, one], [, other]) => one.at - other.at)
      .slice(0, givingWay);
    for (const [topic] of silent) this.topics.delete(topic);
    return silent.length > 0;
  }

  #note(now: Crossing, isCrossing: boolean): void {
    const { topic, value, isMet, at } = now;
    const known = this.topics.get(topic);
    if (known === undefined) this.topics.set(topic, { value, isMet, at });
    else Object.assign(known, { value, isMet, at });
    this.latest = now;
    if (!isCrossing) return;
    this.crossings += 1;
    this.limit.add(now);
  }

  /** The topics that meet the condition now. */
  get met(): string[] {
    return [...this.topics].filter(([, { isMet }]) => isMet).map(([topic]) => topic);
  }
}
