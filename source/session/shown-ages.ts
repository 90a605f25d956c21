import { coarseDuration } from '../format/duration.ts';
import type { FramePart } from './frame-parts.ts';

type Shown = { readonly times: readonly number[]; readonly part: FramePart };

/** The times whose ages are on the screen, so that they are drawn again when they read differently, and only then. */
export class ShownAges {
  readonly #shown = new Set<Shown>();

  /** Keeps the ages of some times, ms since the epoch, up to date in a part of the session; returns how to end that. */
  show(times: readonly number[], part: FramePart): () => void {
    const shown = { times, part };
    this.#shown.add(shown);
    return () => void this.#shown.delete(shown);
  }

  /** The parts in which an age reads differently at `now` than it did at `before`, both ms since the epoch. */
  changed(before: number, now: number): FramePart[] {
    return [...this.#shown]
      .filter(({ times }) =>
        times.some((time) => coarseDuration(before - time) !== coarseDuration(now - time)),
      )
      .map(({ part }) => part);
  }
}
