import type { History } from '../../history/history.ts';

/** When the limits are first enforced after the start, and how often after that, ms. */
const firstCleanup = 3000;
const cleanupInterval = 3600 * 1000;
/** The pause between two batches, ms. */
const cleanupPause = 50;

/** Deletes from the history what is beyond its limits, a batch at a time, so that no key has to wait. */
export class HistoryCleanup {
  readonly #history: Pick<History, 'deleteSome'>;
  #timer: NodeJS.Timeout | undefined;

  constructor(history: Pick<History, 'deleteSome'>) {
    this.#history = history;
  }

  /** The history is open. */
  start(): void {
    this.#runIn(firstCleanup);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #runIn(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const isMore = this.#history.deleteSome(Date.now());
      this.#runIn(isMore ? cleanupPause : cleanupInterval);
    }, wait);
  }
}
