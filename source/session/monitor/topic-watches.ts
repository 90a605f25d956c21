import type { Watch } from '../../model/watch.ts';
import { watchLimit, Watches, type WatchReport } from '../../model/watches.ts';
import type { Subscription } from '../../model/subscription.ts';
import { nodesBelow } from '../../model/topic-node.ts';
import type { Message } from '../../mqtt/message.ts';
import { filterCovers } from '../../mqtt/topic-filters.ts';
import type { KeptWatch } from '../../history/watch-table.ts';
import type { Announcer } from '../frame-parts.ts';
import type { ChatSession } from '../chat/chat-session.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { WatchHistory } from './watch-history.ts';
import { readWatchRule } from './watch-rule.ts';
import { reportSentence } from './watch-sentence.ts';

type Wiring = {
  readonly clock: Announcer;
  readonly chat: ChatSession | undefined;
  readonly notify: (text: string) => void;
};

/** What is kept of people and direct messages: not for watches. */
const isAboutPeople = (topic: string): boolean => /\/\$(?:presence|dm)\//.test(topic);

/** What watches look at: the topics and their messages. */
type WatchedTopics = {
  readonly tree: TopicTree;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  /** Called with every message while there are watches. */
  onMessage: ((message: Message) => void) | undefined;
};

/** The watches of the person, shown every message that is recorded; what they have to report is told or posted. */
export class TopicWatches {
  readonly #watches: Watches;
  readonly #monitor: WatchedTopics;
  readonly #wiring: Wiring;
  #timer: NodeJS.Timeout | undefined;

  constructor(monitor: WatchedTopics, wiring: Wiring) {
    this.#monitor = monitor;
    this.#wiring = wiring;
    this.#watches = new Watches((topic) => this.#isRoom(topic) || isAboutPeople(topic));
    const kept = this.#kept;
    if (kept !== undefined) kept.onOpen = () => this.#restore(kept);
  }

  /** All of them, in the order they were made. */
  get list(): Watch[] {
    return this.#watches.list;
  }

  /**
   * Begins to watch: `typed` is what stands behind the topic or filter. What is told is told in
   * `room`, where the person is. Returns in one sentence why it cannot.
   */
  add(filter: string, typed: string, room: string | undefined): Watch | string {
    if (this.#isRoom(filter)) return `${filter} is a room: what is said there is not watched.`;
    const postProblem = (place: string | undefined): string | undefined => {
      if (place === undefined) return 'Post in which room? --post ROOM';
      return this.#isRoom(place)
        ? undefined
        : `You are in no room ${place}: /join it first, or --post ROOM.`;
    };
    const rule = readWatchRule(filter, typed, { room, postProblem });
    if (typeof rule === 'string') return rule;
    const same = this.list.find(
      ({ rule: { filter: other, path, comparison } }) =>
        other === filter && path === rule.path && comparison === rule.comparison,
    );
    if (same !== undefined)
      return `Watch ${same.number} is the same: /unwatch ${same.number} ends it.`;
    const watch = this.#watches.add(rule);
    if (watch === undefined)
      return `There are ${watchLimit} watches already, the most there can be: /unwatch one first.`;
    const form = this.#keptForm(watch);
    if (!rule.isPosted || form.room !== undefined) this.#kept?.keep(form);
    this.#begin(watch);
    return watch;
  }

  /** Ends a watch. */
  remove(watch: Watch): void {
    this.#watches.remove(watch);
    this.#kept?.forget(this.#keptForm(watch));
    this.#wiring.clock.changedNow('work');
    if (this.#watches.isEmpty) this.#monitor.onMessage = undefined;
  }

  /** Whether one watched topic filter brings everything that a watch wants to see. */
  isCovered({ rule: { filter } }: Watch): boolean {
    return [...this.#monitor.subscriptions.values()].some(
      (subscription) =>
        subscription.state !== 'refused' && filterCovers(subscription.filter, filter),
    );
  }

  get #kept(): WatchHistory | undefined {
    return this.#wiring.chat?.history?.watches;
  }

  /** Of a private room, or a conversation with one other, nothing is kept. */
  #keptForm({ rule: { filter, typed, room } }: Watch): KeptWatch {
    const isOpen = this.#wiring.chat?.rooms.get(room ?? '')?.isPrivate === false;
    return { filter, typed, room: isOpen ? room : undefined };
  }

  /** Goes on with the watches of earlier starts. */
  #restore(kept: WatchHistory): void {
    const fresh = kept.adopt(watchLimit - this.list.length).flatMap(({ filter, typed, room }) => {
      const rule = readWatchRule(filter, typed, { room, postProblem: () => undefined });
      return (typeof rule === 'string' ? undefined : this.#watches.add(rule)) ?? [];
    });
    for (const watch of fresh) this.#begin(watch);
    if (fresh.length > 0)
      this.#wiring.notify(
        `${fresh.length === 1 ? 'A watch goes' : `${fresh.length} watches go`} on from an earlier run; /watch shows more.`,
      );
  }

  /** From now on it sees what comes. */
  #begin(watch: Watch): void {
    this.#lookAtTree(watch);
    this.#wiring.clock.changedNow('work');
    this.#monitor.onMessage = (message) => this.#offer(message);
  }

  #isRoom(topic: string): boolean {
    return this.#wiring.chat?.rooms.has(topic) === true;
  }

  /** How the topics stand that are known already. What was cut off or let go is not looked at. */
  #lookAtTree(watch: Watch): void {
    const { tree } = this.#monitor;
    const { filter } = watch.rule;
    const only = tree.find(filter);
    const nodes = /[+#]/.test(filter) ? nodesBelow(tree.root) : only === undefined ? [] : [only];
    for (const node of nodes) {
      const last = node.messages === 0 ? undefined : tree.last(node);
      if (last !== undefined && last.size === last.payload.length) this.#watches.begin(watch, last);
    }
  }

  #offer(message: Message): void {
    this.#wiring.clock.changed('work');
    if (this.#watches.offer(message, message.retain)) this.#report();
  }

  /** Tells what may be told by now, and comes back for the rest. */
  #report(): void {
    clearTimeout(this.#timer);
    // Not by the clock on the wall, which can be set back.
    const now = performance.now();
    for (const report of this.#watches.takeReports(now)) this.#tell(report);
    const { dueAt } = this.#watches;
    if (dueAt === undefined) return;
    this.#timer = setTimeout(() => this.#report(), Math.max(1, dueAt - now));
    this.#timer.unref();
  }

  #tell(report: WatchReport): void {
    const { chat, notify } = this.#wiring;
    const { number, rule } = report.watch;
    const sentence = reportSentence(report);
    const refusal = rule.isPosted ? chat?.send(rule.room ?? '', sentence) : undefined;
    if (rule.isPosted && refusal === undefined) return;
    const text = `Watch ${number}: ${sentence}${refusal === undefined ? '' : ` — not posted: ${refusal}`}`;
    const room = chat?.conversation(rule.room ?? '') ?? chat?.conversations[0];
    room?.tell(text, Date.now(), true);
    this.#wiring.clock.changedNow('rooms', 'conversation');
    if (room?.isShown !== true) notify(text);
    if (room?.isMuted === false)
      chat?.onMention?.(room, { user: `watch ${number}`, say: sentence });
  }
}
