/** Whose entry it is. A client has one for each key that signs for it, or one for what is not signed. */
export type RosterEntry = { readonly clientId: string; readonly key?: string };

/** What an entry is worth: the least gives way first. */
export const worths = { gone: 0, stranger: 1, speaker: 2, verified: 3 } as const;
export type Worth = (typeof worths)[keyof typeof worths];

/** The most clients of one key: whoever has spoken once could fill the list with copies. */
const mostOfKey = 8;

/** No key has a slash in it, so no two entries have the same. */
const idOf = (clientId: string, key = ''): string => `${key}/${clientId}`;

/**
 * Entries of clients, `limit` at most: one more takes the place of the one set longest ago among those
 * worth least, unless all are worth more.
 */
export class Roster<Entry extends RosterEntry> {
  readonly #limit: number;
  readonly #worthOf: (entry: Entry) => Worth;
  /** By what they were worth when last looked at; those set longest ago come first. */
  readonly #ranks = Object.values(worths).map(() => new Map<string, Entry>());
  readonly #byClient = new Map<string, Set<string>>();
  readonly #byKey = new Map<string, Set<string>>();

  constructor(limit: number, worthOf: (entry: Entry) => Worth) {
    this.#limit = limit;
    this.#worthOf = worthOf;
  }

  get size(): number {
    return this.#ranks.reduce((sum, { size }) => sum + size, 0);
  }

  /** Whether somebody must give way to one more who is here. */
  get isFull(): boolean {
    return this.size >= this.#limit && this.#ranks[worths.gone]?.size === 0;
  }

  get(clientId: string, key: string | undefined): Entry | undefined {
    return this.#find(idOf(clientId, key));
  }

  /** The entries of a client, those worth most first. */
  of(clientId: string): Entry[] {
    const entries = this.#all(this.#byClient.get(clientId));
    return entries.toSorted((a, b) => this.#worthOf(b) - this.#worthOf(a));
  }

  *values(): Generator<Entry> {
    for (const rank of this.#ranks) yield* rank.values();
  }

  /** Sets an entry and makes it the newest; returns whether there was room for it. */
  set(entry: Entry): boolean {
    const { clientId, key } = entry;
    const id = idOf(clientId, key);
    const worth = this.#worthOf(entry);
    const isKnown = this.delete(clientId, key);
    if (!isKnown && !this.#makeRoom(key, worth)) return false;
    this.#ranks[worth]?.set(id, entry);
    addTo(this.#byClient, clientId, id);
    if (key !== undefined) addTo(this.#byKey, key, id);
    return true;
  }

  /** Returns whether there was one. */
  delete(clientId: string, key: string | undefined): boolean {
    const id = idOf(clientId, key);
    if (!this.#ranks.some((rank) => rank.delete(id))) return false;
    deleteFrom(this.#byClient, clientId, id);
    if (key !== undefined) deleteFrom(this.#byKey, key, id);
    return true;
  }

  #find(id: string): Entry | undefined {
    for (const rank of this.#ranks) {
      const entry = rank.get(id);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  #all(ids: Iterable<string> = []): Entry[] {
    return Array.from(ids, (id) => this.#find(id)).filter((entry) => entry !== undefined);
  }

  /** Makes room for an entry that is worth so much; returns whether there is any. */
  #makeRoom(key: string | undefined, worth: Worth): boolean {
    const copies = key === undefined ? undefined : this.#byKey.get(key);
    if (copies !== undefined && copies.size >= mostOfKey) {
      const [oldest] = this.#all(copies);
      return oldest !== undefined && this.delete(oldest.clientId, key);
    }
    if (this.size < this.#limit) return true;
    return this.#ranks.slice(0, worth + 1).some((rank) => this.#evictFrom(rank));
  }

  /** Evicts the oldest of a rank; those who are worth more by now move up. */
  #evictFrom(rank: Map<string, Entry>): boolean {
    for (const [id, entry] of rank) {
      const above = this.#ranks[this.#worthOf(entry)];
      if (above === rank) return this.delete(entry.clientId, entry.key);
      rank.delete(id);
      above?.set(id, entry);
    }
    return false;
  }
}

const addTo = (index: Map<string, Set<string>>, of: string, id: string): void => {
  const ids = index.get(of) ?? new Set();
  index.set(of, ids.add(id));
};

const deleteFrom = (index: Map<string, Set<string>>, of: string, id: string): void => {
  const ids = index.get(of);
  ids?.delete(id);
  if (ids?.size === 0) index.delete(of);
};
