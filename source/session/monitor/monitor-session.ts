import type { BranchLog } from '../../model/branch-log.ts';
import type { StoredMessage } from '../../model/stored-message.ts';
import { Devices } from '../../model/devices/devices.ts';
import {
  type Subscription,
  type SubscriptionOptions,
  usualOptions,
} from '../../model/subscription.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import { TopicTree } from '../../model/topic-tree.ts';
import type { TreeLimits } from '../../model/tree-limits.ts';
import { Connection } from '../../mqtt/connection.ts';
import type { Message, QoS } from '../../mqtt/message.ts';
import { Bookmarks } from './bookmarks.ts';
import { frameParts } from '../frame-parts.ts';
import { BrokerWatch } from './broker-watch.ts';
import { Deliveries } from './deliveries.ts';
import { FullTreeNotices } from './full-tree-notices.ts';
import { IncomingMessages } from './incoming-messages.ts';
import { SysHangUps } from './sys-hang-ups.ts';
import { WatchedFilters } from './watched-filters.ts';
import { RecordedModels } from './recorded-models.ts';
import type { MonitorOptions } from './monitor-options.ts';
import type { MonitorWiring } from './monitor-wiring.ts';
import { OpenedLog } from './opened-log.ts';
import { SpreadWork } from './spread-work.ts';
import { mustStay } from './staying-topics.ts';
import { TopicWatches } from './topic-watches.ts';
import { TreeFilters } from './tree-filters.ts';

/** The watched topic filters and the messages received for them, on a separate connection. */
export class MonitorSession {
  tree: TopicTree;
  /** Which filters messages are delivered for. */
  readonly deliveries: Deliveries;
  readonly watched: WatchedFilters;
  /** What the broker says about itself, while that is on the screen. */
  broker: BrokerWatch | undefined;
  /** Whether it hangs up when asked for that. */
  readonly sysHangUps = new SysHangUps();
  /** The devices that publish their availability on what is watched. */
  devices: Devices;
  readonly connection: Connection;
  readonly watches: TopicWatches;
  /** Which topics the tree shows. */
  readonly filters: TreeFilters;
  readonly bookmarks: Bookmarks;
  /** Called with every message that counts; `undefined` while there are no watches. */
  onMessage: ((message: Message, isStored: boolean) => void) | undefined;
  /** Called with the topic of every recorded message; `undefined` while nothing needs it. */
  onRecorded: ((node: TopicNode) => void) | undefined;
  /** The topics whose numbers are charted. */
  charted: ReadonlySet<string> = new Set();
  /** The limits in effect. */
  readonly limits: TreeLimits;
  /** The silence that counts as stale, ms; `undefined`: judged by the topic's usual interval. */
  readonly staleAfter: number | undefined;
  readonly #wiring: MonitorWiring;
  readonly #fullTree: FullTreeNotices;
  readonly #work: SpreadWork;
  readonly #opened = new OpenedLog(() => this.tree);
  readonly #incoming: IncomingMessages;

