import type { DirectClaim } from '../../chat/direct-key.ts';
import type { Identity } from '../../chat/identity.ts';
import {
  encodePresence,
  presenceTopic,
  type Presence,
  type PresenceState,
} from '../../chat/presence.ts';
import { signPresence } from '../../chat/signed-presence.ts';
import { isPresent } from '../../model/known-presence.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { WillMessage } from '../../mqtt/connection-options.ts';
import { Refused } from '../../mqtt/request-errors.ts';
import type { PublishOptions } from '../../mqtt/request-options.ts';
import { PresenceAnswers } from './presence-answers.ts';
import { withTimeout } from '../with-timeout.ts';

/** A presence that is not refreshed for this long, seconds, is out of date; with MQTT 5 the broker forgets it. */
const expiry = 300;
/** ms. */
const refreshEvery = 120_000;

/** How long leaving the rooms may take, ms. */
const disconnectTime = 1000;

/** How long to wait before our presence is published once more because of what others publish as ours, ms. */
const restateEvery = 10_000;

/** The will delay interval, seconds (MQTT 5): a quick reconnect stays silent. */
const willDelay = 10;

/** How long the broker keeps the will message once published, seconds (MQTT 5). */
const lostExpiry = 86_400;

type Options = {
  readonly clientId: string;
  readonly identity: Identity;
  /** Our key for direct messages, stated under a nick. */
  readonly direct: (user: string) => DirectClaim | undefined;
  /** Whether the client identifier was generated for this run alone: then no entry is left behind. */
  readonly isTransient: boolean;
  /** New in every run. */
  readonly session: string;
  readonly connection: () => Connection;
  /** The broker has acknowledged our presence in a room. */
  readonly onArrived: (room: string) => void;
  /** The broker has refused it, or the connection is lost. */
  readonly onNotArrived: (room: string) => void;
  readonly notify: (text: string) => void;
};

