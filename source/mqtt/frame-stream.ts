import { Duplex } from 'node:stream';
import type { ProtocolVersion } from './connection-options.ts';
import { Frames, NotMqtt } from './frames.ts';

/**
 * Twice as long, ms, an incomplete frame may wait for its next bytes: garbage that looks like a long frame
 * would swallow all packets after it.
 */
const stallTime = 15_000;

type Done = (error?: Error | null) => void;

/** MQTT.js passes on only errors with a code; that of a refused WebSocket has none. */
const withCode = (error: Error): Error =>
  'code' in error ? error : Object.assign(error, { code: 'ERR_CONNECTION' });

/**
 * A connection (TCP, TLS or WebSocket) as the client library sees it; its frames are checked here first.
 * The bytes are passed on unchanged; what cannot be MQTT ends it with `NotMqtt`.
 */
export class FrameStream extends Duplex {
  readonly #connection: Duplex;
  readonly #frames: Frames;
  readonly #stall: NodeJS.Timeout;
  /** Whether bytes have been sent: there is a connection. Announced by the event `sent`. */
  hasSent = false;
  /** Whether the time has passed once without a byte. After a stop of this program that says nothing: bytes may wait to be read. */
  #hasWaited = false;

  constructor(connection: Duplex, version: ProtocolVersion) {
    super({ allowHalfOpen: false });
    this.#connection = connection;
    this.#frames = new Frames(version);
    this.#stall = setTimeout(() => this.#stalled(), stallTime);
    connection
      .on('data', (chunk: Buffer) => this.#pass(chunk))
      .on('end', () => this.push(null))
      .on('error', (error) => this.destroy(withCode(error)))
      .on('close', () => {
        if (!connection.readableEnded) this.destroy();
      });
  }

  #pass(chunk: Buffer): void {
    try {
      this.#frames.read(chunk);
    } catch (error) {
      this.destroy(error as NotMqtt);
      return;
    }
    this.#waitAnew();
    if (!this.push(chunk)) this.#connection.pause();
  }

  #waitAnew(): void {
    this.#hasWaited = false;
    this.#stall.refresh();
  }

  #stalled(): void {
    const isStalled = this.#frames.isWithin && !this.#connection.isPaused();
    if (isStalled && this.#hasWaited) {
      this.destroy(new NotMqtt('an incomplete packet'));
      return;
    }
    this.#hasWaited = isStalled;
    this.#stall.refresh();
  }

  override _read(): void {
    if (!this.#connection.isPaused()) return;
    this.#waitAnew();
    this.#connection.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#connection.write(chunk, this.#sent(done));
  }

  // The client library writes a packet in several pieces.
  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: Done): void {
    this.#connection.cork();
    chunks.forEach(({ chunk }, index) =>
      this.#connection.write(chunk, index === chunks.length - 1 ? this.#sent(done) : undefined),
    );
    this.#connection.uncork();
  }

  #sent(done: Done): Done {
    if (this.hasSent) return done;
    return (error) => {
      this.hasSent = !error;
      if (this.hasSent) this.emit('sent');
      done(error);
    };
  }

  override _final(done: Done): void {
    if (this.#connection.writable) this.#connection.end(done);
    else done();
  }

  override _destroy(error: Error | null, done: Done): void {
    clearTimeout(this.#stall);
    this.#connection.destroy();
    done(error);
  }
}
