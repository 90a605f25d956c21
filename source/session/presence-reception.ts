import { decodePresence, parsePresenceTopic } from '../chat/presence.ts';
import type { Room } from '../model/room.ts';
import type { Message } from '../mqtt/message.ts';
import { printable } from '../payload/printable.ts';

/** How often the lists are looked through for those who are no longer heard of, ms. */
const fadeEvery = 30_000;

/** The broker's own clock may be that much behind, ms. */
const patience = 10_000;

type Wiring = {
  readonly clientId: string;
  readonly rooms: ReadonlyMap<string, Room>;
  /** Somebody says that we are lost. */
  readonly onOurLoss: () => void;
  readonly onChange: () => void;
};

/** Hears who is in the rooms, and lets fade who is no longer heard of. */
export class PresenceReception {
  readonly #wiring: Wiring;
  readonly #timer: NodeJS.Timeout;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#timer = setInterval(() => this.#fade(Date.now()), fadeEvery);
    this.#timer.unref();
  }

  /** Takes a message that is on no room's topic; whatever is no presence is left alone. */
  receive({ topic, payload, retain, receivedAt, properties }: Message): void {
    const place = parsePresenceTopic(topic);
    const room = place === undefined ? undefined : this.#wiring.rooms.get(place.room);
    if (place === undefined || room === undefined) return;
    const isOurs = place.clientId === this.#wiring.clientId;
    if (payload.length === 0) {
      room.people.remove(place.clientId);
      return;
    }
    const presence = decodePresence(payload);
    if (presence === undefined) return;
    if (isOurs && presence.state === 'lost') this.#wiring.onOurLoss();
    const expiry = properties?.messageExpiryInterval;
    const change = room.people.update(
      place.clientId,
      presence,
      isOurs || expiry === undefined ? undefined : receivedAt + expiry * 1000 + patience,
    );
    // What was retained before we came is no news.
    if (change !== undefined && !isOurs && !retain)
      room.tellNews(printable(change, 300), receivedAt);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #fade(now: number): void {
    for (const room of this.#wiring.rooms.values())
      for (const news of room.people.fade(now)) room.tellNews(printable(news, 300), now);
    this.#wiring.onChange();
  }
}
