import type { History } from '../../history/history.ts';
import type { KeptWatch } from '../../history/watch-table.ts';

/** The watches that continue in the next run. */
export class WatchHistory {
  /** Called whenever the history has been opened. */
  onOpen: (() => void) | undefined;
  readonly #history: History;

  constructor(history: History) {
    this.#history = history;
  }

  keep(watch: KeptWatch): void {
    this.#history.change(({ watches }) => watches.add(watch), true);
  }

  forget(watch: KeptWatch): void {
    this.#history.change(({ watches }) => watches.remove(watch), true);
  }

  /** Takes over the watches of earlier runs, at most `most`. */
  adopt(most: number): KeptWatch[] {
    return this.#history.changeNow(({ watches }) => watches.adopt(most)) ?? [];
  }
}
