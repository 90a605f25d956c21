import { Duplex, type Writable } from 'node:stream';
import type { ProtocolVersion } from './connection-options.ts';
import { Frames, NotMqtt } from './frames.ts';
import { PublishFrame } from './publish-frame.ts';
import { StallTimer } from './stall-timer.ts';
import type { HoldUp } from './yielding.ts';

/** The packet type (MQTT 5, 2.1.2). */
const publish = 3;

type Done = (error?: Error | null) => void;

/** Takes messages from the bytes that have arrived, before the client library sees them. */
export type FrameTaker = {
  /** Returns whether it has taken the message; if not, the client library gets it. */
  readonly take: (frame: PublishFrame) => boolean;
  readonly holdUp: HoldUp;
};

/** MQTT.js passes on only errors with a code; that of a refused WebSocket has none. */
const withCode = (error: Error): Error =>
  'code' in error ? error : Object.assign(error, { code: 'ERR_CONNECTION' });

/**
 * A connection (TCP, TLS or WebSocket) as the client library sees it, frame by frame. A PUBLISH of QoS 0
 * needs no answer: it is offered to a `FrameTaker` as it lies in the bytes. Everything else, and what that
 * leaves, goes to the client library unchanged. Each frame waits until the one before has been handled, and
 * so all that arrives is handled in its order, whichever way it takes. What cannot be MQTT ends the
 * connection with `NotMqtt`, after all that came before it; the end of the connection waits likewise.
 */
export class FrameStream extends Duplex {
  readonly #connection: Duplex;
  readonly #frames: Frames;
  readonly #frame = new PublishFrame();
  readonly #hasProperties: boolean;
  readonly #stall: StallTimer;
  #taker: FrameTaker | undefined;
  /** The client library's parser. It is through with what it was given when its buffer is empty. */
  #parser: Writable | undefined;
  /** What has arrived; all before `#at` has been handled. */
  #chunk: Buffer = Buffer.alloc(0);
  /** Whether that is our own. Else it is lent, and overwritten by what arrives next. */
  #isKept = true;
  #at = 0;
  /** The beginning of a message that is offered once the rest of it has come, and how many bytes that has. */
  #begun: Buffer | undefined;
  #missing = 0;
  /** What the next frame waits for; nothing is read then. */
  #wait: 'parser' | 'taker' | 'turn' | undefined;
  /** How the connection has ended; told once all that came before has been handled. */
  #ending: (() => void) | undefined;
  /** Whether bytes have been sent: there is a connection. Announced by the event `sent`. */
  hasSent = false;

