import {
  encodePresence,
  presenceTopic,
  type Presence,
  type PresenceState,
} from '../../chat/presence.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { WillMessage } from '../../mqtt/connection-options.ts';
import { withTimeout } from '../with-timeout.ts';

/** With MQTT 5 the broker forgets a presence that was not refreshed, seconds. */
const expiry = 300;
const refreshEvery = 120_000;

/** How long telling the rooms that we leave may take, ms. */
const disconnectTime = 1000;

/** A short reconnect stays silent, seconds; MQTT 5. */
const willDelay = 10;

/** How long the broker may keep the news of our loss, seconds; MQTT 5. */
const lostExpiry = 86_400;

type Options = {
  readonly clientId: string;
  /** A client identifier that will not come back leaves no entry behind. */
  readonly isTransient: boolean;
  /** Fresh at every program start. */
  readonly session: string;
  readonly connection: () => Connection;
};

/** Tells the rooms that we are here, and leaves word for when we are not. */
export class PresenceKeeper {
  readonly #options: Options;
  readonly #timer: NodeJS.Timeout;
  #user = '';
  /** What one says of being away; `undefined` while one is here. */
  awayText: string | undefined;
  readonly #rooms = new Set<string>();
  readonly #left = new Set<string>();

  constructor(options: Options) {
    this.#options = options;
    this.#timer = setInterval(() => this.#refresh(), refreshEvery);
    this.#timer.unref();
  }

  /** The will message: `lost`, retained, in the first room (a will has one topic). */
  will(room: string | undefined, user: string): WillMessage | undefined {
    if (room === undefined) return undefined;
    return {
      topic: presenceTopic(room, this.#options.clientId),
      payload: encodePresence(this.#presence('lost', user)),
      qos: 1,
      retain: true,
      delay: willDelay,
      expiry: lostExpiry,
    };
  }

  /** Publishes `online`, or `away`, in a room; from now on it is refreshed. */
  arrive(room: string, user: string): void {
    this.#user = user;
    this.#rooms.add(room);
    void this.#publish(room, this.awayText === undefined ? 'online' : 'away').catch(ignoreLoss);
  }

  /** Publishes `online`, or `away`, again in every room: under another name, or after somebody said that we are lost. */
  announce(user = this.#user): void {
    for (const room of this.#rooms) this.arrive(room, user);
  }

  /** Publishes `offline` in a room, and removes the entry where nobody will come back to it. */
  async leave(room: string): Promise<void> {
    this.#rooms.delete(room);
    await this.#publish(room, 'offline').catch(ignoreLoss);
    if (this.#options.isTransient)
      await this.#options
        .connection()
        .publish(presenceTopic(room, this.#options.clientId), '', { qos: 1, retain: true })
        .catch(ignoreLoss);
  }

  /** Leaves all rooms; a broker that does not answer is not waited for. */
  async leaveAll(rooms: readonly string[]): Promise<void> {
    await withTimeout(disconnectTime, Promise.all(rooms.map((room) => this.leave(room))));
  }

  /** A room was left while there was no connection: it is told when there is one. */
  leaveLater(room: string): void {
    this.#rooms.delete(room);
    this.#left.add(room);
  }

  /** Tells the rooms that were left meanwhile, but for those that were joined again; returns them. */
  leaveNow(joined: readonly string[]): string[] {
    const left = [...this.#left].filter((room) => !joined.includes(room));
    for (const room of left) void this.leave(room);
    this.#left.clear();
    return left;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #refresh(): void {
    const { status } = this.#options.connection();
    if (status.state === 'connected' && status.protocolVersion === 5) this.announce();
  }

  #presence(state: PresenceState, user: string): Presence {
    const text = state === 'away' ? this.awayText : undefined;
    return {
      state,
      user,
      session: this.#options.session,
      at: Date.now(),
      ...(text === undefined || text === '' ? {} : { text }),
    };
  }

  #publish(room: string, state: PresenceState): Promise<void> {
    return this.#options
      .connection()
      .publish(
        presenceTopic(room, this.#options.clientId),
        encodePresence(this.#presence(state, this.#user)),
        { qos: 1, retain: true, expiry },
      );
  }
}

/** Presence is announced again after every reconnect; a loss or refusal in between is not worth a word. */
const ignoreLoss = (): undefined => undefined;
