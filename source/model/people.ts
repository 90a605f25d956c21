import { BoundedMap } from '../collections/bounded-map.ts';
import type { DirectClaim } from '../chat/direct-key.ts';
import type { Presence, PresenceState } from '../chat/presence.ts';
import { outline } from './confusable-names.ts';

/** A person in a room. */
export type Person = {
  readonly user: string;
  readonly state: PresenceState;
  /** Absent for a peer without presence, known only from its messages. */
  readonly clientId?: string;
  readonly session?: string;
  /** The away text. */
  readonly text?: string;
  /** The key for direct messages that it claims; not verified. */
  readonly direct?: DirectClaim;
  /** When their presence expires unless it is renewed, ms of `performance.now()`. */
  readonly expiresAt?: number;
  /** When a peer without presence last sent a message, ms since the epoch. */
  readonly heardAt?: number;
  /** See `outline`: names with the same one are easily mistaken for one another. */
  readonly outline: string;
};

/** The most people to remember: a stranger can invent any number. */
const limit = 1000;

/** How long a peer without presence is listed after its last message, ms. */
const silence = 30 * 60_000;

const present: ReadonlySet<PresenceState> = new Set(['online', 'away']);

/** The last characters of a client identifier, to tell namesakes apart; `?` if there is none. */
export const shortIdentifier = ({ clientId = '?' }: Pick<Person, 'clientId'>): string =>
  clientId.slice(-4).toWellFormed();

/** Who is in a room: by presence, or, for clients that publish none, by recent messages. */
export class People {
  /** Changes whenever anything visible changes. */
  version = 0;
  readonly #byClient = new Map<string, Person>();
  readonly #speakers = new BoundedMap<string, Person>(limit);

  /** The people present, by name; one entry per client. */
  list(): Person[] {
    const here = [...this.#byClient.values()].filter(({ state }) => present.has(state));
    return [...here, ...this.#speakers.values()].toSorted((a, b) =>
      a.user < b.user ? -1 : Number(a.user > b.user),
    );
  }

  get count(): number {
    return this.list().length;
  }

  /**
   * Takes a presence message; returns the news for the room as a sentence, or `undefined` if nothing
   * changed. A `lost` of another session than the last `online` is stale. Unless it is renewed before
   * `expiresAt`, ms of `performance.now()`, it expires.
   */
  update(
    clientId: string,
    presence: Presence & Pick<Person, 'direct'>,
    expiresAt?: number,
  ): string | undefined {
    const known = this.#byClient.get(clientId);
    const isStale =
      presence.state === 'lost' && known !== undefined && known.session !== presence.session;
    if (isStale || (known === undefined && !this.#makeRoom())) return undefined;
    const { user, state, session, text, direct } = presence;
    if (known?.user !== user || known.state !== state || known.text !== text) this.version += 1;
    this.#byClient.set(clientId, {
      user,
      state,
      clientId,
      session,
      outline: outline(user),
      ...(text === undefined ? {} : { text }),
      ...(direct === undefined ? {} : { direct }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
    if (present.has(state)) this.#speakers.delete(user);
    return changeInWords(known, presence);
  }

  /** Whether a client's presence says that it is here. */
  isHere(clientId: string): boolean {
    const person = this.#byClient.get(clientId);
    return person !== undefined && present.has(person.state);
  }

  /** The presence entry was cleared. */
  remove(clientId: string): void {
    if (this.#byClient.delete(clientId)) this.version += 1;
  }

  /** Forgets people without presence who have been silent for long at `now`, ms since the epoch. */
  forgetSilent(now: number): void {
    for (const [user, { heardAt = 0 }] of this.#speakers)
      if (now - heardAt > silence && this.#speakers.delete(user)) this.version += 1;
  }

  /**
   * Removes those whose presence has expired by a time, ms of `performance.now()`; returns the news for
   * the room as sentences.
   */
  fade(now: number): string[] {
    const gone = [...this.#byClient].filter(
      ([, { state, expiresAt = Number.POSITIVE_INFINITY }]) =>
        present.has(state) && expiresAt < now,
    );
    this.version += gone.length;
    for (const [clientId, { expiresAt: _, ...person }] of gone)
      this.#byClient.set(clientId, { ...person, state: 'lost' });
    return gone.map(([, { user }]) => `${user} was lost (no sign for minutes)`);
  }

  /** Whether a name could be confused with another one here, or belongs to two clients. */
  isAmbiguous(user: string): boolean {
    const seen = outline(user);
    let clients = 0;
    for (const person of [...this.#byClient.values(), ...this.#speakers.values()])
      if (person.outline === seen && present.has(person.state)) {
        if (person.user !== user) return true;
        clients += 1;
      }
    return clients > 1;
  }

  /** The client whose presence has this `session` (docs/wire.md). */
  clientOf(session: string | undefined): string | undefined {
    if (session === undefined) return undefined;
    for (const [clientId, person] of this.#byClient)
      if (person.session === session) return clientId;
    return undefined;
  }

  /** Whether a client's presence says that it is here under this name. */
  isHereAs(clientId: string | undefined, user: string): boolean {
    const person = this.#byClient.get(clientId ?? '');
    return person !== undefined && person.user === user && present.has(person.state);
  }

  /** Whether any client's presence says that it is here under this name. */
  tellsName(user: string): boolean {
    return [...this.#byClient.keys()].some((clientId) => this.isHereAs(clientId, user));
  }

  /** Someone has sent a message: lists them unless a client of that name publishes its presence. */
  spoke(user: string, at: number): void {
    for (const person of this.#byClient.values())
      if (person.user === user && present.has(person.state)) return;
    this.#speakers.renew(user, { user, state: 'online', heardAt: at, outline: outline(user) });
  }

  /** Whether one more client can be remembered, if need be instead of one that has left. */
  #makeRoom(): boolean {
    if (this.#byClient.size < limit) return true;
    for (const [clientId, { state }] of this.#byClient) {
      if (present.has(state)) continue;
      this.#byClient.delete(clientId);
      return true;
    }
    return false;
  }
}

const changeInWords = (known: Person | undefined, now: Presence): string | undefined => {
  const isHere = present.has(now.state);
  if (known === undefined) return isHere ? `${now.user} is here` : undefined;
  const wasHere = present.has(known.state);
  if (isHere && !wasHere) return `${now.user} is here`;
  if (isHere && known.user !== now.user) return `${known.user} is now ${now.user}`;
  if (isHere && known.state !== now.state)
    return now.state === 'away'
      ? `${now.user} is away${now.text === undefined ? '' : `: ${now.text}`}`
      : `${now.user} is back`;
  // A will message dates from CONNECT, so its name may be out of date.
  if (!isHere && wasHere)
    return now.state === 'lost'
      ? `${known.user} was lost (the connection broke)`
      : `${known.user} left`;
  return undefined;
};
