import { decodePresence, parsePresenceTopic, type Presence } from '../../chat/presence.ts';
import { presenceSignerOf } from '../../chat/signed-presence.ts';
import type { Signer } from '../../chat/signed-line.ts';
import type { Room } from '../../model/room.ts';
import type { Message } from '../../mqtt/message.ts';
import { printable } from '../../payload/printable.ts';
import { LostClients } from './lost-clients.ts';
import { VerificationQueue } from './verification-queue.ts';

/** How often the lists are checked for expired presence, ms. */
const fadeEvery = 30_000;

/** How far the broker's clock may be behind, ms. */
const patience = 10_000;

type Wiring = {
  readonly clientId: string;
  readonly rooms: ReadonlyMap<string, Room>;
  /** We were declared lost. */
  readonly onOurLoss: () => void;
  /** Another client has published that it is here; `key` has signed that. */
  readonly onPresent: (
    room: Room,
    clientId: string,
    speaker: { readonly session: string; readonly key: string | undefined },
  ) => void;
  readonly onChange: () => void;
};

/** How a presence arrived; `expiry` in seconds. */
type Arrived = {
  readonly retain: boolean;
  readonly receivedAt: number;
  readonly expiry: number | undefined;
};

/** Receives the presence of others, and lets it expire. */
export class PresenceReception {
  readonly #wiring: Wiring;
  readonly #timer: NodeJS.Timeout;
  readonly #lost = new LostClients();
  readonly #verifications = new VerificationQueue();

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#timer = setInterval(() => this.#fade(), fadeEvery);
    this.#timer.unref();
  }

  /** Takes a message on a topic that is not a room's; ignores what is not presence. */
  receive({ topic, payload, retain, receivedAt, properties }: Message): void {
    const place = parsePresenceTopic(topic);
    if (place === undefined || !this.#wiring.rooms.has(place.room)) return;
    const presence = payload.length === 0 ? undefined : decodePresence(payload);
    if (presence === undefined && payload.length > 0) return;
    const verification =
      presence?.claim === undefined ? undefined : presenceSignerOf(presence, place);
    const arrived = { retain, receivedAt, expiry: properties?.messageExpiryInterval };
    this.#verifications.take(verification, (signer) =>
      this.#take(place, presence, signer, arrived),
    );
  }

  #take(
    place: { readonly room: string; readonly clientId: string },
    presence: Presence | undefined,
    signer: Signer,
    { retain, receivedAt, expiry }: Arrived,
  ): void {
    const room = this.#wiring.rooms.get(place.room);
    if (room === undefined || signer.kind === 'invalid') return;
    const isOurs = place.clientId === this.#wiring.clientId;
    const { version } = room.people;
    if (presence === undefined) {
      room.people.remove(place.clientId);
      if (room.people.version !== version) this.#wiring.onChange();
      return;
    }
    if (this.#lost.isOutdated(place.room, place.clientId, presence, retain)) return;
    if (isOurs && presence.state === 'lost') this.#wiring.onOurLoss();
    const change = room.people.update(
      place.clientId,
      presence,
      isOurs || expiry === undefined ? undefined : performance.now() + expiry * 1000 + patience,
    );
    if (!isOurs && (presence.state === 'online' || presence.state === 'away'))
      this.#wiring.onPresent(room, place.clientId, {
        session: presence.session,
        key: signer.kind === 'key' ? signer.key : undefined,
      });
    // What was retained before we joined is not news.
    if (change !== undefined && !isOurs && !retain)
      room.tellNews(printable(change, 300), receivedAt);
    if (!isOurs && presence.state === 'lost') this.#loseElsewhere(room, place.clientId, presence);
    if (room.people.version !== version) this.#wiring.onChange();
  }

  /** The connection is back: everything retained arrives again. */
  connected(): void {
    this.#lost.clear();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A will message covers only one room, but a lost client is lost in all of them. */
  #loseElsewhere(room: Room, clientId: string, presence: Presence): void {
    if (presence.session === '') return;
    for (const other of this.#wiring.rooms.values()) {
      if (other === room || !other.people.isHere(clientId)) continue;
      const change = other.people.update(clientId, presence);
      if (change !== undefined) other.tellNews(printable(change, 300), Date.now());
    }
  }

  #fade(): void {
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
