import { Readable } from 'node:stream';
import type { QoS } from '../message.ts';
import type { BrokerLimits } from './broker-limits.ts';
import { ClientStream } from './client-stream.ts';
import { FilterTree } from './filter-tree.ts';
import type { Holder, MemoryBudget } from './memory-budget.ts';

/** A packet as aedes stores it. */
export type StoredPacket = {
  readonly cmd: 'publish' | 'pubrel';
  readonly brokerId?: string;
  readonly brokerCounter?: number;
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: QoS;
  readonly retain: boolean;
  dup: boolean;
  messageId?: number;
};

type ClientOf = { readonly id: string; readonly conn?: unknown };
type Subscription = { readonly topic: string; readonly qos: QoS };
type Target = Subscription & { readonly clientId: string };

/** What a stored packet takes beside its bytes, about; more than its header has on the wire. */
const overhead = 256;

const weight = ({ topic, payload }: StoredPacket): number =>
  overhead + (topic?.length ?? 0) * 2 + (payload?.length ?? 0);

const firstCounter = ({ brokerCounter = 0 }: StoredPacket): number => brokerCounter;

class Session implements Holder {
  readonly id: string;
  /** It outlives the connection. */
  isKept = false;
  readonly filters = new Map<string, Target>();
  /** By aedes' counter, which is what a packet is known by until it has an identifier. */
  readonly outgoing = new Map<number, StoredPacket>();
  readonly counters = new Map<number, number>();
  readonly incoming = new Map<number, StoredPacket>();
  held = 0;
  leftOut = 0;
  readonly giveUp: (reason: string) => void;

  constructor(id: string, giveUp: (session: Session, reason: string) => void) {
    this.id = id;
    this.giveUp = (reason) => giveUp(this, reason);
  }
}

/** What is told of the sessions. */
export type SessionEvents = {
  /** It is gone, or has lost what was waiting for it. */
  readonly onLost: (clientId: string, reason: string) => void;
};

/**
 * The sessions of clients, in memory: what aedes calls a persistence. It takes the place of aedes'
 * own, which has no limits, searches its queues from the front, and forgets that a message was
 * sent before (3.1.1, 4.4: then it carries DUP). Retained messages and wills are not kept here.
 */
export class Sessions {
  /** Those that were used longest ago come first. */
  readonly #sessions = new Map<string, Session>();
  readonly #filters = new FilterTree<Target>();
  readonly #limits: BrokerLimits;
  readonly #budget: MemoryBudget;
  readonly #events: SessionEvents;
  #isOnline: (clientId: string) => boolean = () => false;

  constructor(limits: BrokerLimits, budget: MemoryBudget, events: SessionEvents) {
    this.#limits = limits;
    this.#budget = budget;
    this.#events = events;
  }

  async setup(broker: { readonly clients?: Readonly<Record<string, unknown>> }): Promise<void> {
    this.#isOnline = (clientId) => broker.clients?.[clientId] !== undefined;
  }

  /** Whether a session is kept for a client. */
  has(clientId: string): boolean {
    return this.#sessions.get(clientId)?.isKept === true;
  }

  /** Keeps subscriptions with the QoS that was granted; 128 is a refusal. */
  subscribe(clientId: string, subscriptions: readonly Subscription[]): void {
    const session = this.#sessions.get(clientId);
    if (session?.isKept !== true) return;
    for (const { topic, qos } of subscriptions) {
      if (qos > 2) continue;
      this.#removeFilter(session, topic);
      const target = { clientId, topic, qos };
      session.filters.set(topic, target);
      if (qos > 0) this.#filters.add(topic, target);
    }
  }

  // From here on it is aedes that asks.

  async addSubscriptions(): Promise<void> {
    // They come by `subscribe`, when it is known what was granted.
  }

  async removeSubscriptions({ id }: ClientOf, filters: readonly string[]): Promise<void> {
    const session = this.#sessions.get(id);
    if (session !== undefined) for (const filter of filters) this.#removeFilter(session, filter);
  }

  async subscriptionsByClient({ id }: ClientOf): Promise<Subscription[]> {
    const session = this.#session(id);
    session.isKept = true;
    // It is the newest now.
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    this.#limitSessions();
    return [...session.filters.values()].map(({ topic, qos }) => ({ topic, qos }));
  }

  async subscriptionsByTopic(topic: string): Promise<Target[]> {
    const best = new Map<string, Target>();
    for (const target of this.#filters.match(topic)) {
      const known = best.get(target.clientId);
      if (known === undefined || known.qos < target.qos) best.set(target.clientId, target);
    }
    return [...best.values()];
  }

  async cleanSubscriptions({ id }: ClientOf): Promise<void> {
    this.#forget(id);
  }

  // The only caller is `Client.publish`, for retained messages, which aedes does not store.
  async outgoingEnqueue(): Promise<void> {}

