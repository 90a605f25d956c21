type Begin<Item> = (item: Item) => () => void;

/** What is begun for each of several items that come and go, and ended when the item goes. */
export class ForEach<Item> {
  readonly #begins = new Set<Begin<Item>>();
  /** By item, how to end what was begun for it. */
  readonly #ends = new Map<Item, Map<Begin<Item>, () => void>>();

  /** Calls `begin` for each item, now or when it comes, and what that returns when the item goes. Returns how to stop. */
  begin(begin: Begin<Item>): () => void {
    // The same function may be given twice.
    const own: Begin<Item> = (item) => begin(item);
    for (const [item, ends] of this.#ends) ends.set(own, own(item));
    this.#begins.add(own);
    return () => {
      this.#begins.delete(own);
      for (const ends of this.#ends.values()) {
        const end = ends.get(own);
        ends.delete(own);
        end?.();
      }
    };
  }

  /** An item has come. */
  add(item: Item): void {
    const ends = new Map<Begin<Item>, () => void>();
    this.#ends.set(item, ends);
    for (const begin of this.#begins) ends.set(begin, begin(item));
  }

  /** An item has gone. */
  delete(item: Item): void {
    for (const end of this.#ends.get(item)?.values() ?? []) end();
    this.#ends.delete(item);
  }
}
