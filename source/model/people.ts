import type { Presence, PresenceState } from '../chat/presence.ts';

/** Somebody in a room. */
export type Person = {
  readonly user: string;
  readonly state: PresenceState;
  /** Absent for a peer without presence, who is known only by having spoken. */
  readonly clientId?: string;
  readonly session?: string;
};

/** So many are remembered; a stranger can invent any number. */
const limit = 1000;

const present: ReadonlySet<PresenceState> = new Set(['online', 'away']);

/** Who is in a room: by presence where clients tell it, else by having spoken. */
export class People {
  readonly #byClient = new Map<string, Person>();
  readonly #speakers = new Map<string, Person>();

  /** Those who are here, by name; one entry for each client. */
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
   * Takes a presence message and says what changed in words for the room, or `undefined` when
   * nothing did. A `lost` of another session than the last `online` is stale.
   */
  update(clientId: string, presence: Presence): string | undefined {
    const known = this.#byClient.get(clientId);
    const isStale =
      presence.state === 'lost' && known !== undefined && known.session !== presence.session;
    if (isStale || (known === undefined && !this.#makeRoom())) return undefined;
    const { user, state, session } = presence;
    this.#byClient.set(clientId, { user, state, clientId, session });
    if (present.has(state)) this.#speakers.delete(user);
    return changeInWords(known, presence);
  }

  /** The presence entry was removed. */
  remove(clientId: string): void {
    this.#byClient.delete(clientId);
  }

  /** Somebody spoke: listed when no client of that name tells its presence. */
  spoke(user: string): void {
    for (const person of this.#byClient.values())
      if (person.user === user && present.has(person.state)) return;
    if (this.#speakers.size >= limit && !this.#speakers.has(user)) {
      const [oldest] = this.#speakers.keys();
      if (oldest !== undefined) this.#speakers.delete(oldest);
    }
    this.#speakers.set(user, { user, state: 'online' });
  }

  /** Whether one more client can be remembered; those who have left make room. */
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
    return now.state === 'away' ? `${now.user} is away` : `${now.user} is back`;
  // A will message was written when the connection was made: its name may be an older one.
  if (!isHere && wasHere)
    return now.state === 'lost'
      ? `${known.user} was lost (the connection broke)`
      : `${known.user} left`;
  return undefined;
};
