import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import {
  checkConnect,
  checkPacket,
  type ConnectFacts,
  isConnect,
  isPublishQoS0,
} from './check-packet.ts';
import type { BrokerLimits } from './broker-limits.ts';
import type { Holder, MemoryBudget } from './memory-budget.ts';
import { PacketInput } from './packet-input.ts';
import { PacketOutput } from './packet-output.ts';
import type { Turns, Worker } from './turns.ts';

/** A client that has sent more than this is read again when all of it is done. */
const readAhead = 16 * 1024;

/** What aedes gets at a time of the messages that need no answer. */
const batch = { packets: 4, bytes: 16 * 1024 };

/** CONNACK, code 2. */
const identifierRejected = Buffer.from([0x20, 2, 0, 2]);

/** What the streams of all clients share. */
export type StreamContext = {
  readonly limits: BrokerLimits;
  readonly budget: MemoryBudget;
  readonly turns: Turns;
  /** A message was left out, as the client does not read. */
  readonly onLeftOut: (stream: ClientStream) => void;
};

/**
 * Stands between the socket of a client and aedes, which waits for the slowest of its clients and
 * takes packets that MQTT forbids. To aedes it is a connection that is never full: what does not
 * fit is left out, or ends the connection. It hands packets over one by one, in turn with those of
 * other clients, each when aedes is done with the one before.
 */
export class ClientStream extends Duplex implements Holder, Worker {
  readonly socket: Socket;
  /** What the client said in its CONNECT. */
  facts: ConnectFacts | undefined;
  readonly output: PacketOutput;
  /** Pauses it while it is more than zero. */
  #holds = 0;
  readonly #context: StreamContext;
  readonly #input: PacketInput;
  #accounted = 0;
  /** What aedes gets when it reads next. */
  #given: Buffer | undefined;
  #isBusy = false;
  #isConnecting = false;
  #hasEnded = false;

  constructor(socket: Socket, context: StreamContext) {
    super({ writableHighWaterMark: Number.MAX_SAFE_INTEGER });
    this.socket = socket;
    this.#context = context;
    this.#input = new PacketInput(context.limits.packet);
    this.output = new PacketOutput({
      socket,
      limit: context.limits.queued,
      patience: context.limits.patience,
      onLeftOut: () => context.onLeftOut(this),
      onTooSlow: (reason) => this.giveUp(reason),
      onChange: () => this.#account(),
    });
    context.budget.add(this);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('end', () => this.#endOfInput());
    socket.on('close', () => {
      if (this.#input.size === 0 || !this.#hasEnded) this.destroy();
    });
    socket.on('error', (error) => this.destroy(error));
  }

  /** Bytes that are held for the client: what waits for it, and what it has half sent. */
  get held(): number {
    return this.#accounted;
  }

  /** Whether the client has had its CONNACK and aedes has restored its session. */
  get isConnected(): boolean {
    return this.facts !== undefined && !this.#isConnecting;
  }

  /** To be called when aedes has connected the client. */
  connected(): void {
    this.#isConnecting = false;
  }

  /** Takes no packets until `release` has been called as often. */
  hold(): void {
    this.#holds += 1;
  }

  release(): void {
    this.#holds -= 1;
    this.#look();
  }

  giveUp(reason: string): void {
    this.destroy(new Error(`disconnected: ${reason}`));
  }

  // aedes reads when it is told that there is something, and when it is done with what it had.
  override read(size?: number): Buffer | null {
    if (size === 0) return null;
    const given = this.#given;
    if (given !== undefined) {
      this.#given = undefined;
      return given;
    }
    if (this.#isConnecting) return null;
    this.#isBusy = false;
    if (this.#isWorkable()) this.#context.turns.addAgain(this);
    return null;
  }

  takeTurn(): void {
    if (this.destroyed || this.#isBusy) return;
    try {
      this.#given = this.#nextBatch();
    } catch (error) {
      this.destroy(error as Error);
      return;
    }
    this.#account();
    if (!this.#hasEnded && !this.#hasWork()) this.socket.resume();
    if (this.#given === undefined) {
      if (this.#hasEnded) this.destroy();
      return;
    }
    this.#isBusy = true;
    this.emit('readable');
  }

  override _read(): void {
    // `read` is all there is.
  }

  override _writev(
    chunks: readonly { readonly chunk: Buffer }[],
    done: (error?: Error | null) => void,
  ): void {
    this.output.send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.output.send(chunk);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy();
    this.#input.clear();
    this.output.close();
    this.#account();
    this.#context.budget.remove(this);
    this.#context.turns.remove(this);
    done(error);
  }

  #receive(chunk: Buffer): void {
    if (this.destroyed) return;
    this.#input.append(chunk);
    this.#account();
    // Not before a whole packet is there, or it would never be.
    if (this.#input.size > readAhead && this.#hasWork()) this.socket.pause();
    this.#look();
  }

  #endOfInput(): void {
    this.#hasEnded = true;
    this.#look();
  }

  #look(): void {
    if (this.#isWorkable()) this.#context.turns.add(this);
  }

  #isWorkable(): boolean {
    return !this.destroyed && !this.#isBusy && this.#holds === 0 && this.#hasWork();
  }

  #hasWork(): boolean {
    if (this.#hasEnded) return true;
    try {
      return this.#input.peek() !== undefined;
    } catch {
      // Told in its turn.
      return true;
    }
  }

  #nextBatch(): Buffer | undefined {
    const packets: Buffer[] = [];
    let bytes = 0;
    while (packets.length < batch.packets && bytes < batch.bytes) {
      const packet = this.#input.peek();
      if (packet === undefined) break;
      const needsAnswer = !isPublishQoS0(packet);
      if (needsAnswer && packets.length > 0) break;
      const checked = this.#check(packet);
      if (checked === undefined) break;
      this.#input.skip(packet);
      packets.push(checked);
      bytes += packet.length;
      if (needsAnswer) break;
    }
    return packets.length < 2 ? packets[0] : Buffer.concat(packets);
  }

  #check(packet: Buffer): Buffer | undefined {
    if (!isConnect(packet)) return checkPacket(packet, this.facts?.version ?? 4);
    // A second CONNECT is for aedes to refuse.
    if (this.facts !== undefined) return packet;
    this.facts = checkConnect(packet);
    const { version, clientId, isClean } = this.facts;
    if (clientId === '' && (version === 3 || (version === 4 && !isClean))) {
      this.socket.end(identifierRejected);
      throw new Error('identifier rejected');
    }
    this.#isConnecting = true;
    return packet;
  }

  #account(): void {
    const held = this.destroyed ? 0 : this.output.waiting + this.#input.size;
    const change = held - this.#accounted;
    this.#accounted = held;
    if (change !== 0) this.#context.budget.change(change);
  }
}
