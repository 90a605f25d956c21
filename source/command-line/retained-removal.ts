import { plural } from '../format/count.ts';
import type { Message } from '../mqtt/message.ts';
import { ConnectionLost, Unanswered } from '../mqtt/request-errors.ts';
import { clearRetained } from '../session/retained/clear-retained.ts';
import type { RetainedConnection } from '../session/retained/collect-retained.ts';

/** Clears retained messages as they come: an empty one takes the place of each (MQTT 5, 3.3.1.3). */
export class RetainedRemoval {
  readonly #connection: RetainedConnection;
  readonly #signal: AbortSignal;
  readonly #topics = new Set<string>();
  /** Topics on which our own empty message is still to come back. */
  readonly #echoes = new Set<string>();
  #working: Promise<void> | undefined;
  #refused = 0;
  /** Why some are left, in one sentence. */
  problem: string | undefined;

  constructor(connection: RetainedConnection, signal: AbortSignal) {
    this.#connection = connection;
    this.#signal = signal;
  }

  /** Clears what is retained on a topic. */
  remove(topic: string): void {
    this.#topics.add(topic);
    this.#echoes.add(topic);
    this.#working ??= this.#work();
  }

  /** Whether this is the empty message of ours that has cleared a topic. */
  isEcho({ topic, retain, payload }: Message): boolean {
    return !retain && payload.length === 0 && this.#echoes.delete(topic);
  }

  /** Resolves when the broker has answered everything. */
  async settled(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    try {
      while (this.#topics.size > 0 && !this.#signal.aborted) await this.#clearAll();
    } catch (error) {
      // A lost connection is reported by its status.
      if (!(error instanceof ConnectionLost))
        this.problem = error instanceof Unanswered ? error.sentence : (error as Error).message;
      this.#topics.clear();
    }
    this.#working = undefined;
  }

  async #clearAll(): Promise<void> {
    const { refused, reason } = await clearRetained(
      this.#connection,
      this.#taken(),
      { signal: this.#signal },
      () => undefined,
    );
    this.#refused += refused;
    if (reason !== undefined)
      this.problem = `The broker refused to clear ${plural(this.#refused, 'topic', 'topics')}: ${reason}.`;
  }

  /** The topics to clear, including those that are added meanwhile. */
  *#taken(): Generator<string> {
    for (const topic of this.#topics) {
      this.#topics.delete(topic);
      yield topic;
    }
  }
}
