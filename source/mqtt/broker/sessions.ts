import { Readable } from 'node:stream';
import type { QoS } from '../message.ts';
import type { BrokerLimits } from './broker-limits.ts';
import { ClientStream } from './client-stream.ts';
import { FilterTree } from './filter-tree.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { Session, type SessionFilter, type StoredPacket } from './session.ts';

type ClientOf = { readonly id: string; readonly conn?: unknown };

/** What aedes keeps about all clients. */
type AedesState = {
  readonly clients: Readonly<Record<string, unknown>>;
  /** Counts packets, to tell them apart. */
  counter: number;
};

type RetainedPacket = Pick<StoredPacket, 'topic' | 'payload' | 'qos'>;

type Subscription = Pick<SessionFilter, 'topic' | 'qos'>;

/** What all sessions share. */
export type SessionsOptions = {
  readonly limits: BrokerLimits;
  readonly budget: MemoryBudget;
  /** A session was dropped with what waited in it, or has no room for more. */
  readonly onLost: (clientId: string, reason: string) => void;
};

/**
 * The sessions of clients, in memory: what aedes calls a persistence. It replaces aedes' own, which has no
 * limits, searches its queues from the front, and forgets that a message was sent before. Retained messages
 * and will messages are not stored here.
 */
export class Sessions {
  /** The least recently used come first. */
  readonly #sessions = new Map<string, Session>();
  readonly #filters = new FilterTree<SessionFilter>();
  /** Messages that found no room in a session. */
  leftOut = 0;
  readonly #full = new WeakSet<Session>();
  readonly #options: SessionsOptions;
  #aedes: AedesState = { clients: {}, counter: 0 };

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** Whether a client has a stored session. */
  has(clientId: string): boolean {
    return this.#sessions.get(clientId)?.isKept === true;
  }

  /** Stores subscriptions with the granted QoS; 128 is a refusal. */
  subscribe(clientId: string, subscriptions: readonly Subscription[]): void {
    const session = this.#sessions.get(clientId);
    if (session?.isKept !== true) return;
    for (const { topic, qos } of subscriptions) {
      if (qos > 2) continue;
      this.#removeFilter(session, topic);
      const filter = { clientId, topic, qos };
      if (qos > 0) this.#filters.add(topic, filter);
      session.addFilter(filter);
    }
  }

  // aedes calls the methods below.

  async setup(aedes: AedesState): Promise<void> {
    this.#aedes = aedes;
  }

  // `subscribe` stores them, once the granted QoS is known.
  async addSubscriptions(): Promise<void> {}

  async removeSubscriptions({ id }: ClientOf, filters: readonly string[]): Promise<void> {
    const session = this.#sessions.get(id);
    if (session !== undefined) for (const filter of filters) this.#removeFilter(session, filter);
  }

  async subscriptionsByClient({ id }: ClientOf): Promise<Subscription[]> {
    const session = this.#session(id);
    session.isKept = true;
    // Now it is the most recently used.
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    this.#limitSessions();
    return [...session.filters.values()].map(({ topic, qos }) => ({ topic, qos }));
  }

  async subscriptionsByTopic(topic: string): Promise<SessionFilter[]> {
    const best = new Map<string, SessionFilter>();
    for (const filter of this.#filters.match(topic)) {
      const known = best.get(filter.clientId);
      if (known === undefined || known.qos < filter.qos) best.set(filter.clientId, filter);
    }
    return [...best.values()];
  }

  async cleanSubscriptions({ id }: ClientOf): Promise<void> {
    this.#forget(id);
  }

