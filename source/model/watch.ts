import type { Decimal } from '../payload/decimal.ts';
import { ReportLimit } from './report-limit.ts';
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
  /** The comparison, such as `> 30`. */
  readonly comparison: string;
  readonly condition: Condition;
  /** The value in a payload; `undefined` if it has none. */
  readonly read: (payload: Uint8Array) => Value | undefined;
  /** The conversation it reports to. */
  readonly room: string | undefined;
  /** Whether it is posted there for everyone, instead of shown to the user alone. */
  readonly isPosted: boolean;
  /** The shortest time between two reports, ms. */
  readonly every: number;
};

/** The state of a topic. */
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

/** One watch with the states of its topics. */
export class Watch {
  readonly number: number;
  readonly rule: WatchRule;
  readonly topics = new Map<string, TopicState>();
  /** How often a topic has started or stopped meeting the condition. */
  crossings = 0;
  /** How many messages had no value that could be compared. */
  unreadable = 0;
  /** Whether a topic is not followed because there were too many. */
  isFull = false;
  /** The value that was compared last. */
  latest: Crossing | undefined;
  readonly limit: ReportLimit<Crossing>;

  constructor(number: number, rule: WatchRule) {
    this.number = number;
    this.rule = rule;
    this.limit = new ReportLimit(rule.every);
  }

  /**
   * Takes a topic's message; returns whether it is a crossing. A topic's first value is not, if it is known
   * to be old (`isOld`: retained, or from before the watch).
   */
  take(topic: string, payload: Uint8Array, at: number, isOld: boolean): boolean {
    const known = this.topics.get(topic);
    if (known === undefined && this.topics.size >= mostTopics) {
      this.isFull = true;
      return false;
    }
    const value = this.rule.read(payload);
    const isMet =
      value === undefined ? undefined : meets(this.rule.condition, value, known?.isMet ?? false);
    if (value === undefined || isMet === undefined) {
      this.unreadable += 1;
      return false;
    }
    this.latest = { topic, value: value.text, isMet, at };
    const isCrossing = known === undefined ? isMet && !isOld : known.isMet !== isMet;
    if (known === undefined) this.topics.set(topic, { value: value.text, isMet, at });
    else Object.assign(known, { value: value.text, isMet, at });
    if (isCrossing) {
      this.crossings += 1;
      this.limit.add(this.latest);
    }
    return isCrossing;
  }

  /** The topics that meet the condition now. */
  get met(): string[] {
    return [...this.topics].filter(([, { isMet }]) => isMet).map(([topic]) => topic);
  }
}