/** Publishes our presence in the rooms, and sets the will message. */
export class PresenceKeeper {
  readonly #options: Options;
  readonly #timer: NodeJS.Timeout;
  #user = '';
  /** Our away text; `undefined` while we are not away. */
  awayText: string | undefined;
  readonly #rooms = new Set<string>();
  readonly #left = new Set<string>();
  /** How many connections there were; the will message of an earlier one is out of date. */
  #connections = 0;
  #lastAt = 0;
  /** Runs while we have been restated lately. */
  #restating: NodeJS.Timeout | undefined;
  #isRestateDue = false;
  readonly #answers = new PresenceAnswers((room) => {
    if (this.#rooms.has(room) && this.#options.connection().status.state === 'connected')
      void this.arrive(room, this.#user);
  });
  /** Why the broker refused our presence last, as said. */
  #refusal: string | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#timer = setInterval(() => this.#refresh(), refreshEvery);
    this.#timer.unref();
  }

  /** The will message of the next connection: `lost`, retained, in the first room (a will has one topic). */
  will(room: string | undefined, user: string): WillMessage | undefined {
    this.#connections += 1;
    if (room === undefined) return undefined;
    return {
      topic: presenceTopic(room, this.#options.clientId),
      payload: this.#signed(room, 'lost', user),
      qos: 1,
      retain: true,
      delay: willDelay,
      expiry: lostExpiry,
    };
  }

  /** Publishes `online` or `away` in a room, and keeps refreshing it. */
  async arrive(room: string, user: string): Promise<void> {
    this.#user = user;
    this.#rooms.add(room);
    try {
      await this.#publish(room, this.#here);
      this.#options.onArrived(room);
    } catch (error) {
      this.#options.onNotArrived(room);
      this.#failed(error);
    }
  }

  /** Asks those in a room for their presence, with ours; that is not retained, so that nobody is asked later. */
  async ask(room: string): Promise<void> {
    await this.#publish(room, this.#here, true).catch(ignoreLoss);
  }

  /** Publishes our presence once more in a room that has `members`, since somebody asks. */
  answer(room: string, members: number): void {
    this.#answers.asked(room, members);
  }

  /** Stops refreshing it: we are not in the room at the moment. */
  absent(room: string): void {
    this.#rooms.delete(room);
  }

  /** Publishes `online` or `away` again in every room: under a new nick, or after we were declared lost. */
  announce(user = this.#user): void {
    for (const room of this.#rooms) void this.arrive(room, user);
  }

  /**
   * Announces us, with a later time than the `newest` of our key, because somebody has replaced what we had
   * published; at most every ten seconds.
   */
  restate(newest = 0): void {
    // An earlier run of ours may have signed it before the clock was set back.
    this.#lastAt = Math.max(this.#lastAt, newest);
    if (this.#rooms.size === 0) return;
    this.#isRestateDue = this.#restating !== undefined;
    if (this.#isRestateDue) return;
    this.announce();
    this.#restating = setTimeout(() => {
      this.#restating = undefined;
      if (this.#isRestateDue) this.restate();
    }, restateEvery);
    this.#restating.unref();
  }

  /** Publishes `offline` in a room, and clears the retained entry of a transient client. */
  async leave(room: string): Promise<void> {
    this.#rooms.delete(room);
    this.#answers.forget(room);
    await this.#publish(room, 'offline').catch(ignoreLoss);
    if (this.#options.isTransient && this.#how.retain)
      await this.#options
        .connection()
        .publish(presenceTopic(room, this.#options.clientId), '', this.#how)
        .catch(ignoreLoss);
  }

  /** Leaves all rooms, without waiting long for a broker that does not answer. */
  async leaveAll(rooms: readonly string[]): Promise<void> {
    await withTimeout(disconnectTime, Promise.all(rooms.map((room) => this.leave(room))));
  }

  /** A room was left while there was no connection: publishes that on the next one. */
  leaveLater(room: string): void {
    this.#rooms.delete(room);
    this.#left.add(room);
  }

  /** Publishes `offline` in the rooms left meanwhile, except those joined again; returns them. */
  leaveNow(joined: readonly string[]): string[] {
    const left = [...this.#left].filter((room) => !joined.includes(room));
    for (const room of left) void this.leave(room);
    this.#left.clear();
    return left;
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#restating);
    this.#answers.stop();
  }

  /** Says once why the broker takes none of it; after a loss it is published again. */
  #failed(error: unknown): void {
    if (!(error instanceof Refused) || error.message === this.#refusal) return;
    this.#refusal = error.message;
    this.#options.notify(`The broker refused your presence: ${error.message}.`);
  }

  #refresh(): void {
    if (this.#options.connection().status.state === 'connected') this.announce();
  }

  get #here(): PresenceState {
    return this.awayText === undefined ? 'online' : 'away';
  }

  #signed(room: string, state: PresenceState, user: string, asks = false): string {
    const { identity, clientId, session } = this.#options;
    const text = state === 'away' ? this.awayText : undefined;
    // Readers take no presence that is older than what they have, and a clock may be set back.
    this.#lastAt = Math.max(Date.now(), this.#lastAt + 1);
    const direct = this.#options.direct(user);
    const presence: Presence = {
      state,
      user: user.toWellFormed(),
      session,
      at: this.#lastAt,
      connection: this.#connections,
      ...(text === undefined || text === '' ? {} : { text: text.toWellFormed() }),
      ...(isPresent(state) ? { expiry } : {}),
      ...(direct === undefined ? {} : { direct }),
      ...(asks ? { ask: true } : {}),
    };
    return encodePresence(presence, signPresence(identity, presence, { room, clientId }));
  }

  /** How presence is published: retained, where the broker retains. */
  get #how(): PublishOptions {
    return { qos: 1, retain: this.#options.connection().limits.retain };
  }

  #publish(room: string, state: PresenceState, asks = false): Promise<void> {
    const { connection, clientId } = this.#options;
    const payload = this.#signed(room, state, this.#user, asks);
    const how = asks ? ({ qos: 1, retain: false } as const) : this.#how;
    return connection().publish(presenceTopic(room, clientId), payload, { ...how, expiry });
  }
}

/** We are gone from the room anyway. */
const ignoreLoss = (): undefined => undefined;
