import { BoundedMap } from '../collections/bounded-map.ts';
import { compareNames } from '../collections/name-order.ts';
import { looksAlike, outline } from './confusable-names.ts';
import { isPresent, knownAfter, type SignedPresence, supersedes } from './known-presence.ts';
import { KnownKeys } from './known-keys.ts';
import { isSigned, isSignedHere, type ListedClient } from './listed-client.ts';
import type { Person } from './person.ts';
import { PresenceExpiry } from './presence-expiry.ts';
import { presenceNews } from './presence-news.ts';
import { Roster, type Worth, worths } from './roster.ts';
import { Speakers } from './speakers.ts';

/** The most people to remember: a stranger can invent any number. */
const limit = 1000;

/**
 * Who is in a room: by presence, or, for clients that publish none, by recent messages. What is signed with
 * one key changes nothing that is signed with another, though both be on the topic of one client identifier.
 */
export class People {
  /** Changes whenever anything visible changes. */
  version = 0;
  readonly #keys: KnownKeys;
  readonly #clients = new Roster<ListedClient>(limit, (client) => this.#worthOf(client));
  readonly #expiry = new PresenceExpiry(this.#clients);
  readonly #speakers = new Speakers(limit);
  /** The keys that have signed something that was said here. */
  readonly #heard = new BoundedMap<string, true>(limit);

  constructor(keys = new KnownKeys()) {
    this.#keys = keys;
  }

  /** The people present, by name; one entry per client, or more if several keys sign for it. */
  list(): Person[] {
    return [...this.#present(), ...this.#speakers.values()].toSorted(
      (a, b) => compareNames(a.user, b.user) || compareNames(a.clientId ?? '', b.clientId ?? ''),
    );
  }

  get count(): number {
    return this.#present().length + this.#speakers.size;
  }

  /** Whether the list is full of clients that are here, so that others may be missing. */
  get isFull(): boolean {
    return this.#clients.isFull;
  }

  /** Whether a presence says something new or still true; see `supersedes`. */
  accepts(clientId: string, presence: SignedPresence): boolean {
    const { key } = presence;
    // A client that signs its presence does not stop doing so.
    if (key === undefined && this.#clients.of(clientId).some(isSignedHere)) return false;
    const known = this.#clients.get(clientId, key);
    return known === undefined || supersedes(presence, known);
  }

  /**
   * Takes a presence message; returns the news for the room as a sentence, or `undefined` if nothing
   * changed. Unless it is renewed before `expiresAt`, ms of `performance.now()`, it expires. Whose presence
   * `hasExpired` when it comes is quiet from the start, and no news before more is heard of them.
   */
  update(
    clientId: string,
    presence: SignedPresence,
    expiresAt?: number,
    hasExpired = false,
  ): string | undefined {
    if (!this.accepts(clientId, presence)) return undefined;
    const { user, state, session, at, text, key, direct } = presence;
    const isHere = isPresent(state);
    const known = this.#clients.get(clientId, key);
    const before = known ?? (isHere ? this.#clients.get(clientId, undefined) : undefined);
    const isRepeated = key !== undefined && known?.session === session && known.at === at;
    // The expiry is not signed: somebody could shorten it by repeating the message. Who is here may be heard yet.
    const isKept = isRepeated || (hasExpired && known !== undefined && isPresent(known.state));
    const until = isKept ? known.expiresAt : expiresAt;
    const renewedUntil = isKept ? known.renewedUntil : expiresAt;
    const isQuiet = isHere && (isKept ? known.isQuiet === true : hasExpired);
    const isUnheard = isHere && (isKept ? known.isUnheard === true : hasExpired);
    const speaker = isHere ? this.#speakers.get(user) : undefined;
    const hasSpoken =
      key === undefined &&
      (known?.hasSpoken === true || (speaker !== undefined && speaker.key === undefined));
    const isListed = this.#clients.set({
      ...knownAfter(presence, known),
      user,
      clientId,
      outline: outline(user),
      hasSpoken,
      seenAt: performance.now(),
      ...(key === undefined ? {} : { key }),
      ...(isQuiet ? { isQuiet } : {}),
      ...(isUnheard ? { isUnheard } : {}),
      ...(text === undefined ? {} : { text }),
      ...(direct === undefined ? {} : { direct }),
      ...(until === undefined ? {} : { expiresAt: until }),
      ...(renewedUntil === undefined ? {} : { renewedUntil }),
    });
    if (!isListed) return undefined;
    if (
      before?.user !== user ||
      before.state !== state ||
      before.text !== text ||
      (before.isQuiet === true) !== isQuiet
    )
      this.version += 1;
    if (key !== undefined && isHere) this.#clients.delete(clientId, undefined);
    if (speaker !== undefined) this.#speakers.delete(user);
    if (isUnheard) return undefined;
    return presenceNews(before?.isUnheard === true ? undefined : before, presence);
  }

  /** See `PresenceExpiry.prolong`. */
  prolong(clientId: string, key: string, expiresAt: number): void {
    this.#expiry.prolong(clientId, key, expiresAt);
  }

