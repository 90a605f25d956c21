import { BrokerStatus } from '../../model/broker-status.ts';
import { nodesBelow } from '../../model/topic-node.ts';
import type { TopicTree } from '../../model/topic-tree.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { Message } from '../../mqtt/message.ts';
import { ConnectionLost, Unanswered } from '../../mqtt/request-errors.ts';
import { Retries } from '../retries.ts';
import type { Deliveries } from './deliveries.ts';
import { sysFilter, type SysHangUps } from './sys-hang-ups.ts';
import type { WatchedFilters } from './watched-filters.ts';

/** The largest subscription identifier (MQTT 5, 3.8.2.1.2): those of the list count up from 1. */
const identifier = 268_435_455;

/** What is watched already, and on which connection. */
type Monitor = {
  readonly connection: Connection;
  readonly deliveries: Deliveries;
  readonly watched: WatchedFilters;
  readonly tree: TopicTree;
  readonly sysHangUps: SysHangUps;
};

/** Watches what the broker says about itself while that is on the screen. It stays out of the tree. */
export class BrokerWatch {
  readonly status = new BrokerStatus();
  /** When this began, ms since the epoch. */
  readonly since: number;
  #refusal: string | undefined;
  readonly #monitor: Monitor;
  readonly #onChange: () => void;
  readonly #retries = new Retries();

  constructor(
    monitor: Monitor,
    options: { readonly onChange: () => void; readonly since: number },
  ) {
    this.#monitor = monitor;
    this.#onChange = options.onChange;
    this.since = options.since;
    if (this.#isWatchedAnyway) this.#readTree();
    void this.request();
  }

  /** Whether the user watches this filter, too: then it is neither requested nor given up here. */
  get #isWatchedAnyway(): boolean {
    const known = this.#monitor.watched.byFilter.get(sysFilter);
    return known !== undefined && known.state !== 'off';
  }

  /** Why the broker refused the subscription. */
  get refusal(): string | undefined {
    return this.#isWatchedAnyway
      ? this.#monitor.watched.byFilter.get(sysFilter)?.reason
      : this.#refusal;
  }

  /** Subscribes; call it again on each new connection. */
  async request(): Promise<void> {
    const { connection, sysHangUps } = this.#monitor;
    if (this.#isWatchedAnyway || connection.status.state !== 'connected') return;
    if (sysHangUps.keepComing) {
      this.#refusal = 'it closed the connection each time, and is not asked again';
      return;
    }
    try {
      await connection.subscribe(sysFilter, { qos: 0, identifier });
      sysHangUps.answered();
      this.#refusal = undefined;
      this.#retries.forget(sysFilter);
    } catch (error) {
      const isAnswer = !(error instanceof ConnectionLost) && !(error instanceof Unanswered);
      if (isAnswer) sysHangUps.answered();
      this.#refusal = isAnswer ? (error as Error).message : undefined;
      this.#retries.failed(sysFilter, () => void this.request());
    }
    this.#onChange();
  }

  /** Unsubscribes. Resolves when no more messages can arrive for this; never rejects. */
  async stop(): Promise<void> {
    this.#retries.forget(sysFilter);
    if (this.#isWatchedAnyway) return;
    await this.#monitor.connection.unsubscribe(sysFilter).catch(() => undefined);
  }

  /** Takes a message; returns whether it came for this alone and must stay out of the tree. */
  take({ topic, payload, properties, receivedAt, retain }: Message): boolean {
    if (!topic.startsWith('$SYS/')) return false;
    this.status.record(topic, payload, receivedAt, retain && !this.#isWatchedAnyway);
    this.#onChange();
    const id = properties?.subscriptionIdentifier;
    return id === undefined ? !this.#monitor.deliveries.match(topic) : id === identifier;
  }

  #readTree(): void {
    const { tree } = this.#monitor;
    const root = tree.find('$SYS');
    if (root === undefined) return;
    for (const node of nodesBelow(root)) {
      const last = tree.last(node);
      if (last !== undefined)
        this.status.record(node.topic, last.payload, last.receivedAt, last.retain);
    }
  }
}
