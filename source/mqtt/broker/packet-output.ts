import type { Socket } from 'node:net';
import { isPublish, isPublishQoS0 } from './check-packet.ts';
import { UnsentBytes } from './unsent-bytes.ts';

/** Room for answers to a client that does not read: they are small, and it asked for them. */
const roomForAnswers = 64 * 1024;

const connack = 0x20;

const noBytes: Buffer = Buffer.alloc(0);

/** A packet; its payload may be apart. */
type OutgoingPacket = { readonly head: Buffer; readonly payload: Buffer };

/** Where packets go, and what to call. */
export type PacketOutputOptions = {
  readonly socket: Socket;
  /** The limit of waiting bytes. */
  readonly limit: number;
  /** How long the client may take to read 16 KiB, ms. */
  readonly patience: number;
  /** A message was left out. */
  readonly onLeftOut: () => void;
  readonly onTooSlow: (reason: string) => void;
  /** The number of waiting bytes has changed. */
  readonly onChange: () => void;
};

/** What is sent to a client, up to a limit: what does not fit is left out, or ends the connection. */
export class PacketOutput {
  /** Whether a session is stored: CONNACK must say so, and aedes does only if it has subscriptions. */
  isSessionPresent = false;
  /** QoS 0 messages that were left out. */
  leftOut = 0;
  readonly #options: PacketOutputOptions;
  readonly #unsent = new UnsentBytes();
  /** Bytes that the system has not accepted yet. */
  #inFlight = 0;
  #progressAt = 0;
  /** Messages that aedes sends before CONNACK; `undefined` after it. */
  #early: OutgoingPacket[] | undefined = [];
  #roomCalls: { readonly bytes: number; readonly call: () => void }[] = [];
  #isClosed = false;

  constructor(options: PacketOutputOptions) {
    this.#options = options;
  }

  /** Bytes that wait for the client. */
  get waiting(): number {
    return this.#unsent.size + this.#inFlight;
  }

  /** Whether `bytes` more may wait; a single packet always may. */
  hasRoomFor(bytes: number): boolean {
    return this.waiting === 0 || this.waiting + bytes <= this.#options.limit;
  }

  /** Whether what can wait should go on now: there is room, and half of the limit is left to what cannot. */
  isRoomyFor(bytes: number): boolean {
    return this.hasRoomFor(bytes) && this.waiting <= this.#options.limit / 2;
  }

  /** Calls back once this many bytes fit, or it is closed; at once if that is so already. */
  whenRoomyFor(bytes: number, call: () => void): void {
    if (this.isRoomyFor(bytes) || this.#isClosed) call();
    else this.#roomCalls.push({ bytes, call });
  }

  /** Counts a message that is left out. */
  leaveOut(): void {
    this.leftOut += 1;
    this.#options.onLeftOut();
  }

  /** Sends whole packets. A long payload may come apart, behind the last of them, and is not copied. */
  send(bytes: Buffer, payload: Buffer = noBytes): void {
    let start = 0;
    while (start < bytes.length && !this.#isClosed) {
      const end = start + wholeLength(bytes, start);
      this.#sendOne({
        head: bytes.subarray(start, end),
        payload: end > bytes.length ? payload : noBytes,
      });
      start = end;
    }
    this.#options.onChange();
    this.#flush();
  }

  /** Ends the connection if the client has read nothing for too long; `now` is ms of `performance.now()`. */
  checkProgress(now: number): void {
    const { patience, onTooSlow } = this.#options;
    if (this.waiting > 0 && now - this.#progressAt > patience)
      onTooSlow(`it has read nothing for ${patience / 1000} s`);
  }

  /** Releases everything. */
  close(): void {
    this.#isClosed = true;
    this.#unsent.clear();
    this.#inFlight = 0;
    this.#early = undefined;
    for (const { call } of this.#roomCalls.splice(0)) call();
  }

  #sendOne(packet: OutgoingPacket): void {
    const early = this.#early;
    if (early === undefined) {
      this.#queue(packet);
      return;
    }
    const { head } = packet;
    if (head[0] !== connack) {
      early.push(packet);
      return;
    }
    if (this.isSessionPresent && head[3] === 0) head[2] = 1;
    this.#early = undefined;
    for (const one of [packet, ...early]) this.#queue(one);
  }

  #queue({ head, payload }: OutgoingPacket): void {
    const length = head.length + payload.length;
    if (!this.hasRoomFor(length)) {
      if (isPublishQoS0(head)) {
        this.leaveOut();
        return;
      }
      if (isPublish(head) || !this.hasRoomFor(length - roomForAnswers)) {
        this.#options.onTooSlow('it reads too slowly for what it subscribed to');
        return;
      }
    }
    if (this.waiting === 0) this.#progressAt = performance.now();
    this.#unsent.push(head);
    if (payload.length > 0) this.#unsent.pushWhole(payload);
  }

  #flush(): void {
    if (this.#inFlight > 0 || this.#isClosed) return;
    const bytes = this.#unsent.take();
    if (bytes === undefined) return;
    this.#inFlight = bytes.length;
    this.#options.socket.write(bytes, () => {
      if (this.#isClosed) return;
      this.#inFlight = 0;
      this.#progressAt = performance.now();
      this.#options.onChange();
      this.#flush();
      for (const { bytes: wanted, call } of this.#roomCalls.splice(0))
        this.whenRoomyFor(wanted, call);
    });
  }
}

/** The length of the packet that starts at `at`; aedes writes only whole packets. */
const wholeLength = (bytes: Buffer, start: number): number => {
  let length = 0;
  let at = start + 1;
  for (let factor = 1; ; factor *= 128) {
    const digit = bytes.readUInt8(at);
    at += 1;
    length += (digit & 0x7f) * factor;
    if (digit < 0x80) return at - start + length;
  }
};
