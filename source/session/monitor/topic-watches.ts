import type { Devices } from '../../model/devices/devices.ts';
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
import { SilenceTimer } from './silence-timer.ts';

type Wiring = {
  readonly clock: Announcer;
  /** Keeps the watches. */
  readonly offeredChat: ChatSession | undefined;
  /** Where they post and report. */
  readonly chat: () => ChatSession | undefined;
  readonly notify: (text: string) => void;
};

/** Presence and direct messages, which watches ignore. */
const isAboutPeople = (topic: string): boolean => /\/\$(?:presence|dm)\//.test(topic);

/** Posts a report in a room; returns why it cannot, in one sentence. */
const post = (
  chat: ChatSession | undefined,
  room: string | undefined,
  sentence: string,
): string | undefined =>
  chat === undefined ? 'The chat is not joined.' : chat.send(room ?? '', sentence);

/** What watches look at: topics and their messages. */
type WatchedTopics = {
  readonly tree: TopicTree;
  readonly devices: Pick<Devices, 'units'>;
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  readonly isConnected: boolean;
  /** Called with every message while there are watches. */
  onMessage: ((message: Message, isStored: boolean) => void) | undefined;
};

/** The user's watches: they see every recorded message, and their reports are shown or posted. */
export class TopicWatches {
  readonly #watches: Watches;
  readonly #monitor: WatchedTopics;
  readonly #wiring: Wiring;
  #timer: NodeJS.Timeout | undefined;
  readonly #silences = new SilenceTimer(
    () => this.#watches.silenceDueAt,
    (now) => this.#lookForSilence(now),
  );

  constructor(monitor: WatchedTopics, wiring: Wiring) {
    this.#monitor = monitor;
    this.#wiring = wiring;
    this.#watches = new Watches((topic) => this.#isRoom(topic) || isAboutPeople(topic));
    const kept = this.#kept;
    if (kept !== undefined) kept.onOpen = () => this.#restore(kept);
  }

  /** All watches, oldest first. */
  get list(): Watch[] {
    return this.#watches.list;
  }

  /** Whether a watch is for this very topic, not for a filter that matches it. */
  names(topic: string): boolean {
    return this.#watches.names(topic);
  }

  /**
   * Adds a watch: `typed` is what follows the topic or filter. Reports are shown in `room`, where the
   * user is. Returns why it cannot, in one sentence.
   */
  add(filter: string, typed: string, room: string | undefined): Watch | string {
    if (this.#isRoom(filter)) return `${filter} is a room, and rooms cannot be watched.`;
    const postProblem = (place: string | undefined): string | undefined => {
      if (place === undefined) return 'Post in which room? --post ROOM';
      return this.#isRoom(place)
        ? undefined
        : `You are not in ${place}: /join it first, or use --post ROOM.`;
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
      return `There are ${watchLimit} watches already, which is the limit: /unwatch one first.`;
    const form = this.#storedForm(watch);
    if (!rule.isPosted || form.room !== undefined) this.#kept?.keep(form);
    this.#start(watch);
    return watch;
  }

  /** Ends a watch. */
  remove(watch: Watch): void {
    this.#watches.remove(watch);
    this.#kept?.forget(this.#storedForm(watch));
    this.#wiring.clock.changedNow('work');
    if (this.#watches.isEmpty) this.#monitor.onMessage = undefined;
  }

  /** The unit announced for the value that a watch looks at on a topic. Text from outside. */
  unitOf({ rule: { path } }: Watch, topic: string): string | undefined {
    return this.#monitor.devices.units.of(topic, [path]);
  }

  /** Whether a single watched topic filter, in one of these states, covers everything that a watch looks at. */
  isCovered(
    { rule: { filter } }: Watch,
    states: readonly Subscription['state'][] = ['granted', 'pending', 'unanswered'],
  ): boolean {
    return [...this.#monitor.subscriptions.values()].some(
      ({ state, filter: watched }) => states.includes(state) && filterCovers(watched, filter),
    );
  }

  /** A filter has just been subscribed to: what was silent before may only not have been heard. */
  listensTo(filter: string): void {
    const now = performance.now();
    for (const watch of this.list)
      if (filterCovers(filter, watch.rule.filter)) watch.restartSilence(now);
  }

  get #kept(): WatchHistory | undefined {
    return this.#wiring.offeredChat?.history?.watches;
  }

  /** Nothing about a private room or a direct conversation is stored. */
  #storedForm({ rule: { filter, typed, room } }: Watch): KeptWatch {
    const isOpen = this.#wiring.offeredChat?.rooms.get(room ?? '')?.isPrivate === false;
    return { filter, typed, room: isOpen ? room : undefined };
  }

  /** Continues the watches of earlier runs. */
  #restore(kept: WatchHistory): void {
    const fresh = kept.adopt(watchLimit - this.list.length).flatMap(({ filter, typed, room }) => {
      const rule = readWatchRule(filter, typed, { room, postProblem: () => undefined });
      return (typeof rule === 'string' ? undefined : this.#watches.add(rule)) ?? [];
    });
    for (const watch of fresh) this.#start(watch);
    if (fresh.length > 0)
      this.#wiring.notify(
        `${fresh.length === 1 ? 'A watch continues' : `${fresh.length} watches continue`} from an earlier run; /watch shows more.`,
      );
  }

  /** From now on the watch sees messages. */
  #start(watch: Watch): void {
    this.#lookAtTree(watch);
    this.#silences.set();
    this.#wiring.clock.changedNow('work');
    this.#monitor.onMessage = (message, isStored) => this.#offer(message, isStored);
  }

  #isRoom(topic: string): boolean {
    return this.#wiring.chat()?.rooms.has(topic) === true;
  }

  /** Judges the topics known already, except those whose last message was truncated or evicted. */
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

  #offer(message: Message, isStored: boolean): void {
    this.#wiring.clock.changed('work');
    if (this.#watches.offer(message, isStored)) this.#report();
    this.#silences.set();
  }

  /** Where nothing can be heard, silence says nothing. */
  #lookForSilence(now: number): void {
    const at = Date.now();
    let isSilent = false;
    for (const watch of this.list)
      if (!this.#monitor.isConnected || !this.isCovered(watch, ['granted']))
        watch.restartSilence(now);
      else isSilent = watch.takeSilences(now, at) || isSilent;
    if (!isSilent) return;
    this.#wiring.clock.changed('work');
    this.#report();
  }

  /** Reports what is due, and schedules the rest. */
  #report(): void {
    clearTimeout(this.#timer);
    // Not by the wall clock, which can be set back.
    const now = performance.now();
    for (const report of this.#watches.takeReports(now)) this.#tell(report);
    const { dueAt } = this.#watches;
    if (dueAt === undefined) return;
    this.#timer = setTimeout(() => this.#report(), Math.max(1, dueAt - now));
    this.#timer.unref();
  }

  #tell(report: WatchReport): void {
    const { notify } = this.#wiring;
    const chat = this.#wiring.chat();
    const { number, rule } = report.watch;
    const sentence = reportSentence(report, this.unitOf(report.watch, report.topic));
    const refusal = rule.isPosted ? post(chat, rule.room, sentence) : undefined;
    if (rule.isPosted && refusal === undefined) return;
    const text = `Watch ${number}: ${sentence}${refusal === undefined ? '' : ` — not posted: ${refusal}`}`;
    const room = chat?.conversation(rule.room ?? '') ?? chat?.conversations[0];
    room?.tell(text, Date.now(), true);
    this.#wiring.clock.changedNow('rooms', 'conversation');
    if (room?.reading.isShown !== true) notify(text);
    if (room?.reading.isMuted === false)
      chat?.onMention?.(room, { user: `watch ${number}`, say: sentence });
  }
}
