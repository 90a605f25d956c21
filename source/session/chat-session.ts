import { randomUUID } from 'node:crypto';
import { decodePresence, parsePresenceTopic, presenceFilter } from '../chat/presence.ts';
import { decodeChat, encodeChat, sayProblem } from '../chat/wire.ts';
import { Room } from '../model/room.ts';
import { Connection } from '../mqtt/connection.ts';
import type { ConnectionOptions, WillMessage } from '../mqtt/connection-options.ts';
import type { Message } from '../mqtt/message.ts';
import { printable } from '../payload/printable.ts';
import { Outbox } from './outbox.ts';
import { PresenceKeeper } from './presence-keeper.ts';
import { within } from './within.ts';

/** What the chat needs to know. */
export type ChatOptions = {
  readonly rooms: readonly string[];
  /** Said once per program start and room; empty for nothing. */
  readonly greeting: string;
  /** Replaces the will message that tells the first room of our loss. */
  readonly will?: WillMessage;
};

type Wiring = {
  readonly connection: Omit<ConnectionOptions, 'will' | 'sessionExpiry'>;
  /** The client identifier was made up for this program start. */
  readonly isTransient: boolean;
  readonly onChange: () => void;
  readonly onConnected: () => void;
  readonly notify: (text: string) => void;
};

/** The broker keeps the chat session that long after a loss, seconds; longer than the will's delay. */
const sessionExpiry = 30;

/** How long telling the rooms that we leave may take, ms. */
const goodbyeTime = 1000;

/** Rooms, people and what we say, on a connection of their own. */
export class ChatSession {
  readonly rooms = new Map<string, Room>();
  readonly connection: Connection;
  /** Who we are; `undefined` until the person has said so. */
  nick: string | undefined;
  readonly #wiring: Wiring;
  readonly #greeting: string;
  readonly #greeted = new Set<string>();
  /** What was retained on a room's topic when it was joined. */
  readonly #retained = new Map<string, string>();
  readonly #presence: PresenceKeeper;
  readonly #outbox: Outbox;

