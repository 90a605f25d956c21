import { BoundedMap } from '../collections/bounded-map.ts';

/** How many message ids are remembered to recognise redelivery. */
const idsKept = 10_000;

/** The ids of the newest messages. */
export class KnownIds {
  readonly #ids = new BoundedMap<string, true>(idsKept);

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    this.#ids.set(id, true);
  }

  /** Adds the id of an earlier message, unless another would have to be forgotten. */
  addEarlier(id: string): void {
    if (this.#ids.size < idsKept) this.#ids.set(id, true);
  }
}
