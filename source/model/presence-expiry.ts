import { isPresent } from './known-presence.ts';
import type { ListedClient } from './listed-client.ts';
import type { Roster } from './roster.ts';

/** How long somebody whose presence has expired stays in the list, ms. */
const quietTime = 5 * 60_000;

/** How long somebody stays at most whose presence cannot be read for forgeries, ms. */
const longestUnread = 10 * 60_000;

/** Lets the presence of clients expire that is not renewed: a broker that dies publishes no will message. */
export class PresenceExpiry {
  readonly #clients: Roster<ListedClient>;

  constructor(clients: Roster<ListedClient>) {
    this.#clients = clients;
  }

  /**
   * A presence came that may be theirs and was not read: they expire no sooner than at `expiresAt`, but ten
   * minutes late at most.
   */
  prolong(clientId: string, key: string, expiresAt: number): void {
    const known = this.#clients.get(clientId, key);
    if (known?.expiresAt === undefined || known.renewedUntil === undefined) return;
    const until = Math.min(expiresAt, known.renewedUntil + longestUnread);
    if (known.expiresAt < until) this.#clients.set({ ...known, expiresAt: until });
  }

  /** Lets nobody's presence expire before a time, ms of `performance.now()`. */
  keepUntil(time: number): void {
    for (const person of this.#present())
      if (person.expiresAt !== undefined && person.expiresAt < time && person.isUnheard !== true)
        this.#clients.set({ ...person, expiresAt: time });
  }

  /**
   * Marks those as quiet whose presence has expired by a time, ms of `performance.now()`, and removes those
   * who have been quiet for long; returns the news for the room as sentences, and how many entries have
   * changed.
   */
  fade(now: number): { readonly news: string[]; readonly changes: number } {
    const people = this.#present();
    const gone = people.filter((person) => isOver(person, now - quietTime));
    for (const { expiresAt: _, isQuiet: __, isUnheard: ___, ...person } of gone)
      this.#clients.set({ ...person, state: 'lost' });
    const changed = people.filter(
      (person) => !gone.includes(person) && isOver(person, now) !== (person.isQuiet === true),
    );
    for (const { isQuiet, ...person } of changed)
      this.#clients.set({ ...person, ...(isQuiet === true ? {} : { isQuiet: true }) });
    const news = gone
      .filter(({ isUnheard }) => isUnheard !== true)
      .map(({ user }) => `${user} was lost (no sign for minutes)`);
    return { news, changes: gone.length + changed.length };
  }

  #present(): ListedClient[] {
    return [...this.#clients.values()].filter(({ state }) => isPresent(state));
  }
}

const isOver = ({ expiresAt = Infinity }: ListedClient, time: number): boolean => expiresAt < time;
