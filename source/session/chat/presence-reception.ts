import {
  decodePresence,
  parsePresenceTopic,
  type Presence,
  type ReceivedPresence,
} from '../../chat/presence.ts';
import { presenceSignerOf } from '../../chat/signed-presence.ts';
import type { Signer } from '../../chat/signed-line.ts';
import type { KnownKeys } from '../../model/known-keys.ts';
import { isPresent, type SignedPresence } from '../../model/known-presence.ts';
import type { Room } from '../../model/room.ts';
import type { Message } from '../../mqtt/message.ts';
import { printable } from '../../payload/printable.ts';
import { LostClients } from './lost-clients.ts';
import { PresenceVerifications } from './presence-verifications.ts';
import { WhoIsHere } from './who-is-here.ts';

/** How often the lists are checked for expired presence, ms. */
const fadeEvery = 30_000;

/** How far the broker's clock may be behind, ms. */
const patience = 10_000;

/** Whoever is here renews their presence within this time, seconds. An expiry is not signed, so none is shorter. */
const shortestExpiry = 120;

/** How long others have to be heard once we are connected again, seconds. */
const usualExpiry = 300;

/** Where a presence was published. */
type Place = { readonly room: string; readonly clientId: string };

type Wiring = {
  readonly clientId: string;
  readonly keys: KnownKeys;
  readonly rooms: ReadonlyMap<string, Room>;
  /**
   * Our entry is not what we have published, or says that we are lost. The newest that our key has signed
   * there is of the time `newest`: perhaps in an earlier run, before the clock was set back.
   */
  readonly onOurLoss: (newest: number) => void;
  /** Another client has published that it is here; `key` has signed that. */
  readonly onPresent: (
    room: Room,
    clientId: string,
    speaker: { readonly session: string; readonly key: string | undefined },
  ) => void;
  /** Another client that is here asks for our presence. */
  readonly onAsked: (room: Room) => void;
  /** Whether the presence of others arrives before our own comes back. */
  readonly isComplete: () => boolean;
  /** Whether the presence of those who were in a room before us may still come. */
  readonly isAwaited: (room: Room) => boolean;
  readonly onChange: () => void;
  readonly isConnected: () => boolean;
};

/** How a presence arrived; `expiry` in seconds. */
type Arrived = {
  readonly retain: boolean;
  /** Whether the broker may have stored it for long: not every one says so by the RETAIN flag. */
  readonly isStored: boolean;
  readonly receivedAt: number;
  readonly expiry: number | undefined;
};

