import { topicMatches } from '../mqtt/topic.ts';
import { type Crossing, Watch, type WatchRule } from './watch.ts';

/** The most watches. */
export const watchLimit = 100;

/** How many topics are remembered with their watches; others are looked up each time. */
const mostRemembered = 100_000;

/** What a watch reports. */
export type WatchReport = Crossing & {
  readonly watch: Watch;
  /** How many earlier crossings since the last report are not reported one by one. */
  readonly withheld: number;
};

/** The part of a message that watches look at. */
type Watched = {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly receivedAt: number;
};

const none: readonly Watch[] = [];

/** The watches, and which of them follow which topic. */
export class Watches {
  readonly #byNumber = new Map<number, Watch>();
  #numbers = 0;
  #byFilter: ReadonlyMap<string, readonly Watch[]> = new Map();
  #hasWildcards = false;
  /** Those that wait for silence. */
  #silences: readonly Watch[] = none;
  /** The watches that follow a topic, where there are wildcards. */
  readonly #followers = new Map<string, readonly Watch[]>();
  readonly #isLeftOut: (topic: string) => boolean;

  /** `isLeftOut` tells the topics that no watch follows. */
  constructor(isLeftOut: (topic: string) => boolean = () => false) {
    this.#isLeftOut = isLeftOut;
  }

  /** All watches, oldest first. */
  get list(): Watch[] {
    return [...this.#byNumber.values()];
  }

  /** Whether there are no watches. */
  get isEmpty(): boolean {
    return this.#byNumber.size === 0;
  }

  /** Whether a watch has this topic name for its filter. */
  names(topic: string): boolean {
    return this.#byFilter.has(topic);
  }

  /** When the next waiting report is due, ms of `performance.now()`; `undefined` if none is waiting. */
  get dueAt(): number | undefined {
    const times = this.list.flatMap(({ limit: { dueAt } }) => (dueAt === undefined ? [] : [dueAt]));
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** No topic becomes silent before, ms of `performance.now()`; `Infinity` if none can. */
  get silenceDueAt(): number {
    return Math.min(...this.#silences.map(({ silenceDueAt }) => silenceDueAt));
  }

  /** Adds a watch; returns `undefined` if there are too many. */
  add(rule: WatchRule): Watch | undefined {
    if (this.#byNumber.size >= watchLimit) return undefined;
    this.#numbers += 1;
    const watch = new Watch(this.#numbers, rule);
    this.#byNumber.set(watch.number, watch);
    this.#sort();
    return watch;
  }

  /** Ends a watch. */
  remove(watch: Watch): void {
    this.#byNumber.delete(watch.number);
    this.#sort();
  }

  /**
   * Offers a message to the watches; for `isOld`, see `Watch.take`. Returns whether any of them has
   * something to report.
   */
  offer(message: Watched, isOld: boolean): boolean {
    const { topic, payload, receivedAt } = message;
    const followers = this.#followersOf(topic);
    if (followers.length === 0 || this.#isLeftOut(topic)) return false;
    let hasCrossed = false;
    for (const watch of followers)
      hasCrossed = watch.take(topic, payload, receivedAt, isOld) || hasCrossed;
    return hasCrossed;
  }

  /** Offers one watch a topic's last message from before the watch. */
  begin(watch: Watch, { topic, payload, receivedAt }: Watched): void {
    if (!topicMatches(watch.rule.filter, topic) || this.#isLeftOut(topic)) return;
    watch.take(topic, payload, receivedAt, true);
  }

  /** The reports due at `now`, ms of `performance.now()`: see `ReportLimit`. */
  takeReports(now: number): WatchReport[] {
    return this.list.flatMap((watch) => {
      const due = watch.limit.take(now);
      return due === undefined ? [] : [{ watch, withheld: due.withheld, ...due.event }];
    });
  }

  #sort(): void {
    this.#byFilter = Map.groupBy(this.list, ({ rule }) => rule.filter);
    this.#hasWildcards = [...this.#byFilter.keys()].some((filter) => /[+#]/.test(filter));
    this.#silences = this.list.filter(({ rule }) => rule.condition.operator === 'stale');
    this.#followers.clear();
  }

  #followersOf(topic: string): readonly Watch[] {
    if (!this.#hasWildcards) return this.#byFilter.get(topic) ?? none;
    const known = this.#followers.get(topic);
    if (known !== undefined) return known;
    const found = this.list.filter(({ rule }) => topicMatches(rule.filter, topic));
    const followers = found.length === 0 ? none : found;
    if (this.#followers.size < mostRemembered) this.#followers.set(topic, followers);
    return followers;
  }
}
