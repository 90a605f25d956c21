/** Something that holds memory on behalf of one client. */
export type Holder = {
  /** Bytes held now. */
  readonly held: number;
  /** Releases everything and disconnects the client. */
  readonly giveUp: (reason: string) => void;
};

/** A limit for all clients together; beyond it, the client that holds most is released. */
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

  /** Forgets a holder that no longer holds anything. */
  remove(holder: Holder): void {
    this.#holders.delete(holder);
  }

  /** Call it when a holder holds more or less than before. */
  change(bytes: number): void {
    this.#held += bytes;
    if (bytes <= 0) return;
    while (this.#held > this.#limit) {
      const largest = this.#largest();
      if (largest === undefined) return;
      largest.giveUp('it held the most memory when memory ran out');
      this.remove(largest);
    }
  }

  #largest(): Holder | undefined {
    let largest: Holder | undefined;
    for (const holder of this.#holders) if (holder.held > (largest?.held ?? 0)) largest = holder;
    return largest;
  }
}
