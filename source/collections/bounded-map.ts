/** A map of at most `limit` entries: adding one more evicts the oldest. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #limit: number;

  /** `entries` are ordered from the oldest to the newest. */
  constructor(limit: number, entries: Iterable<readonly [Key, Value]> = []) {
    super();
    this.#limit = limit;
    for (const [key, value] of entries) this.set(key, value);
  }

  /** Sets a value; an existing key keeps its age. */
  override set(key: Key, value: Value): this {
    super.set(key, value);
    if (this.size > this.#limit) this.#evict();
    return this;
  }

  /** Sets a value and makes it the newest, so that the least recently renewed is evicted first. Returns the evicted value. */
  renew(key: Key, value: Value): Value | undefined {
    this.delete(key);
    super.set(key, value);
    return this.size > this.#limit ? this.#evict() : undefined;
  }

  /** The value of a key, made and added if it is missing. */
  getOrAdd(key: Key, make: () => Value): Value {
    const known = this.get(key);
    if (known !== undefined || this.has(key)) return known as Value;
    const value = make();
    this.set(key, value);
    return value;
  }

  #evict(): Value | undefined {
    for (const [key, value] of this) {
      this.delete(key);
      return value;
    }
    return undefined;
  }
}
