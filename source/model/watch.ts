import { ReportLimit } from './report-limit.ts';
import { type Condition, meets } from './threshold.ts';

/** A value to be compared: as text, and as a number where it is one. */
type Value = { readonly text: string; readonly number: number | undefined };

/** What to watch for, and where to report it. */
export type WatchRule = {
  /** A topic name, or a filter: then each topic has its own state. */
  readonly filter: string;
  /** What was typed behind it. */
  readonly typed: string;
  /** Where in the payload the value is, as `.temp`; empty for all of it. */
  readonly path: string;
  /** What it is compared with, as `> 30`. */
  readonly comparison: string;
  readonly condition: Condition;
  /** The value in a payload; `undefined` where it has none. */
  readonly read: (payload: Uint8Array) => Value | undefined;
  /** The conversation it reports to. */
  readonly room: string | undefined;
  /** It is said there, for all to read, instead of told to the person alone. */
  readonly isPosted: boolean;
  /** At most one report in so long, ms. */
  readonly every: number;
};

/** How a topic stands. */
export type TopicState = { value: string; isMet: boolean; at: number };

/** A topic's value has come to meet the condition, or does so no longer. */
export type Crossing = {
  readonly topic: string;
  readonly value: string;
  readonly isMet: boolean;
  readonly at: number;
};

/** How many topics are followed by one watch. */
const mostTopics = 1000;

/** One watch with the states of its topics. */
export class Watch {
  readonly number: number;
  readonly rule: WatchRule;
  readonly topics = new Map<string, TopicState>();
  /** How often a topic has come to meet the condition, or has ceased to. */
  crossings = 0;
  /** Messages whose value could not be compared. */
  unreadable = 0;
  /** A topic was not followed because there were too many. */
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
   * Takes a topic's message. The first value of a topic that is known to be old (`isOld`: retained,
   * or from before the watch) is how it stands and no crossing. Returns whether there was one.
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
