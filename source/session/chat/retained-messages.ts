import type { Message } from '../../mqtt/message.ts';

/** Retained messages on the topics of rooms: after a reconnect the broker sends them again. */
export class RetainedMessages {
  readonly #texts = new Map<string, string>();

  /** Whether a retained message was delivered before. */
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
