import type { QoS } from '../message.ts';
import { filterSize } from './filter-tree.ts';
import type { Holder } from './memory-budget.ts';

/** A packet as aedes stores it. */
export type StoredPacket = {
  readonly cmd: 'publish' | 'pubrel';
  readonly brokerCounter?: number;
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: QoS;
  readonly retain: boolean;
  dup: boolean;
  messageId?: number | undefined;
};

/** A subscription of a session. */
export type SessionFilter = {
  readonly clientId: string;
  readonly topic: string;
  readonly qos: QoS;
};

/** Roughly what a stored packet takes besides its bytes; more than its header on the wire. */
const overhead = 256;

/** From 1 on (3.1.1, 2.3.1). */
const mostIdentifiers = 65_535;

const weight = ({ topic, payload }: StoredPacket): number =>
  overhead + topic.length * 2 + payload.length;

const counterOf = ({ brokerCounter = 0 }: StoredPacket): number => brokerCounter;
const identifierOf = ({ messageId = 0 }: StoredPacket): number => messageId;

/** The state of a client's session (3.1.1, 3.1.2.4), limited in bytes. */
export class Session implements Holder {
  readonly id: string;
  /** Whether it outlives the connection. */
  isKept = false;
  readonly #filters = new Map<string, SessionFilter>();
  /** By aedes' counter, which identifies a packet until it has a packet identifier. */
  readonly #outgoing = new Map<number, StoredPacket>();
  /** Counters by packet identifier. */
  readonly #counters = new Map<number, number>();
  /** QoS 2 messages from the client that wait for PUBREL, by packet identifier. */
  readonly #incoming = new Map<number, StoredPacket>();
  #lastIdentifier = 0;
  #held = 0;
  #filterBytes = 0;
  readonly #options: SessionOptions;

  constructor(id: string, options: SessionOptions) {
    this.id = id;
    this.#options = options;
  }

  /** Bytes of what waits, and of the filters. */
  get held(): number {
    return this.#held + this.#filterBytes;
  }

  get filters(): ReadonlyMap<string, SessionFilter> {
    return this.#filters;
  }

  addFilter(filter: SessionFilter): void {
    this.#filters.set(filter.topic, filter);
    this.#changeFilters(filterSize(filter.topic));
  }

  removeFilter(topic: string): void {
    if (this.#filters.delete(topic)) this.#changeFilters(-filterSize(topic));
  }

  giveUp(reason: string): void {
    this.#options.onGiveUp(this, reason);
  }

  /** Stores a message for the client. Returns whether there was room. */
  queue(packet: StoredPacket): boolean {
    if (!this.#hasRoomFor(packet)) return false;
    this.#outgoing.set(counterOf(packet), packet);
    this.#change(weight(packet));
    return true;
  }

  /**
   * A message is sent with a packet identifier: the one that it has, or the next free one. Sets it, and DUP
   * if the message was sent before. Throws if there is no free one.
   */
  identify(packet: StoredPacket): void {
    const counter = counterOf(packet);
    const known = this.#outgoing.get(counter)?.messageId;
    // While a session is restored, a message may be sent from it and live.
    if (known !== undefined) packet.dup = true;
    packet.messageId = known ?? this.#freeIdentifier();
    // A subscription may not have been stored yet when the message came.
    if (!this.#outgoing.has(counter) && !this.queue({ ...packet })) return;
    const stored = this.#outgoing.get(counter);
    if (stored === undefined) return;
    stored.messageId = packet.messageId;
    this.#counters.set(packet.messageId, counter);
  }

  /** The client has received a QoS 2 message: from now on only its PUBREL is stored. */
  received(identifier: number): void {
    const counter = this.#counters.get(identifier);
    const stored = counter === undefined ? undefined : this.#outgoing.get(counter);
    if (counter === undefined || stored === undefined) return;
    const released: StoredPacket = {
      ...stored,
      cmd: 'pubrel',
      topic: '',
      payload: Buffer.alloc(0),
    };
    this.#outgoing.set(counter, released);
    this.#change(weight(released) - weight(stored));
  }

  /** Forgets a packet that was acknowledged. */
  remove(identifier: number): StoredPacket | undefined {
    const counter = this.#counters.get(identifier);
    const stored = counter === undefined ? undefined : this.#outgoing.get(counter);
    if (counter === undefined || stored === undefined) return undefined;
    this.#outgoing.delete(counter);
    this.#counters.delete(identifier);
    this.#change(-weight(stored));
    return stored;
  }

  /** What waits for the client, in order, with DUP on what was sent before (3.1.1, 4.4). */
  *waiting(): Generator<StoredPacket> {
    const counters = [...this.#outgoing.keys()].toSorted((one, other) => one - other);
    for (const counter of counters) {
      const packet = this.#outgoing.get(counter);
      if (packet !== undefined)
        yield { ...packet, dup: packet.cmd === 'publish' && packet.messageId !== undefined };
    }
  }

  /** Stores a message from the client until PUBREL. Returns whether there was room. */
  storeIncoming(packet: StoredPacket): boolean {
    if (!this.#hasRoomFor(packet)) return false;
    this.#incoming.set(identifierOf(packet), packet);
    this.#change(weight(packet));
    return true;
  }

  incoming(packet: StoredPacket): StoredPacket | undefined {
    return this.#incoming.get(identifierOf(packet));
  }

  /** Forgets a message from the client. Returns whether it was stored. */
  removeIncoming(packet: StoredPacket): boolean {
    const stored = this.incoming(packet);
    if (stored === undefined) return false;
    this.#incoming.delete(identifierOf(packet));
    this.#change(-weight(stored));
    return true;
  }

  /** Releases everything. */
  clear(): void {
    this.#outgoing.clear();
    this.#counters.clear();
    this.#incoming.clear();
    this.#change(-this.#held);
  }

  #freeIdentifier(): number {
    if (this.#counters.size >= mostIdentifiers)
      throw new Error('it has acknowledged none of 65,535 messages');
    // The one that was used last is the last to be free again.
    do this.#lastIdentifier = (this.#lastIdentifier % mostIdentifiers) + 1;
    while (this.#counters.has(this.#lastIdentifier));
    return this.#lastIdentifier;
  }

  #hasRoomFor(packet: StoredPacket): boolean {
    return this.#held + weight(packet) <= this.#options.limit;
  }

  #changeFilters(bytes: number): void {
    this.#filterBytes += bytes;
    this.#options.onChange(bytes);
  }

  #change(bytes: number): void {
    this.#held += bytes;
    this.#options.onChange(bytes);
  }
}

type SessionOptions = {
  readonly limit: number;
  readonly onChange: (bytes: number) => void;
  readonly onGiveUp: (session: Session, reason: string) => void;
};