  constructor(options: ChatOptions, wiring: Wiring) {
    this.#wiring = wiring;
    this.#greeting = options.greeting;
    this.#outbox = new Outbox(wiring.onChange);
    for (const topic of options.rooms) this.rooms.set(topic, new Room(topic));
    this.#presence = new PresenceKeeper({
      clientId: wiring.connection.clientId,
      isTransient: wiring.isTransient,
      session: randomUUID(),
      connection: () => this.connection,
    });
    this.connection = new Connection(
      {
        ...wiring.connection,
        sessionExpiry,
        will: () => options.will ?? this.#presence.will(this.#roomNames()[0], this.nick ?? ''),
      },
      {
        onMessage: (message) => this.#receive(message),
        onStatus: ({ state }) => {
          if (state === 'connected') {
            void this.#enter();
            wiring.onConnected();
          }
          wiring.onChange();
        },
      },
    );
  }

  /** Takes the name, or another one. */
  setNick(nick: string): void {
    this.nick = nick;
    if (this.connection.status.state === 'connected') this.#presence.announce(nick);
    this.#wiring.onChange();
  }

  /** Joins a room, or finds it joined. The topic must have passed `roomProblem`. */
  join(topic: string): Room {
    const joined = this.rooms.get(topic);
    if (joined !== undefined) return joined;
    const room = new Room(topic);
    this.rooms.set(topic, room);
    if (this.connection.status.state === 'connected') void this.#enterRoom(room);
    this.#wiring.onChange();
    return room;
  }

  /** Leaves a room: tells it, unsubscribes, forgets the conversation. */
  part(topic: string): void {
    this.rooms.delete(topic);
    this.#retained.delete(topic);
    this.#wiring.onChange();
    if (this.connection.status.state !== 'connected') {
      this.#presence.leaveLater(topic);
      return;
    }
    void this.#presence.leave(topic);
    this.#unsubscribe(topic);
  }

  /** Says something in a room; kept and sent later while there is no connection. Returns why it cannot be said. */
  say(topic: string, say: string, isAction = false): string | undefined {
    const room = this.rooms.get(topic);
    if (room === undefined) return `You are not in ${topic}.`;
    const problem = sayProblem(say);
    if (problem !== undefined) return problem;
    if (this.#outbox.isFull)
      return 'Too many messages wait for the broker; this one was not taken.';
    const at = Date.now();
    const message = {
      user: this.nick ?? '',
      say: say.toWellFormed(),
      id: randomUUID(),
      at,
      ...(isAction ? { kind: 'action' as const } : {}),
    };
    this.#outbox.add(topic, encodeChat(message), room.say(message, at));
    this.#outbox.flush(this.connection);
    this.#wiring.onChange();
    return undefined;
  }

  /** How many sentences still wait for the broker. */
  get waiting(): number {
    return this.#outbox.length;
  }

  /** Says goodbye in every room and disconnects. */
  async close(): Promise<void> {
    this.#presence.stop();
    if (this.connection.status.state === 'connected')
      await within(
        goodbyeTime,
        Promise.all(this.#roomNames().map((room) => this.#presence.leave(room))),
      );
    await this.connection.close();
  }

  #roomNames(): string[] {
    return [...this.rooms.keys()];
  }

  async #enter(): Promise<void> {
    for (const topic of this.#presence.leaveNow(this.#roomNames())) this.#unsubscribe(topic);
    await Promise.all([...this.rooms.values()].map((room) => this.#enterRoom(room)));
    this.#outbox.flush(this.connection);
  }

  async #enterRoom(room: Room): Promise<void> {
    for (const filter of [room.topic, presenceFilter(room.topic)]) {
      try {
        await this.connection.subscribe(filter, { qos: 1 });
      } catch (error) {
        if (this.connection.status.state !== 'connected') return;
        this.#wiring.notify(
          `The broker refused the subscription to "${filter}": ${(error as Error).message}`,
        );
      }
    }
    // Left again while the broker was answering.
    if (this.rooms.get(room.topic) !== room) {
      if (!this.rooms.has(room.topic)) this.#unsubscribe(room.topic);
      return;
    }
    this.#presence.arrive(room.topic, this.nick ?? '');
    if (this.#greeting === '' || this.#greeted.has(room.topic)) return;
    this.#greeted.add(room.topic);
    this.say(room.topic, this.#greeting);
  }

  #receive(message: Message): void {
    const room = this.rooms.get(message.topic);
    if (room === undefined) this.#receivePresence(message);
    else if (!this.#isRetainedAgain(message)) {
      const chat = decodeChat(message.payload);
      if (chat === undefined) room.hearRaw(message.payload, message.receivedAt);
      else room.hear(chat, message.receivedAt);
    }
    this.#wiring.onChange();
  }

  /** After a reconnect the broker sends again what it retains. */
  #isRetainedAgain({ topic, payload, retain }: Message): boolean {
    if (!retain) return false;
    const text = Buffer.from(payload).toString('latin1');
    const isKnown = this.#retained.get(topic) === text;
    this.#retained.set(topic, text);
    return isKnown;
  }

  #unsubscribe(topic: string): void {
    for (const filter of [topic, presenceFilter(topic)])
      void this.connection.unsubscribe(filter).catch(() => undefined);
  }

  #receivePresence(message: Message): void {
    const place = parsePresenceTopic(message.topic);
    const room = place === undefined ? undefined : this.rooms.get(place.room);
    if (place === undefined || room === undefined) return;
    const isOurs = place.clientId === this.#wiring.connection.clientId;
    if (message.payload.length === 0) {
      room.people.remove(place.clientId);
      return;
    }
    const presence = decodePresence(message.payload);
    if (presence === undefined) return;
    if (isOurs && presence.state === 'lost') this.#presence.announce();
    const change = room.people.update(place.clientId, presence);
    // What was retained before we came is no news.
    if (change !== undefined && !isOurs && !message.retain)
      room.tell(printable(change, 300), message.receivedAt);
  }
}
