import { BranchLog } from '../../model/branch-log.ts';
import type { StoredMessage } from '../../model/stored-message.ts';
import { Devices } from '../../model/devices/devices.ts';
import type { TreeLimits } from '../../model/tree-limits.ts';
import {
  type Subscription,
  type SubscriptionOptions,
  usualOptions,
} from '../../model/subscription.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import { TopicTree } from '../../model/topic-tree.ts';
import { Connection } from '../../mqtt/connection.ts';
import type { Message, QoS } from '../../mqtt/message.ts';
import { type BookmarkPlace, Bookmarks } from './bookmarks.ts';
import { frameParts } from '../frame-parts.ts';
import { BrokerWatch } from './broker-watch.ts';
import { Deliveries } from './deliveries.ts';
import { WatchedFilters } from './watched-filters.ts';
import { RecordedModels } from './recorded-models.ts';
import type { MonitorWiring } from './monitor-wiring.ts';
import { TopicWatches } from './topic-watches.ts';
import { TreeFilters } from './tree-filters.ts';

/** What is watched, and how much of it is kept. */
export type MonitorOptions = {
  readonly filters: readonly string[];
  readonly qos: QoS;
  readonly limits: TreeLimits;
  /** Filters of topics that the tree leaves out, which must have no problem. */
  readonly excludes?: readonly string[];
  /** What counts as stale, ms; where it is absent, what is unusual for the topic. */
  readonly staleAfter?: number;
  /** Where bookmarks are kept; where it is absent, they last until the program ends. */
  readonly bookmarks?: BookmarkPlace;
};

/** How many echoes are waited for. */
const ownRetainedKept = 1000;

/** The topic filters that are watched and what came in on them, on a connection of their own. */
export class MonitorSession {
  tree: TopicTree;
  /** Which filter messages come for. */
  readonly deliveries: Deliveries;
  readonly watched: WatchedFilters;
  /** What the broker says about itself, while somebody looks. */
  broker: BrokerWatch | undefined;
  /** The devices that publish their availability on what is watched. */
  devices: Devices;
  readonly connection: Connection;
  /** Messages that have come, each counted once however many filters it came for. */
  received = 0;
  /** The messages of the topic or branch that is looked at. */
  log: BranchLog | undefined;
  readonly watches: TopicWatches;
  /** Which topics the tree shows. */
  readonly filters: TreeFilters;
  readonly bookmarks: Bookmarks;
  /** Called with every message that counts; nothing where there are no watches. */
  onMessage: ((message: Message) => void) | undefined;
  /** Called with the topic of every message that was recorded; nothing where nobody follows them. */
  onRecorded: ((node: TopicNode) => void) | undefined;
  /** The bounds that were asked for. */
  readonly limits: TreeLimits;
  /** What counts as stale, ms; `undefined` where it is what is unusual for the topic. */
  readonly staleAfter: number | undefined;
  readonly #wiring: MonitorWiring;
  /** Messages that were on the screen in logs that are closed. */
  #shownBefore = 0;
  /** The topic or branch that was looked at last, also while it is not there. */
  #lookedAt: string | undefined;
  #work: NodeJS.Immediate | undefined;
  /** Topics of ours whose echo has not come yet. */
  readonly #ownRetained = new Set<string>();

