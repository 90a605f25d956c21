import { type EmbeddedBroker, startEmbeddedBroker } from '../mqtt/embedded-broker.ts';
import type { ServerAddress } from '../mqtt/server-address.ts';
import { type House, startHouse } from './house.ts';
import { type Chats, openPeople, type People } from './people.ts';

const host = '127.0.0.1';

/**
 * A broker on a free port of this machine, with a house and people who chat. All of it lives in this
 * process and ends with it.
 */
export class Demo {
  /** For the status line. */
  readonly note = 'demo';
  readonly #chats: Chats;
  #starting: Promise<ServerAddress> | undefined;
  #broker: EmbeddedBroker | undefined;
  #house: House | undefined;
  #people: People | undefined;

  constructor(chats: Chats) {
    this.#chats = chats;
  }

  /** The broker's address; it is started when first asked for, and the house is there when this resolves. */
  locate(): Promise<ServerAddress> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Ends all of it. */
  async close(): Promise<void> {
    await this.#starting?.catch(() => undefined);
    await Promise.all([this.#house?.close(), this.#people?.close()]);
    await this.#broker?.close();
  }

  async #start(): Promise<ServerAddress> {
    this.#broker = await startEmbeddedBroker({ host, port: 0 });
    const address = { protocol: 'mqtt', host, port: this.#broker.port } as const;
    this.#people = openPeople(address, this.#chats);
    this.#house = await startHouse(address);
    return address;
  }
}
