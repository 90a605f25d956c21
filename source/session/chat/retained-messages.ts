import type { Message } from '../../mqtt/message.ts';

/** Retained messages on room topics already seen: the broker sends them again after a reconnect. */
export class RetainedMessages {
  readonly #texts = new Map<string, string>();

  /** Whether this retained message was delivered before. */
  isKnown({ topic, payload, retain }: Message): boolean {
    if (!retain) return false;
    const text = Buffer.from(payload).toString('latin1');
    const isKnown = this.#texts.get(topic) === text;
    this.#texts.set(topic, text);
    return isKnown;
  }

  forget(topic: string): void {
    this.#texts.delete(topic);
  }
}