  constructor(options: MonitorOptions, wiring: MonitorWiring) {
    this.#wiring = wiring;
    this.limits = options.limits;
    this.staleAfter = options.staleAfter;
    this.watches = new TopicWatches(this, wiring);
    this.tree = new TopicTree(options.limits, () => this.#workLater());
    this.deliveries = new Deliveries({
      messages: () => this.received,
      perSecond: (now) => this.tree.root.rate.perSecond(now),
    });
    this.watched = new WatchedFilters({
      connection: () => this.connection,
      deliveries: this.deliveries,
      onChange: () => wiring.clock.changedNow('work', 'topics'),
      notify: wiring.notify,
    });
    this.filters = new TreeFilters({
      tree: () => this.tree,
      staleAfter: options.staleAfter,
      payloads: wiring.payloads,
      excludes: options.excludes ?? [],
      onChange: () => wiring.clock.changedNow('topics'),
      notify: wiring.notify,
    });
    this.bookmarks = new Bookmarks(options.bookmarks, wiring.notify);
    this.devices = new Devices(this.tree, () => this.#workLater());
    this.connection = new Connection(wiring.connection, {
      onMessage: (message) => this.#receive(message),
      onStatus: ({ state }) => {
        if (state === 'connected') {
          this.watched.askForAll();
          void this.broker?.request();
          wiring.onConnected();
        }
        wiring.clock.changedNow(...frameParts);
      },
    });
    for (const filter of options.filters)
      this.watched.add(filter, { ...usualOptions, qos: options.qos });
  }

  /** The topic filters with what the broker made of them. */
  get subscriptions(): ReadonlyMap<string, Subscription> {
    return this.watched.byFilter;
  }

  /** Messages that were on the screen at least once. */
  get shownMessages(): number {
    return this.#shownBefore + (this.log?.shown ?? 0);
  }

  /** The last message of a topic, where it is known. */
  last(topic: string): StoredMessage | undefined {
    const node = this.tree.find(topic);
    return node === undefined ? undefined : this.tree.last(node);
  }

  /** Watches one more filter, which must have no problem; asks again when it is watched. */
  subscribe(filter: string, qos: QoS, options: Partial<SubscriptionOptions> = {}): void {
    this.watched.add(filter, { ...usualOptions, ...options, qos });
  }

  /** Stops watching a filter; says whether it was watched. What was received stays. */
  unsubscribe(filter: string): boolean {
    return this.watched.remove(filter);
  }

  /**
   * We have published with the RETAIN flag at `since`, ms. Before MQTT 5 the broker does not hand the
   * flag on with live messages, so it has to be remembered, until the echo comes if it has not yet.
   */
  noteRetained(topic: string, isRetained: boolean, since: number): void {
    const node = this.tree.find(topic);
    if (node !== undefined && node.messages > 0) node.isRetained = isRetained;
    const isWatched = this.deliveries.match(topic);
    const last = node === undefined ? undefined : this.tree.last(node);
    const hasEchoed = (last?.receivedAt ?? 0) >= since;
    if (isWatched && !hasEchoed && this.#ownRetained.size < ownRetainedKept)
      this.#ownRetained.add(topic);
    this.#wiring.clock.changed('topics', 'messages');
  }

  /** Begins to watch what the broker says about itself, at `now` in ms. */
  watchBroker(now: number): void {
    const onChange = (): void => this.#wiring.clock.changed('work');
    this.broker = new BrokerWatch(this, { onChange, since: now });
    this.#wiring.clock.changedNow('work');
  }

  /** Ends it; what is still on its way is kept out of the tree. */
  async leaveBroker(): Promise<void> {
    const { broker } = this;
    await broker?.stop();
    if (this.broker === broker) this.broker = undefined;
  }

  /** Shows the messages of a topic or branch in the log. */
  openLog(node: TopicNode): BranchLog {
    this.#lookedAt = node.topic;
    if (this.log?.topic !== node.topic) {
      this.#shownBefore = this.shownMessages;
      this.log?.close();
      this.log = new BranchLog(node, this.tree);
      this.#wiring.clock.changedNow('messages');
    }
    return this.log;
  }

  /** Takes a message of a recording; watches hear of it where it is played. */
  replay(message: Message, isPlayed: boolean): void {
    this.broker?.take(message);
    this.#record(message, isPlayed);
    if (this.log === undefined && this.#lookedAt !== undefined) this.#lookAgain(this.#lookedAt);
  }

  /** Models that can take the place of these, to be filled with another time. */
  makeModels(): RecordedModels {
    return new RecordedModels(this.limits, this.tree, () => this.#workLater());
  }

  /** Puts the models of another time, `now` in ms, in the place of these; so many messages have come by then. */
  replaceModels({ tree, devices }: RecordedModels, received: number, now: number): void {
    this.#shownBefore = this.shownMessages;
    this.tree = tree;
    this.devices = devices;
    this.received = received;
    this.log = undefined;
    // It may have become another one meanwhile.
    this.filters.apply(now);
    this.#wiring.clock.changedNow('topics', 'messages', 'work');
    if (this.#lookedAt !== undefined) this.#lookAgain(this.#lookedAt);
    this.#workLater();
  }

  #lookAgain(topic: string): void {
    const node = this.tree.find(topic);
    if (node !== undefined) this.openLog(node);
  }

  /** What takes long in the models is done bit by bit, so that keys are not held up. */
  #workLater(): void {
    if (this.#work !== undefined) return;
    this.#work = setImmediate(() => {
      this.#work = undefined;
      const { view } = this.tree;
      if (view.isBusy) this.#wiring.clock.changed('topics');
      if (this.devices.isBusy) this.#wiring.clock.changed('work', 'rooms');
      view.workOn();
      this.devices.workOn();
      if (view.isBusy || this.devices.isBusy) this.#workLater();
    });
  }

  #receive(message: Message): void {
    if (this.broker?.take(message) === true) return;
    if (this.deliveries.isCounting && !this.deliveries.take(message)) return;
    this.#wiring.tape.take(message);
    this.#record(message, true);
  }

  #record(message: Message, isNew: boolean): void {
    this.received += 1;
    const node = this.tree.record(message);
    if (node !== undefined) {
      this.devices.record(node);
      if (this.log?.offer(node) === true) this.#wiring.clock.changed('messages');
      if (this.#ownRetained.size > 0 && this.#ownRetained.delete(message.topic))
        node.isRetained = message.payload.length > 0;
      this.onRecorded?.(node);
    }
    if (isNew) this.onMessage?.(message);
    this.#wiring.clock.changed('topics');
  }
}
