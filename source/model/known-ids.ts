/** How many message ids are remembered to recognise redelivery. */
const idsKept = 10_000;

/** The ids of the newest messages. */
export class KnownIds {
  readonly #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    this.#ids.add(id);
    if (this.#ids.size <= idsKept) return;
    const [oldest] = this.#ids;
    if (oldest !== undefined) this.#ids.delete(oldest);
  }

  /** Adds the id of an earlier message, unless another would have to be forgotten. */
  addEarlier(id: string): void {
    if (this.#ids.size < idsKept) this.#ids.add(id);
  }
}
