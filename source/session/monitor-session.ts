import { BranchLog } from '../model/branch-log.ts';
import { Devices } from '../model/devices/devices.ts';
import type { TreeLimits } from '../model/tree-limits.ts';
import type { Subscription } from '../model/subscription.ts';
import type { TopicNode } from '../model/topic-node.ts';
import { TopicTree } from '../model/topic-tree.ts';
import { Connection } from '../mqtt/connection.ts';
import type { ConnectionOptions } from '../mqtt/connection-options.ts';
import type { Message, QoS } from '../mqtt/message.ts';
import { sharedSubscription, topicMatches } from '../mqtt/topic.ts';
import { ConnectionLost } from '../mqtt/request-errors.ts';
import type { ChatSession } from './chat-session.ts';
import { TopicWatches } from './topic-watches.ts';

/** What is watched, and how much of it is kept. */
export type MonitorOptions = {
  readonly filters: readonly string[];
  readonly qos: QoS;
  readonly limits: TreeLimits;
};

type Wiring = {
  readonly connection: ConnectionOptions;
  readonly onChange: () => void;
  readonly onConnected: () => void;
  readonly notify: (text: string) => void;
  /** Where watches post and tell. */
  readonly chat: ChatSession | undefined;
};

/** So many echoes are waited for. */
const ownRetainedKept = 1000;

/** The topic filters that are watched and what came in on them, on a connection of their own. */
export class MonitorSession {
  readonly tree: TopicTree;
  /** The devices that publish their availability on what is watched. */
  readonly devices: Devices;
  readonly subscriptions = new Map<string, Subscription>();
  readonly connection: Connection;
  /** Messages that have come, each counted once however many filters it came for. */
  received = 0;
  /** The messages of the topic or branch that is looked at. */
  shown: BranchLog | undefined;
  readonly watches: TopicWatches;
  /** Called with every message that counts; nothing where there are no watches. */
  onMessage: ((message: Message) => void) | undefined;
  /** The bounds that were asked for. */
  readonly limits: TreeLimits;
  readonly #wiring: Wiring;
  /** Messages that were on the screen in logs that are closed. */
  #shownBefore = 0;
  #identifiers = 0;
  #work: NodeJS.Immediate | undefined;
  /** Topics of ours whose echo has not come yet. */
  readonly #ownRetained = new Set<string>();

  constructor(options: MonitorOptions, wiring: Wiring) {
    this.#wiring = wiring;
    this.limits = options.limits;
    this.watches = new TopicWatches(this, wiring);
    this.tree = new TopicTree(options.limits, () => this.#workLater());
    this.devices = new Devices(this.tree, () => this.#workLater());
    for (const filter of options.filters) this.#add(filter, options.qos);
    this.connection = new Connection(wiring.connection, {
      onMessage: (message) => this.#receive(message),
      onStatus: ({ state }) => {
        if (state === 'connected') {
          for (const subscription of this.subscriptions.values()) void this.#request(subscription);
          wiring.onConnected();
        }
        wiring.onChange();
      },
    });
  }

  /** Messages that were on the screen at least once. */
  get shownMessages(): number {
    return this.#shownBefore + (this.shown?.shown ?? 0);
  }

  /** Watches one more filter, which must have passed `topicFilterProblem`; asks again when it is watched. */
  subscribe(filter: string, qos: QoS): void {
    const subscription = this.#add(filter, qos);
    if (this.connection.status.state === 'connected') void this.#request(subscription);
    this.#wiring.onChange();
  }

  /** Stops watching a filter; says whether it was watched. What was received stays. */
  unsubscribe(filter: string): boolean {
    const isKnown = this.subscriptions.delete(filter);
    if (isKnown && this.connection.status.state === 'connected')
      void this.connection.unsubscribe(filter).catch(() => undefined);
    this.#wiring.onChange();
    return isKnown;
  }

  /**
   * We have published with the RETAIN flag at `since`, ms. Before MQTT 5 the broker does not hand the
   * flag on with live messages, so it has to be remembered, until the echo comes if it has not yet.
   */
  noteRetained(topic: string, isRetained: boolean, since: number): void {
    const node = this.tree.find(topic);
    if (node !== undefined && node.messages > 0) node.isRetained = isRetained;
    const isWatched = [...this.subscriptions.keys()].some((filter) => topicMatches(filter, topic));
    const last = node === undefined ? undefined : this.tree.last(node);
    const hasEchoed = (last?.receivedAt ?? 0) >= since;
    if (isWatched && !hasEchoed && this.#ownRetained.size < ownRetainedKept)
      this.#ownRetained.add(topic);
    this.#wiring.onChange();
  }

  /** Shows only topics that contain all words of `text`. */
  filter(text: string): void {
    this.tree.view.setFilter(text);
    this.#wiring.onChange();
  }

  /** Shows the messages of a topic or branch in the log. */
  look(node: TopicNode): BranchLog {
    if (this.shown?.topic !== node.topic) {
      this.#shownBefore = this.shownMessages;
      this.shown?.close();
      this.shown = new BranchLog(node, this.tree);
    }
    return this.shown;
  }

  /** What takes long in the models is done bit by bit, so that keys are not held up. */
  #workLater(): void {
    if (this.#work !== undefined) return;
    this.#work = setImmediate(() => {
      this.#work = undefined;
      this.tree.view.workOn();
      this.devices.workOn();
      if (this.tree.view.isBusy || this.devices.isBusy) this.#workLater();
      this.#wiring.onChange();
    });
  }

  #add(filter: string, qos: QoS): Subscription {
    this.#identifiers += 1;
    const subscription: Subscription = {
      filter,
      qos,
      identifier: this.#identifiers,
      state: 'pending',
    };
    this.subscriptions.set(filter, subscription);
    return subscription;
  }

  #receive(message: Message): void {
    if (this.#isRepeat(message)) return;
    this.received += 1;
    const node = this.tree.record(message);
    if (node !== undefined) {
      this.devices.record(node);
      this.shown?.offer(node);
      const isOwn = this.#ownRetained.size > 0 && this.#ownRetained.delete(message.topic);
      if (isOwn) node.isRetained = message.payload.length > 0;
    }
    this.onMessage?.(message);
    this.#wiring.onChange();
  }

  /**
   * Where filters overlap, some brokers deliver a message once for each of them (MQTT 5, 3.3.4).
   * The one that counts is that of the first filter that matches.
   */
  #isRepeat(message: Message): boolean {
    const id = message.properties?.subscriptionIdentifier;
    if (typeof id !== 'number' || this.subscriptions.size < 2) return false;
    for (const { filter, identifier, state } of this.subscriptions.values()) {
      if (identifier === id) return false;
      // A shared subscription gets only its share: it does not stand in for the others.
      const isShared = sharedSubscription(filter) !== undefined;
      if (state === 'granted' && !isShared && topicMatches(filter, message.topic)) return true;
    }
    return false;
  }

  async #request(subscription: Subscription): Promise<void> {
    const { filter, qos } = subscription;
    try {
      subscription.grantedQos = await this.connection.subscribe(filter, {
        qos,
        retainAsPublished: true,
        identifier: subscription.identifier,
      });
      subscription.state = 'granted';
      delete subscription.reason;
    } catch (error) {
      if (error instanceof ConnectionLost) return;
      subscription.state = 'refused';
      subscription.reason = (error as Error).message;
      this.#wiring.notify(
        `The broker refused the subscription to "${filter}": ${subscription.reason}`,
      );
    }
    this.#wiring.onChange();
  }
}
