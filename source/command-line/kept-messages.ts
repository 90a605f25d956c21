import type { DeliveryFlags, Message } from '../mqtt/message.ts';

/** A message with what its packet says. */
export type Delivery = { readonly message: Message; readonly packet: DeliveryFlags };

/** How many bytes of payloads are kept. */
const mostBytes = 64 * 1024 * 1024;

/** Copies of messages by a key, bounded: the oldest go first. */
export class KeptMessages {
  readonly #byKey = new Map<string, Delivery>();
  #bytes = 0;

  get(key: string): Delivery | undefined {
    return this.#byKey.get(key);
  }

  /** Keeps a message in place of the key's last one. */
  keep(key: string, { message, packet }: Delivery): void {
    this.forget(key);
    this.#byKey.set(key, {
      message: { ...message, payload: Buffer.from(message.payload) },
      packet,
    });
    this.#bytes += message.payload.length;
    for (const oldest of this.#byKey.keys()) {
      if (this.#bytes <= mostBytes || oldest === key) break;
      this.forget(oldest);
    }
  }

  forget(key: string): void {
    this.#bytes -= this.#byKey.get(key)?.message.payload.length ?? 0;
    this.#byKey.delete(key);
  }
}
