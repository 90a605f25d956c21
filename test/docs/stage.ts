import { readFileSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import type { TestTerminal } from '../support/terminal.ts';
import { until } from '../support/until.ts';

/** The brokers that the pages speak of. */
export const addresses = {
  open: { host: '127.0.0.1', port: 1883 },
  password: { host: '127.0.0.1', port: 61_613, username: 'admin', password: 'password' },
} as const;

/** ms, on a machine that has much else to do. */
const patience = 30_000;

/** A printed command at work, and what can be done and seen around it. */
export class Stage {
  readonly terminal: TestTerminal;
  readonly #folder: string;
  readonly #client: MqttClient | undefined;
  readonly #received: (readonly [topic: string, payload: string])[] = [];

  /** `client` has subscribed to all before the command began. */
  constructor(terminal: TestTerminal, folder: string, client: MqttClient | undefined) {
    this.terminal = terminal;
    this.#folder = folder;
    this.#client = client;
    client?.on('message', (topic, payload) => {
      this.#received.push([topic, payload.toString()]);
    });
  }

  /** Resolves when this is on the screen. */
  async shows(what: string | RegExp): Promise<void> {
    await this.terminal.waitFor(what, { timeout: patience });
  }

  /** Resolves when the broker has it, which also keeps it for those who come later. */
  async publish(topic: string, payload: string): Promise<void> {
    const client = this.#client ?? (await connectAsync(addresses.password));
    await client.publishAsync(topic, payload, { qos: 1, retain: true });
    if (client !== this.#client) await client.endAsync();
  }

  /** Resolves when these payloads, and no others, have come on a topic. */
  async received(topic: string, payloads: readonly string[]): Promise<void> {
    const wanted = JSON.stringify(payloads);
    await this.#untilReceived(wanted, () => JSON.stringify(this.#payloads(topic)) === wanted);
  }

  /** Resolves when such a payload has come on a topic. */
  async receives(topic: string, payload: RegExp): Promise<void> {
    await this.#untilReceived(String(payload), () =>
      this.#payloads(topic).some((each) => payload.test(each)),
    );
  }

  #payloads(topic: string): string[] {
    return this.#received.flatMap(([at, payload]) => (at === topic ? [payload] : []));
  }

  async #untilReceived(what: string, find: () => boolean): Promise<void> {
    await until({
      what,
      find,
      subscribe: (look) => {
        this.#client?.on('message', look);
        return () => this.#client?.off('message', look);
      },
      seen: () => this.#received,
      timeout: patience,
    });
  }

  /** Resolves when the command has ended; rejects for another exit code. */
  async ended(wanted: number): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(new Error(`it does not end:\n${this.terminal.text()}`));
    }, patience);
    const { exitCode, signal } = await Promise.race([this.terminal.exited, late.promise]);
    clearTimeout(timer);
    if (exitCode !== wanted || signal !== undefined)
      throw new Error(
        `it ended with ${signal ?? exitCode}, not ${wanted}:\n${this.terminal.text()}`,
      );
  }

  /** Resolves when a file has such a text in it. */
  async file(name: string, text: RegExp): Promise<void> {
    const path = join(this.#folder, name);
    await until({
      what: `${String(text)} in ${name}`,
      find: () => text.test(readFileSync(path, 'utf8')),
      subscribe: (look) => {
        const watcher = watch(dirname(path), look);
        return () => watcher.close();
      },
      seen: () => readFileSync(path, 'utf8'),
      timeout: patience,
    });
  }
}