  /** The newest time in the presence of a client with a key, ms since the epoch by its clock; 0 if there is none. */
  newestTime(clientId: string, key: string | undefined): number {
    return this.#clients.get(clientId, key)?.at ?? 0;
  }

  /** Whether a client's presence says that it is here. */
  isHere(clientId: string): boolean {
    return this.#clients.of(clientId).some(({ state }) => isPresent(state));
  }

  /** Whether a client's presence under a key, or under none, says that it is here. */
  isHereWith(clientId: string, key: string | undefined): boolean {
    const client = this.#clients.get(clientId, key);
    return client !== undefined && isPresent(client.state);
  }

  /** A client as the holder of a key has signed it. */
  clientWith(clientId: string, key: string): Person | undefined {
    return this.#clients.get(clientId, key);
  }

  /** The key that signs a client's presence; the one that was verified or heard if there are several. */
  keyOf(clientId: string): string | undefined {
    return this.#clients.of(clientId).find(isSignedHere)?.key;
  }

  /** The presence entry was cleared, which nobody can sign. */
  remove(clientId: string): void {
    if (this.#clients.delete(clientId, undefined)) this.version += 1;
  }

  /** Forgets people without presence who have been silent for long at `now`, ms since the epoch. */
  forgetSilent(now: number): void {
    this.version += this.#speakers.forgetSilent(now);
  }

  /** See `PresenceExpiry.keepUntil`. */
  keepUntil(time: number): void {
    this.#expiry.keepUntil(time);
  }

  /** See `PresenceExpiry.fade`; returns the news for the room as sentences. */
  fade(now: number): string[] {
    const { news, changes } = this.#expiry.fade(now);
    this.version += changes;
    return news;
  }

  /** Those who have a name, or one that looks like it. */
  alike(user: string): Person[] {
    const seen = outline(user);
    return [...this.#present(), ...this.#speakers.values()].filter((person) =>
      looksAlike(person.outline, seen),
    );
  }

  /** Whether a name could be confused with another one here, or belongs to two clients. */
  isAmbiguous(user: string): boolean {
    return isAmbiguous(user, [this]);
  }

  /** The client whose presence has this `session` (docs/wire.md). */
  clientOf(session: string | undefined): string | undefined {
    if (session === undefined) return undefined;
    for (const client of this.#clients.values())
      if (client.session === session) return client.clientId;
    return undefined;
  }

  /** Those whose signed presence says that they are here under this name. */
  signedAs(user: string): Person[] {
    return this.#present().filter((client) => client.user === user && client.key !== undefined);
  }

  /** Whether a client's presence says that it is here under this name. */
  isHereAs(clientId: string | undefined, user: string): boolean {
    return this.#clients
      .of(clientId ?? '')
      .some((client) => client.user === user && isPresent(client.state));
  }

  /** Whether any client's presence says that it is here under this name. */
  tellsName(user: string): boolean {
    return this.#present().some((client) => client.user === user);
  }

  /**
   * Someone has sent a message, signed with `key` or not at all: lists them unless a client of that name
   * publishes its presence.
   */
  spoke(user: string, at: number, key?: string): void {
    if (key !== undefined) this.#heard.renew(key, true);
    const namesakes = this.#present().filter((client) => client.user === user);
    const unsigned = namesakes.filter((client) => client.key === undefined);
    const [speaker] = unsigned;
    // One of them at most: any number can be made up.
    if (key === undefined && speaker !== undefined && !unsigned.some(({ hasSpoken }) => hasSpoken))
      this.#clients.set({ ...speaker, hasSpoken: true });
    if (namesakes.length > 0) return;
    this.#speakers.spoke(user, at, key);
  }

  #present(): ListedClient[] {
    return [...this.#clients.values()].filter(({ state }) => isPresent(state));
  }

  #worthOf({ user, state, key, hasSpoken }: ListedClient): Worth {
    if (!isPresent(state)) return worths.gone;
    if (key === undefined) return hasSpoken ? worths.speaker : worths.stranger;
    if (key === this.#keys.own?.key || this.#keys.isVerified(user, key)) return worths.verified;
    const standing = this.#keys.standing(user, { kind: 'key', key, isTemporary: false });
    return this.#heard.has(key) || standing === 'known' ? worths.speaker : worths.stranger;
  }
}

/** Whether a name could be confused with another one in some rooms, or belongs to two clients. */
export const isAmbiguous = (user: string, rooms: Iterable<People>): boolean => {
  const everyone = [...rooms].flatMap((people) => people.alike(user));
  // Where a signed presence has the name, those who only speak under it are marked as it is.
  const hasSigned = everyone.some((person) => person.user === user && isSigned(person));
  const alike = everyone.filter(
    (person) => !hasSigned || person.user !== user || person.clientId !== undefined,
  );
  // Two programs with one key are one person.
  const clients = alike.map(({ key, clientId = '' }) => key ?? `client ${clientId}`);
  return alike.some((person) => person.user !== user) || new Set(clients).size > 1;
};
