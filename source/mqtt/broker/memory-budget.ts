/** Something that holds memory on behalf of one client. */
export type Holder = {
  /** Bytes it holds at present. */
  readonly held: number;
  /** Lets go of everything, and of the client. */
  readonly giveUp: (reason: string) => void;
};

/** What all clients may hold together: beyond it, the one that holds most loses it. */
export class MemoryBudget {
  #held = 0;
  readonly #limit: number;
  readonly #holders = new Set<Holder>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(holder: Holder): void {
    this.#holders.add(holder);
  }

  /** Forgets a holder that holds nothing any more. */
  remove(holder: Holder): void {
    this.#holders.delete(holder);
  }

  /** A holder has come to hold more, or less. */
  change(bytes: number): void {
    this.#held += bytes;
    if (bytes <= 0) return;
    while (this.#held > this.#limit) {
      const largest = this.#largest();
      if (largest === undefined) return;
      largest.giveUp('it held most of the memory when that was used up');
      this.remove(largest);
    }
  }

  #largest(): Holder | undefined {
    let largest: Holder | undefined;
    for (const holder of this.#holders) if (holder.held > (largest?.held ?? 0)) largest = holder;
    return largest;
  }
}