  async outgoingEnqueueCombi(
    filters: readonly SessionFilter[],
    packet: StoredPacket,
  ): Promise<void> {
    if (filters.length === 0) return;
    // A copy: the payload is a slice of a larger chunk.
    const payload = Buffer.from(packet.payload);
    for (const filter of filters) {
      const session = this.#sessions.get(filter.clientId);
      const qos = Math.min(filter.qos, packet.qos) as QoS;
      if (session === undefined || session.queue({ ...packet, payload, qos })) continue;
      this.leftOut += 1;
      if (this.#full.has(session)) continue;
      this.#full.add(session);
      this.#options.onLost(session.id, 'its session is full; messages for it are dropped');
    }
  }

  /** A retained message is sent to a client. Returns its packet identifier; without a stored session, the proposed one. */
  identify(clientId: string, message: RetainedPacket, proposed: number): number {
    const session = this.#sessions.get(clientId);
    if (session?.isKept !== true) return proposed;
    this.#aedes.counter += 1;
    const packet: StoredPacket = {
      ...message,
      cmd: 'publish',
      brokerCounter: this.#aedes.counter,
      retain: true,
      dup: false,
    };
    session.identify(packet);
    return packet.messageId ?? proposed;
  }

  async outgoingUpdate({ id }: ClientOf, packet: StoredPacket): Promise<void> {
    const session = this.#session(id);
    if (packet.cmd === 'publish') {
      if (packet.qos > 0) session.identify(packet);
    } else if (packet.messageId !== undefined) session.received(packet.messageId);
  }

  async outgoingClearMessageId(
    { id }: ClientOf,
    packet: StoredPacket,
  ): Promise<StoredPacket | undefined> {
    // Without an identifier it is the same message at another of its filters, where aedes does not send it again.
    if (packet.messageId === undefined) return undefined;
    return this.#sessions.get(id)?.remove(packet.messageId);
  }

  /** Yields what waits for a client, no faster than it reads. */
  outgoingStream({ id, conn }: ClientOf): Readable {
    const waiting = this.#sessions.get(id)?.waiting() ?? [];
    return Readable.from(conn instanceof ClientStream ? paced(waiting, conn) : waiting);
  }

  async incomingStorePacket({ id }: ClientOf, packet: StoredPacket): Promise<void> {
    // A copy: the payload is a slice of a larger chunk.
    const stored = { ...packet, payload: Buffer.from(packet.payload) };
    if (!this.#session(id).storeIncoming(stored)) throw new Error('too much waits for its PUBREL');
  }

  async incomingGetPacket({ id }: ClientOf, packet: StoredPacket): Promise<StoredPacket> {
    const stored = this.#sessions.get(id)?.incoming(packet);
    if (stored === undefined) throw new Error('no such packet');
    return stored;
  }

  async incomingDelPacket({ id }: ClientOf, packet: StoredPacket): Promise<void> {
    if (this.#sessions.get(id)?.removeIncoming(packet) !== true) throw new Error('no such packet');
  }

  async cleanIncoming({ id }: ClientOf): Promise<void> {
    if (!this.has(id)) this.#forget(id);
  }

  createRetainedStreamCombi(): Readable {
    return Readable.from([]);
  }

  // Each connected client has its will message; both end with this process.
  async putWill(): Promise<void> {}

  async delWill(): Promise<void> {}

  streamWill(): Readable {
    return Readable.from([]);
  }

  #session(id: string): Session {
    const known = this.#sessions.get(id);
    if (known !== undefined) return known;
    const { limits, budget, onLost } = this.#options;
    const session = new Session(id, {
      limit: limits.queued,
      onChange: (bytes) => budget.change(bytes),
      onGiveUp: (lost, reason) => {
        onLost(lost.id, `its session is lost: ${reason}`);
        this.#forget(lost.id);
      },
    });
    this.#sessions.set(id, session);
    budget.add(session);
    return session;
  }

  #forget(id: string): void {
    const session = this.#sessions.get(id);
    if (session === undefined) return;
    for (const filter of session.filters.keys()) this.#removeFilter(session, filter);
    this.#sessions.delete(id);
    session.clear();
    this.#options.budget.remove(session);
  }

  #removeFilter(session: Session, topic: string): void {
    const filter = session.filters.get(topic);
    if (filter === undefined) return;
    session.removeFilter(topic);
    if (filter.qos > 0) this.#filters.remove(topic, filter);
  }

  #limitSessions(): void {
    const kept = [...this.#sessions.values()].filter(({ isKept }) => isKept);
    let tooMany = kept.length - this.#options.limits.clients;
    for (const { id } of kept) {
      if (tooMany <= 0) return;
      if (this.#aedes.clients[id] !== undefined) continue;
      this.#forget(id);
      tooMany -= 1;
    }
  }
}

async function* paced(
  packets: Iterable<StoredPacket>,
  { output }: ClientStream,
): AsyncGenerator<StoredPacket> {
  for (const packet of packets) {
    await new Promise<void>((resolve) => {
      output.whenRoomyFor(packet.payload.length + packet.topic.length, resolve);
    });
    yield packet;
  }
}
