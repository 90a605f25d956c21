import type { History } from '../../history/history.ts';
import type { KeptWatch } from '../../history/watch-table.ts';

/** The watches that are to go on at the next start. */
export class WatchHistory {
  /** Called when there is something to be read, for the first time or again. */
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

  /** The watches of programs that are gone, at most so many; they are ours from now on. */
  adopt(most: number): KeptWatch[] {
    return this.#history.changeNow(({ watches }) => watches.adopt(most)) ?? [];
  }
}