  constructor(connection: Duplex, version: ProtocolVersion) {
    super({ allowHalfOpen: false });
    this.#connection = connection;
    this.#frames = new Frames(version);
    this.#hasProperties = version === 5;
    this.#stall = new StallTimer(
      () => (this.#frames.isWithin || this.#begun !== undefined) && !connection.isPaused(),
      () => this.destroy(new NotMqtt('an incomplete packet')),
    );
    connection
      .on('end', () => this.#endBy(() => this.push(null)))
      .on('error', (error) => this.#endBy(() => this.destroy(withCode(error))))
      .on('close', () => {
        if (!connection.readableEnded) this.#endBy(() => this.destroy());
      });
  }

  /** Messages of QoS 0 are offered from now on. */
  offerTo(taker: FrameTaker): void {
    this.#taker = taker;
  }

  /** This is how the client library reads, and the only way: one frame, or part of one, at a time. */
  override pipe<Target extends NodeJS.WritableStream>(parser: Target): Target {
    this.#parser = parser as unknown as Writable;
    this.#connection.on('data', (chunk: Buffer) => this.#arrived(chunk));
    // Nothing but the end comes this way.
    this.resume();
    return parser;
  }

  override _read(): void {
    // What arrives is handed on as it arrives.
  }

  #arrived(chunk: Buffer): void {
    this.#stall.restart();
    const next = this.#begun === undefined ? 0 : this.#complete(this.#begun, chunk);
    this.#chunk = chunk;
    this.#isKept = false;
    this.#at = next;
    this.#handle();
  }

  /** Handles the message that has begun, if it is complete now; returns where the next one begins. */
  #complete(begun: Buffer, chunk: Buffer): number {
    const added = Math.min(this.#missing, chunk.length);
    const message = Buffer.concat([begun, chunk.subarray(0, added)]);
    this.#missing -= added;
    this.#begun = this.#missing > 0 ? message : undefined;
    if (this.#begun !== undefined) return added;
    this.#chunk = message;
    this.#isKept = true;
    this.#at = 0;
    this.#frame.receivedAt = Date.now();
    if (!this.#take()) this.#handOver();
    return added;
  }

  /** The rest is needed for longer than it is lent. */
  #keep(): void {
    if (this.#isKept) return;
    this.#chunk = Buffer.from(this.#chunk.subarray(this.#at));
    this.#isKept = true;
    this.#at = 0;
  }

  /** Handles what has arrived, until that is through or the next frame has to wait. */
  #handle(): void {
    this.#frame.receivedAt = Date.now();
    while (this.#at < this.#chunk.length && this.#wait === undefined && !this.destroyed) {
      if (!this.#take()) this.#handOver();
    }
    if (this.destroyed) return;
    if (this.#wait !== undefined) {
      this.#keep();
      this.#connection.pause();
    } else if (this.#ending !== undefined) this.#ending();
    else if (this.#connection.isPaused()) {
      this.#stall.restart();
      this.#connection.resume();
    }
  }

  /** Offers the next frame to the taker; returns whether that took it. */
  #take(): boolean {
    const taker = this.#taker;
    const frames = this.#frames;
    if (taker === undefined || frames.isWithin || !frames.isConnected) return false;
    const end = this.#frame.read(this.#chunk, this.#at, this.#hasProperties);
    if (end < 0) {
      this.#missing = -end;
      this.#begun = Buffer.from(this.#chunk.subarray(this.#at));
      this.#at = this.#chunk.length;
      return true;
    }
    if (end === 0 || !taker.take(this.#frame)) return false;
    this.#at = end;
    if (taker.holdUp(this.#goOn)) this.#wait = 'taker';
    return true;
  }

  /** Hands the next frame, or what has come of it, to the client library. */
  #handOver(): void {
    const chunk = this.#chunk;
    const parser = this.#parser as Writable;
    const start = this.#at;
    const { isConnected } = this.#frames;
    try {
      this.#at = this.#frames.read(chunk, start);
    } catch (error) {
      // At once: where it has come together with CONNACK, there is no connection.
      this.emit('error', error);
      this.destroy();
      return;
    }
    const bytes = chunk.subarray(start, this.#at);
    // It passes payloads on as parts of what it gets.
    parser.write(this.#isKept ? bytes : Buffer.from(bytes), this.#parsed);
    if (parser.writableLength > 0) this.#wait = 'parser';
    // Code that awaits CONNACK runs before a message that came with it; garbage ends the connection at once.
    const isNextMessage = (chunk[this.#at] ?? 0) >> 4 === publish;
    if (isConnected !== this.#frames.isConnected && isNextMessage) {
      this.#wait = 'turn';
      setImmediate(this.#afterTurn);
    }
    this.#frame.receivedAt = Date.now();
  }

  readonly #afterTurn = (): void => {
    this.#wait = 'parser';
    this.#parsed();
  };

  /** It may be about an earlier frame. */
  readonly #parsed = (): void => {
    if (this.#wait === 'parser' && this.#parser?.writableLength === 0) this.#goOn();
  };

  readonly #goOn = (): void => {
    this.#wait = undefined;
    if (!this.destroyed) this.#handle();
  };

  #endBy(ending: () => void): void {
    this.#ending ??= ending;
    const isThrough = this.#wait === undefined && this.#at === this.#chunk.length;
    if (isThrough && !this.destroyed) this.#ending();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#send([{ chunk }], done);
  }

  // The client library writes a packet in several pieces.
  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: Done): void {
    this.#connection.cork();
    this.#send(chunks, done);
    this.#connection.uncork();
  }

  #send(chunks: readonly { readonly chunk: Buffer }[], done: Done): void {
    const connection = this.#connection;
    // Its end says why nothing can be sent, and that comes after all that has arrived.
    if (!connection.writable) {
      done();
      return;
    }
    chunks.forEach(({ chunk }, index) =>
      connection.write(chunk, index === chunks.length - 1 ? this.#sent(done) : undefined),
    );
  }

  #sent(done: Done): Done {
    return (error) => {
      if (!this.hasSent && !error) {
        this.hasSent = true;
        this.emit('sent');
      }
      done();
    };
  }

  override _final(done: Done): void {
    if (this.#connection.writable) this.#connection.end(done);
    else done();
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#stall.stop();
    this.#connection.destroy();
    done(error);
  }
}
