import { parsePresenceTopic, presenceTopic } from '../../chat/presence.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { Message } from '../../mqtt/message.ts';
import { withTimeout } from '../with-timeout.ts';

/** How long a broker may take to hand out what it retains, ms. */
const retainedTakes = 2000;

/** How often our own presence is looked for: a cluster may keep it a moment after it has acknowledged it. */
const mostTries = 2;

/** How long those who are asked may take to answer, ms. */
export const answersTake = 3000;

type Wiring = {
  /** Ours. */
  readonly clientId: string;
  readonly connection: () => Connection;
  /** Whether we are in a room. */
  readonly isIn: (room: string) => boolean;
  /** Asks those in a room for their presence. */
  readonly ask: (room: string) => Promise<void>;
  /** The presence of everybody in the room has arrived, as far as it can; not called where it comes before ours. */
  readonly onComplete: (room: string) => void;
};

/**
 * Finds out whether the broker hands out what it retains to filters with wildcards, as that for presence is:
 * RabbitMQ does not. Where it does not, those who are in a room are asked for their presence.
 */
export class PresenceQuestions {
  /** Whether the broker hands out retained messages to filters with wildcards; `undefined` while that is unknown. */
  handsOut: boolean | undefined;
  readonly #wiring: Wiring;
  /** The rooms entered on this connection. */
  readonly #entered = new Set<string>();
  /** Those whose members' presence may still come. */
  readonly #awaited = new Set<string>();
  #connections = 0;
  /** Whether the wildcard lets our own presence through when it is published. */
  #hearsOurs = false;
  #learning: Promise<void> | undefined;
  #found: () => void = () => undefined;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** There is a new connection. */
  connected(): void {
    this.#connections += 1;
    this.#entered.clear();
    this.#awaited.clear();
    this.#hearsOurs = false;
    this.#learning = undefined;
  }

  /** A message has arrived. Presence is subscribed to with wildcards alone. */
  received({ topic, retain }: Pick<Message, 'topic' | 'retain'>): void {
    if (this.handsOut === true && this.#hearsOurs) return;
    const { clientId, isIn } = this.#wiring;
    const place = parsePresenceTopic(topic);
    if (place === undefined) return;
    const isOurs = place.clientId === clientId && isIn(place.room);
    if (isOurs && !retain) this.#hearsOurs = true;
    if (!retain) return;
    this.handsOut = true;
    this.#found();
  }

  /** A room's presence is about to be subscribed to. */
  entering(room: string): void {
    this.#entered.delete(room);
    this.#awaited.add(room);
  }

  /** The broker has not taken our presence in a room: nothing tells when that of the others has come. */
  notArrived(room: string): void {
    this.#awaited.delete(room);
  }

  /** Whether the presence of those who are in a room, since before we were, may still come. */
  isAwaited(room: string): boolean {
    return this.#awaited.has(room);
  }

  /** The broker has acknowledged our presence in a room. */
  async arrived(room: string): Promise<void> {
    const { connection, ask, onComplete } = this.#wiring;
    const keepsAny = connection().limits.retain;
    if (this.#entered.has(room)) return;
    this.#entered.add(room);
    if (keepsAny && this.handsOut === true) {
      this.#awaited.delete(room);
      return;
    }
    this.#awaited.add(room);
    const before = this.#connections;
    if (keepsAny && this.handsOut === undefined) await (this.#learning ??= this.#learn(room));
    if (this.#connections !== before) return;
    if (!keepsAny || this.handsOut === false) {
      await ask(room);
      await new Promise((resolve) => {
        setTimeout(resolve, answersTake).unref();
      });
    }
    this.#awaited.delete(room);
    onComplete(room);
  }

  /** Subscribes, with a wildcard, to our own presence alone. */
  async #learn(room: string): Promise<void> {
    const { clientId, connection } = this.#wiring;
    const filter = `${presenceTopic(room, clientId)}/#`;
    const before = this.#connections;
    const found = new Promise<void>((resolve) => {
      this.#found = resolve;
    });
    try {
      for (let tries = 0; tries < mostTries && this.handsOut === undefined; tries += 1) {
        await connection().subscribe(filter, { qos: 0 });
        await withTimeout(retainedTakes, found);
      }
      if (this.#connections === before && this.#hearsOurs) this.handsOut ??= false;
      await connection().unsubscribe(filter);
    } catch {
      // Refused, not answered, or the connection is lost: nothing is known.
    }
  }
}
