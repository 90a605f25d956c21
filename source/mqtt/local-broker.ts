import { count } from '../format/count.ts';
import type { EmbeddedBroker } from './embedded-broker.ts';
import { probePort } from './port-probe.ts';
import { defaultPorts, type ServerAddress } from './server-address.ts';

const loopback = '127.0.0.1';
const portsToTry = 16;

/**
 * The broker of this machine if no host is given: the one on 127.0.0.1:1883, or else our own, started here
 * or by another mqtt-tui. When the program that runs it quits, the next one to ask takes over the port.
 */
export class LocalBroker {
  #note = '';
  #embedded: EmbeddedBroker | undefined;
  #search: Promise<ServerAddress> | undefined;
  #isClosed = false;
  readonly #firstPort: number;

  constructor(firstPort: number = defaultPorts.mqtt) {
    this.#firstPort = firstPort;
  }

  /** What was found or done, as a short phrase for the status line. */
  get note(): string {
    const leftOut = this.#embedded?.counts().leftOut ?? 0;
    return leftOut === 0
      ? this.#note
      : `${this.#note}: ${count(leftOut)} messages dropped for slow clients`;
  }

  /** Finds the broker, or starts one. Two connections may call it at once. */
  locate(): Promise<ServerAddress> {
    this.#search ??= this.#locate().finally(() => {
      this.#search = undefined;
    });
    return this.#search;
  }

  /** Ends what was started here, including a search; nothing is found after that. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#search?.catch(() => undefined);
    await this.#embedded?.close();
    this.#embedded = undefined;
  }

  async #locate(): Promise<ServerAddress> {
    if (this.#embedded !== undefined) return at(this.#embedded.port);
    const { embeddedBrokerName, startEmbeddedBroker } = await import('./embedded-broker.ts');
    let held = '';
    for (let port = this.#firstPort; port < this.#firstPort + portsToTry; port += 1) {
      let holder = await probePort(loopback, port, embeddedBrokerName);
      if (this.#isClosed) break;
      if (holder === 'nobody') {
        try {
          this.#embedded = await startEmbeddedBroker({ host: loopback, port });
          this.#note = `own broker${held}`;
          return at(port);
        } catch {
          // Another program was faster: find out which.
          holder = await probePort(loopback, port, embeddedBrokerName);
        }
      }
      if (holder === 'our broker' || (holder === 'a broker' && port === this.#firstPort)) {
        this.#note = holder === 'our broker' ? `another mqtt-tui's broker${held}` : '';
        return at(port);
      }
      if (port === this.#firstPort)
        held = `, as port ${port} is taken by something other than an MQTT broker`;
    }
    throw new Error(
      `no free port from ${this.#firstPort} to ${this.#firstPort + portsToTry - 1} for the embedded broker; give --host and --port`,
    );
  }
}

const at = (port: number): ServerAddress => ({ protocol: 'mqtt', host: loopback, port });
