import type { QoS } from '../message.ts';
import type { Holder } from './memory-budget.ts';

/** A packet as aedes stores it. */
export type StoredPacket = {
  readonly cmd: 'publish' | 'pubrel';
  readonly brokerCounter?: number;
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly dup: boolean;
  messageId?: number;
};

/** A subscription of a session. */
export type SessionFilter = {
  readonly clientId: string;
  readonly topic: string;
  readonly qos: QoS;
};

/** What a stored packet takes beside its bytes, about; more than its header has on the wire. */
const overhead = 256;

const weight = ({ topic, payload }: StoredPacket): number =>
  overhead + topic.length * 2 + payload.length;

const counterOf = ({ brokerCounter = 0 }: StoredPacket): number => brokerCounter;
const identifierOf = ({ messageId = 0 }: StoredPacket): number => messageId;

/** The state of a client's session (3.1.1, 3.1.2.4), up to a number of bytes. */
export class Session implements Holder {
  readonly id: string;
  /** It outlives the connection. */
  isKept = false;
  readonly filters = new Map<string, SessionFilter>();
  /** By aedes' counter, which is what a packet is known by until it has an identifier. */
  readonly #outgoing = new Map<number, StoredPacket>();
  /** Counters by identifiers. */
  readonly #counters = new Map<number, number>();
  /** Messages with QoS 2 from the client that wait for PUBREL, by their identifiers. */
  readonly #incoming = new Map<number, StoredPacket>();
  #held = 0;
  readonly #options: SessionOptions;

  constructor(id: string, options: SessionOptions) {
    this.id = id;
    this.#options = options;
  }

  get held(): number {
    return this.#held;
  }

  giveUp(reason: string): void {
    this.#options.onGiveUp(this, reason);
  }

  /** Keeps a message for the client. Returns whether there was room. */
  queue(packet: StoredPacket): boolean {
    if (!this.#hasRoomFor(packet)) return false;
    this.#outgoing.set(counterOf(packet), packet);
    this.#change(weight(packet));
    return true;
  }

  /** A message goes out with an identifier: the one that aedes chose, or the next that is not in use. */
  identify(packet: StoredPacket): void {
    const counter = counterOf(packet);
    // Of overlapping subscriptions aedes lets go of the message with the second one.
    if (!this.#outgoing.has(counter) && !this.queue({ ...packet })) return;
    const stored = this.#outgoing.get(counter);
    if (stored === undefined) return;
    let identifier = identifierOf(packet);
    while ((this.#counters.get(identifier) ?? counter) !== counter)
      identifier = (identifier % 65_535) + 1;
    packet.messageId = identifier;
    stored.messageId = identifier;
    this.#counters.set(identifier, counter);
  }

  /** The client has a message with QoS 2: from here on only its PUBREL is kept. */
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

  /** Forgets a packet that was acknowledged, or one without an identifier that is not to be sent. */
  remove(packet: StoredPacket): StoredPacket | undefined {
    const counter =
      packet.messageId === undefined ? counterOf(packet) : this.#counters.get(packet.messageId);
    const stored = counter === undefined ? undefined : this.#outgoing.get(counter);
    if (counter === undefined || stored === undefined) return undefined;
    this.#outgoing.delete(counter);
    if (stored.messageId !== undefined) this.#counters.delete(stored.messageId);
    this.#change(-weight(stored));
    return stored;
  }

  /** What waits for the client, in order; what was sent before carries DUP (3.1.1, 4.4). */
  *waiting(): Generator<StoredPacket> {
    const counters = [...this.#outgoing.keys()].toSorted((one, other) => one - other);
    for (const counter of counters) {
      const packet = this.#outgoing.get(counter);
      if (packet !== undefined)
        yield { ...packet, dup: packet.cmd === 'publish' && packet.messageId !== undefined };
    }
  }

  /** Keeps a message of the client until PUBREL. Returns whether there was room. */
  storeIncoming(packet: StoredPacket): boolean {
    if (!this.#hasRoomFor(packet)) return false;
    this.#incoming.set(identifierOf(packet), packet);
    this.#change(weight(packet));
    return true;
  }

  incoming(packet: StoredPacket): StoredPacket | undefined {
    return this.#incoming.get(identifierOf(packet));
  }

  /** Forgets a message of the client. Returns whether it was there. */
  removeIncoming(packet: StoredPacket): boolean {
    const stored = this.incoming(packet);
    if (stored === undefined) return false;
    this.#incoming.delete(identifierOf(packet));
    this.#change(-weight(stored));
    return true;
  }

  /** Holds nothing any more. */
  clear(): void {
    this.#outgoing.clear();
    this.#counters.clear();
    this.#incoming.clear();
    this.#change(-this.#held);
  }

  #hasRoomFor(packet: StoredPacket): boolean {
    return this.#held + weight(packet) <= this.#options.limit;
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