  async outgoingEnqueueCombi(targets: readonly Target[], packet: StoredPacket): Promise<void> {
    if (targets.length === 0) return;
    // A copy, for the payload is part of a larger chunk.
    const payload = Buffer.from(packet.payload);
    for (const { clientId, qos } of targets) {
      const session = this.#sessions.get(clientId);
      if (session !== undefined)
        this.#store(session, {
          ...packet,
          payload,
          qos: Math.min(qos, packet.qos) as QoS,
          retain: false,
          dup: false,
        });
    }
  }

  async outgoingUpdate({ id }: ClientOf, packet: StoredPacket): Promise<void> {
    const session = this.#session(id);
    if (packet.cmd === 'pubrel') {
      const counter = session.counters.get(packet.messageId!);
      const stored = counter === undefined ? undefined : session.outgoing.get(counter);
      if (counter === undefined || stored === undefined) return;
      this.#account(session, -weight(stored));
      const empty = { topic: '', payload: Buffer.alloc(0) };
      const released: StoredPacket = {
        ...stored,
        ...empty,
        cmd: 'pubrel',
        messageId: packet.messageId!,
      };
      session.outgoing.set(counter, released);
      this.#account(session, weight(released));
      return;
    }
    const counter = firstCounter(packet);
    // Overlapping subscriptions: aedes has let go of it with the second one.
    const stored = session.outgoing.get(counter) ?? this.#store(session, { ...packet });
    if (stored === undefined) return;
    packet.messageId = freeIdentifier(session, packet.messageId!, counter);
    stored.messageId = packet.messageId;
    session.counters.set(packet.messageId, counter);
  }

  async outgoingClearMessageId(
    { id }: ClientOf,
    packet: StoredPacket,
  ): Promise<StoredPacket | undefined> {
    const session = this.#sessions.get(id);
    const counter =
      packet.messageId === undefined
        ? firstCounter(packet)
        : session?.counters.get(packet.messageId);
    const stored = counter === undefined ? undefined : session?.outgoing.get(counter);
    if (session === undefined || counter === undefined || stored === undefined) return undefined;
    session.outgoing.delete(counter);
    if (stored.messageId !== undefined) session.counters.delete(stored.messageId);
    this.#account(session, -weight(stored));
    return stored;
  }

  /** What waits for a client, no faster than it reads; what was sent before carries DUP. */
  outgoingStream({ id, conn }: ClientOf): Readable {
    const session = this.#sessions.get(id);
    const waiting = [...(session?.outgoing.keys() ?? [])].toSorted((one, other) => one - other);
    return Readable.from(
      (async function* () {
        for (const counter of waiting) {
          if (conn instanceof ClientStream)
            await new Promise<void>((resolve) => {
              conn.whenRoomy(resolve);
            });
          const packet = session?.outgoing.get(counter);
          if (packet === undefined) continue;
          const isRepeated = packet.cmd === 'publish' && packet.messageId !== undefined;
          yield { ...packet, dup: isRepeated };
        }
      })(),
    );
  }

  async incomingStorePacket({ id }: ClientOf, packet: StoredPacket): Promise<void> {
    const session = this.#session(id);
    if (session.held + weight(packet) > this.#limits.queued)
      throw new Error('too much of it waits for PUBREL');
    // Nothing but its identifier is asked for again.
    session.incoming.set(packet.messageId!, packet);
    this.#account(session, weight(packet));
  }

  async incomingGetPacket({ id }: ClientOf, { messageId }: StoredPacket): Promise<StoredPacket> {
    const packet = this.#sessions.get(id)?.incoming.get(messageId!);
    if (packet === undefined) throw new Error('no such packet');
    return packet;
  }

  async incomingDelPacket({ id }: ClientOf, { messageId }: StoredPacket): Promise<void> {
    const session = this.#sessions.get(id);
    const packet = session?.incoming.get(messageId!);
    if (session === undefined || packet === undefined) throw new Error('no such packet');
    session.incoming.delete(messageId!);
    this.#account(session, -weight(packet));
  }

  async cleanIncoming({ id }: ClientOf): Promise<void> {
    const session = this.#sessions.get(id);
    if (session === undefined) return;
    if (!session.isKept) {
      this.#forget(id);
      return;
    }
    for (const packet of session.incoming.values()) this.#account(session, -weight(packet));
    session.incoming.clear();
  }

  createRetainedStreamCombi(): Readable {
    return Readable.from([]);
  }

  // A will is with its client, and ends with this process as that does.
  async putWill(): Promise<void> {}

  async delWill(): Promise<void> {}

  streamWill(): Readable {
    return Readable.from([]);
  }

  #session(id: string): Session {
    let session = this.#sessions.get(id);
    if (session === undefined) {
      session = new Session(id, (lost, reason) => {
        this.#events.onLost(lost.id, reason);
        this.#forget(lost.id);
      });
      this.#sessions.set(id, session);
      this.#budget.add(session);
    }
    return session;
  }

  #forget(id: string): void {
    const session = this.#sessions.get(id);
    if (session === undefined) return;
    for (const filter of [...session.filters.keys()]) this.#removeFilter(session, filter);
    this.#sessions.delete(id);
    this.#account(session, -session.held);
    this.#budget.remove(session);
  }

  #removeFilter(session: Session, filter: string): void {
    const target = session.filters.get(filter);
    if (target === undefined) return;
    session.filters.delete(filter);
    if (target.qos > 0) this.#filters.remove(filter, target);
  }

  #limitSessions(): void {
    let tooMany = -this.#limits.clients;
    for (const { isKept } of this.#sessions.values()) if (isKept) tooMany += 1;
    for (const { id, isKept } of [...this.#sessions.values()]) {
      if (tooMany <= 0) return;
      if (!isKept || this.#isOnline(id)) continue;
      this.#forget(id);
      tooMany -= 1;
    }
  }

  #store(session: Session, packet: StoredPacket): StoredPacket | undefined {
    if (session.held + weight(packet) > this.#limits.queued) {
      session.leftOut += 1;
      if (session.leftOut === 1)
        this.#events.onLost(session.id, 'its session is full; messages for it are left out');
      return undefined;
    }
    session.outgoing.set(firstCounter(packet), packet);
    this.#account(session, weight(packet));
    return packet;
  }

  #account(session: Session, change: number): void {
    session.held += change;
    this.#budget.change(change);
  }
}

/** The identifier that aedes chose, or the next one that is not in use. */
const freeIdentifier = (session: Session, chosen: number, counter: number): number => {
  let identifier = chosen;
  while ((session.counters.get(identifier) ?? counter) !== counter)
    identifier = (identifier % 65_535) + 1;
  return identifier;
};