  constructor(options: MonitorOptions, wiring: MonitorWiring) {
    this.#wiring = wiring;
    this.limits = options.limits;
    this.staleAfter = options.staleAfter;
    this.watches = new TopicWatches(this, wiring);
    this.#work = new SpreadWork(this, wiring.clock);
    this.#incoming = new IncomingMessages(this, wiring);
    this.#fullTree = new FullTreeNotices(options.limits, wiring.notify);
    this.tree = new TopicTree(options.limits, {
      onBusy: () => this.#work.later(),
      mustStay: (node) => mustStay(this, this.devices, node),
      onFull: (full) => this.#fullTree.tell(full),
    });
    this.deliveries = new Deliveries({
      messages: () => this.received,
      perSecond: (now) => this.tree.root.rate.perSecond(now),
    });
    this.watched = new WatchedFilters({
      connection: () => this.connection,
      deliveries: this.deliveries,
      onChange: () => wiring.clock.changedNow('work', 'topics'),
      onSubscribe: (filter) => {
        this.#incoming.stored.subscribed(this.tree, Date.now(), this.#keepsFlag);
        this.watches.listensTo(filter);
      },
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
    this.devices = new Devices(this.tree, () => this.#work.later());
    this.connection = new Connection(wiring.connection, {
      onMessage: (message) => this.#incoming.take(message),
      onPublishFrame: (frame) => this.#incoming.takeFrame(frame),
      onStatus: ({ state }) => {
        if (state === 'connected') {
          this.watched.subscribeAll();
          void this.broker?.request();
          wiring.onConnected();
        } else this.sysHangUps.lost(this.connection.hungUpOn);
        wiring.clock.changedNow(...frameParts);
      },
    });
    for (const filter of options.filters)
      this.watched.add(filter, { ...usualOptions, qos: options.qos });
  }

  /** The topic filters, each with the broker's answer. */
  get subscriptions(): ReadonlyMap<string, Subscription> {
    return this.watched.byFilter;
  }

  /** The number of messages received, each counted once however many filters it matches. */
  get received(): number {
    return this.#incoming.count;
  }

  get isConnected(): boolean {
    return this.connection.status.state === 'connected';
  }

  /** The messages of the open topic or branch. */
  get log(): BranchLog | undefined {
    return this.#opened.log;
  }

  /** How many messages were on the screen at least once. */
  get shownMessages(): number {
    return this.#opened.shown;
  }

  /** The last message of a topic, or `undefined`. */
  last(topic: string): StoredMessage | undefined {
    const node = this.tree.find(topic);
    return node === undefined ? undefined : this.tree.last(node);
  }

  /** Watches a valid filter; subscribes again if it is watched already. */
  subscribe(filter: string, qos: QoS, options: Partial<SubscriptionOptions> = {}): void {
    this.watched.add(filter, { ...usualOptions, ...options, qos });
  }

  /** Stops watching a filter; returns whether it was watched. Messages already received stay. */
  unsubscribe(filter: string): boolean {
    return this.watched.remove(filter);
  }

  /** We have published with the RETAIN flag at `since`, ms since the epoch; `isRetained`: not to clear it. */
  noteRetained(topic: string, isRetained: boolean, since: number): void {
    const node = this.tree.find(topic);
    if (node !== undefined && node.messages > 0) node.isRetained = isRetained;
    const last = node === undefined ? undefined : this.tree.last(node);
    const hasEchoed = (last?.receivedAt ?? 0) >= since;
    if (this.deliveries.match(topic) && !hasEchoed) this.#incoming.ownRetained.expect(topic);
    this.#wiring.clock.changed('topics', 'messages');
  }

  /** Starts watching what the broker says about itself; `now`: ms since the epoch. */
  watchBroker(now: number): void {
    const onChange = (): void => this.#wiring.clock.changed('work');
    this.broker = new BrokerWatch(this, { onChange, since: now });
    this.#wiring.clock.changedNow('work');
  }

  /** Stops watching that; messages still in flight are kept out of the tree. */
  async leaveBroker(): Promise<void> {
    const { broker } = this;
    await broker?.stop();
    if (this.broker === broker) this.broker = undefined;
  }

  /** Shows the messages of a topic or branch in the log, by default those of all topics. */
  openLog(node = this.tree.root): BranchLog {
    const { log } = this;
    const opened = this.#opened.open(node);
    if (opened !== log) this.#wiring.clock.changedNow('messages');
    return opened;
  }

  /** See `IncomingMessages`. */
  replay(message: Message, isPlayed: boolean): void {
    this.#incoming.replay(message, isPlayed);
    if (this.log === undefined) this.#reopenLog();
  }

  /** Empty models to fill with the state at another time of what begins at `since`, and then replace these. */
  makeModels(since: number): RecordedModels {
    const onBusy = (): void => this.#work.later();
    return new RecordedModels(this.limits, {
      before: this.tree,
      since,
      onBusy,
      mustStay: (node, devices) => mustStay(this, devices, node),
      onFull: (full) => this.#fullTree.tell(full),
    });
  }

  /** Replaces the models with those of another time, `now` in ms since the epoch, by which `received` messages had arrived. */
  replaceModels({ tree, devices, stored }: RecordedModels, received: number, now: number): void {
    this.#opened.leave();
    this.tree = tree;
    this.devices = devices;
    this.#incoming.stored = stored;
    this.#incoming.count = received;
    // It may have changed since the models were made.
    this.filters.apply(now);
    this.#wiring.clock.changedNow('topics', 'messages', 'work');
    this.#reopenLog();
    this.#work.later();
  }

  #reopenLog(): void {
    const node = this.#opened.find();
    if (node !== undefined) this.openLog(node);
  }

  /** Whether live messages may carry RETAIN as they were published with it (MQTT 5, 3.8.3.1). */
  get #keepsFlag(): boolean {
    const { status } = this.connection;
    const isOf5 = status.state === 'connected' && status.protocolVersion === 5;
    return isOf5 && [...this.subscriptions.values()].some((each) => each.retainAsPublished);
  }
}
