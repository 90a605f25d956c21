import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { checkConnect, checkPacket, type ConnectFacts, isConnect } from './check-packet.ts';
import type { BrokerLimits } from './broker-limits.ts';
import type { Holder, MemoryBudget } from './memory-budget.ts';
import { takeBatch } from './packet-batch.ts';
import { PacketInput } from './packet-input.ts';
import { PacketOutput } from './packet-output.ts';
import type { Turns, Worker } from './turns.ts';

/** Above this many bytes received but not handled, reading from the client pauses. */
const readAhead = 16 * 1024;

/** How many messages that need no answer aedes gets at a time. */
const mostAtOnce = 4;

/** Longer than a topic: only a payload is, which ends its packet. */
const longChunk = 65_536;

/** CONNACK, code 2. */
const identifierRejected = Buffer.from([0x20, 2, 0, 2]);

/** What the streams of all clients share. */
export type StreamContext = {
  readonly limits: BrokerLimits;
  readonly budget: MemoryBudget;
  readonly turns: Turns;
  /** A message was left out because the client does not read. */
  readonly onLeftOut: (stream: ClientStream) => void;
};

/**
 * Stands between a client's socket and aedes, which by itself waits for its slowest client and accepts
 * packets that MQTT forbids. To aedes this is a connection that is never full: what does not fit is left
 * out, or ends the connection. Packets are handed over one at a time, in turn with those of other clients,
 * each when aedes has handled the last one.
 */
export class ClientStream extends Duplex implements Holder, Worker {
  readonly socket: Socket;
  /** What the client said in its CONNECT. */
  facts: ConnectFacts | undefined;
  /** What its topic filters take. */
  filterBytes = 0;
  readonly output: PacketOutput;
  /** The stream is paused while this is above zero. */
  #holds = 0;
  #lastIdentifier = 0;
  #mostAtOnce = mostAtOnce;
  readonly #context: StreamContext;
  readonly #input: PacketInput;
  #accounted = 0;
  /** What the next `read` returns to aedes. */
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

  /** Bytes held for the client: what waits to be sent to it, what it has sent but is not handled, and its filters. */
  get held(): number {
    return this.#accounted;
  }

  /** Whether the client has received CONNACK and aedes has restored its session. */
  get isConnected(): boolean {
    return this.facts !== undefined && !this.#isConnecting;
  }

  /** Call it when aedes has connected the client. */
  connected(): void {
    this.#isConnecting = false;
  }

  /** Takes no packets until `release` has been called once for each `hold`. */
  hold(): void {
    this.#holds += 1;
  }

  release(): void {
    this.#holds -= 1;
    this.#look();
  }

  /** Adds the size of a topic filter of the client, bytes; negative when the filter is removed. */
  holdFilter(bytes: number): void {
    this.filterBytes += bytes;
    this.#account();
  }

  /** From now on aedes gets one message of this client at a time. */
  takeSingly(): void {
    this.#mostAtOnce = 1;
  }

  /** A packet identifier for a message to the client. */
  nextIdentifier(): number {
    this.#lastIdentifier = (this.#lastIdentifier % 65_535) + 1;
    return this.#lastIdentifier;
  }

  giveUp(reason: string): void {
    this.destroy(new Error(`disconnected: ${reason}`));
  }

  // aedes reads on 'readable', and again when it has handled the last packets.
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
      this.#given = takeBatch(this.#input, this.#mostAtOnce, (packet) => this.#check(packet));
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
    // aedes calls only `read`.
  }

  override _writev(
    chunks: readonly { readonly chunk: Buffer }[],
    done: (error?: Error | null) => void,
  ): void {
    let short: Buffer[] = [];
    for (const { chunk } of chunks) {
      if (chunk.length < longChunk) {
        short.push(chunk);
        continue;
      }
      this.output.send(Buffer.concat(short), chunk);
      short = [];
    }
    this.output.send(Buffer.concat(short));
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
    // Only once a whole packet has arrived: a paused socket would never complete it.
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
    return this.#hasEnded || this.#input.hasPacket;
  }

  #check(packet: Buffer): Buffer {
    if (!isConnect(packet)) return checkPacket(packet, this.facts?.version ?? 4);
    // aedes itself refuses a second CONNECT.
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
    const held = this.destroyed ? 0 : this.output.waiting + this.#input.size + this.filterBytes;
    const change = held - this.#accounted;
    this.#accounted = held;
    if (change !== 0) this.#context.budget.change(change);
  }
}
