import { backoffDelay } from '../mqtt/backoff.ts';

type Retry = { failures: number; timer: NodeJS.Timeout | undefined };

/** Tries again what has failed, after a wait that grows from 1 s to 30 s. */
export class Retries {
  readonly #retries = new Map<string, Retry>();

  /** It has failed: calls `again` after the wait. */
  failed(name: string, again: () => void): void {
    const retry = this.#retries.get(name) ?? { failures: 0, timer: undefined };
    this.#retries.set(name, retry);
    clearTimeout(retry.timer);
    retry.failures += 1;
    retry.timer = setTimeout(again, backoffDelay(retry.failures + 1, Math.random));
    retry.timer.unref();
  }

  /** It has succeeded, or nobody wants it any more. */
  forget(name: string): void {
    clearTimeout(this.#retries.get(name)?.timer);
    this.#retries.delete(name);
  }

  /** Nothing can be done now: everything starts over. */
  clear(): void {
    for (const name of this.#retries.keys()) this.forget(name);
  }
}