/** Receives the presence of others, and lets it expire. */
export class PresenceReception {
  readonly #wiring: Wiring;
  readonly #timer: NodeJS.Timeout;
  readonly #lost = new LostClients();
  readonly #verifications = new PresenceVerifications();
  readonly #whoIsHere: WhoIsHere;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#whoIsHere = new WhoIsHere(wiring.clientId);
    this.#timer = setInterval(() => this.#fade(), fadeEvery);
    this.#timer.unref();
  }

  /** Takes a message on a topic that is not a room's; ignores what is not presence. */
  receive({ topic, payload, retain, receivedAt, properties }: Message): void {
    const place = parsePresenceTopic(topic);
    const room = place === undefined ? undefined : this.#wiring.rooms.get(place.room);
    if (place === undefined || room === undefined) return;
    const presence = payload.length === 0 ? undefined : decodePresence(payload);
    if (presence === undefined && payload.length > 0) return;
    if (presence?.claim !== undefined && !this.#admits(room, place.clientId, presence)) return;
    const verification =
      presence?.claim === undefined ? undefined : presenceSignerOf(presence, place);
    const expiry = properties?.messageExpiryInterval ?? presence?.expiry;
    const isStored = retain || this.#wiring.isAwaited(room);
    const arrived = { retain, isStored, receivedAt, expiry };
    this.#verifications.take(place.clientId, verification, (signer) =>
      this.#take(place, presence, signer, arrived),
    );
  }

  /** Whether a signed presence is verified: there may be too many. */
  #admits({ people }: Room, clientId: string, { user, claim }: ReceivedPresence): boolean {
    const { keys } = this.#wiring;
    const { key = '', isTemporary = false } = claim ?? {};
    const isListed = people.isHereWith(clientId, key);
    const isFamiliar =
      isListed || keys.standing(user, { kind: 'key', key, isTemporary }) === 'known';
    const name = isListed ? `${key}/${clientId}` : key;
    if (this.#verifications.admits(isFamiliar ? name : undefined)) return true;
    // It may have been their renewal.
    if (isListed) people.prolong(clientId, key, expiresAfter(shortestExpiry));
    return false;
  }

  #take(
    { room: topic, clientId }: Place,
    presence: Presence | undefined,
    signer: Signer,
    arrived: Arrived,
  ): void {
    const room = this.#wiring.rooms.get(topic);
    if (room === undefined) return;
    const { version } = room.people;
    const signed: SignedPresence | undefined =
      presence === undefined || signer.kind !== 'key' ? presence : { ...presence, key: signer.key };
    if (clientId === this.#wiring.clientId) this.#takeOurs(room, signed, signer);
    else if (signed === undefined) room.people.remove(clientId);
    else if (signer.kind !== 'invalid') this.#takeOthers(room, clientId, signed, arrived);
    if (room.people.version !== version) this.#wiring.onChange();
  }

  /** Others take their entry of us from here too: what is not as we have published it is published again. */
  #takeOurs(room: Room, presence: SignedPresence | undefined, signer: Signer): void {
    const { clientId, keys, onOurLoss } = this.#wiring;
    const { people } = room;
    const key = signer.kind === 'key' ? signer.key : undefined;
    const isGenuine = keys.own === undefined || key === keys.own.key;
    const isTaken = presence !== undefined && isGenuine && people.accepts(clientId, presence);
    if (presence === undefined) people.remove(clientId);
    else if (isTaken) people.update(clientId, presence);
    if (!isTaken || presence.state === 'lost')
      onOurLoss(people.newestTime(clientId, keys.own?.key));
    // It has come back behind all that was retained.
    if (isTaken && isPresent(presence.state) && this.#wiring.isComplete())
      this.tellWhoIsHere(room, presence.user);
  }

  /** Says, once, who else is in a room that we have joined as `nick`: everybody's presence has arrived. */
  tellWhoIsHere(room: Room, nick: string): void {
    this.#verifications.afterAll(() => {
      const isIn = this.#wiring.rooms.get(room.topic) === room;
      if (isIn && this.#whoIsHere.tell(room, nick)) this.#wiring.onChange();
    });
  }

  #takeOthers(room: Room, clientId: string, presence: SignedPresence, arrived: Arrived): void {
    const { retain, isStored, receivedAt } = arrived;
    const { session, state, key } = presence;
    if (!room.people.accepts(clientId, presence)) return;
    if (this.#lost.isOutdated(room.topic, clientId, presence, retain)) return;
    const hasExpired = isPresent(state) && hasExpiredBefore(presence, arrived);
    const expiresAt = hasExpired ? performance.now() : expiryOf(presence, arrived.expiry);
    const isKnown = room.people.isHereWith(clientId, key);
    const change = room.people.update(clientId, presence, expiresAt, hasExpired);
    if (isPresent(state)) this.#wiring.onPresent(room, clientId, { session, key });
    if (isPresent(state) && presence.ask === true && !retain) this.#wiring.onAsked(room);
    // Who was here before we joined is no news.
    const isOld = retain || (isPresent(state) && isStored && !isKnown);
    if (change !== undefined && !isOld) room.tellNews(printable(change, 300), receivedAt);
    if (state === 'lost') this.#loseElsewhere(room, clientId, presence);
  }

  /** The connection is back: everything retained arrives again, and everybody has time to be heard. */
  connected(): void {
    this.#lost.clear();
    for (const { people } of this.#wiring.rooms.values())
      people.keepUntil(expiresAfter(usualExpiry));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A will message covers only one room, but a lost client is lost in all of them. */
  #loseElsewhere(room: Room, clientId: string, presence: SignedPresence): void {
    if (presence.session === '') return;
    for (const other of this.#wiring.rooms.values()) {
      if (other === room || !other.people.isHereWith(clientId, presence.key)) continue;
      const change = other.people.update(clientId, presence);
      if (change !== undefined) other.tellNews(printable(change, 300), Date.now());
    }
  }

  #fade(): void {
    // While we are away we hear nobody.
    if (!this.#wiring.isConnected()) return;
    const now = Date.now();
    let hasChanged = false;
    for (const room of this.#wiring.rooms.values()) {
      const { version } = room.people;
      room.people.forgetSilent(now);
      // By the monotonic clock: setting the wall clock forward must not expire everyone at once.
      for (const news of room.people.fade(performance.now()))
        room.tellNews(printable(news, 300), now);
      hasChanged ||= room.people.version !== version;
    }
    if (hasChanged) this.#wiring.onChange();
  }
}

/**
 * Whether a presence should have been renewed before it came: some brokers keep it for as long as they
 * live. A clock that is wrong does harm until the next renewal.
 */
const hasExpiredBefore = (
  { at, expiry }: SignedPresence,
  { isStored, receivedAt }: Arrived,
): boolean =>
  isStored &&
  expiry !== undefined &&
  at > 0 &&
  receivedAt - at > Math.max(expiry, shortestExpiry) * 1000 + patience;

/** When a presence expires, ms of `performance.now()`, with what the broker may say about it; `undefined` if it does not. */
const expiryOf = (
  { key, expiry: renewedWithin }: SignedPresence,
  expiry: number | undefined,
): number | undefined => {
  if (expiry === undefined) return undefined;
  const shortest = key === undefined && renewedWithin === undefined ? 0 : shortestExpiry;
  return expiresAfter(Math.max(expiry, shortest));
};

/** When a presence that is renewed within this many seconds expires, ms of `performance.now()`. */
const expiresAfter = (seconds: number): number => performance.now() + seconds * 1000 + patience;
