import { randomUUID } from 'node:crypto';
import type { RoomKey } from '../chat/room-key.ts';
import { decodeChat, sayProblem } from '../chat/wire.ts';
import { Attention } from '../model/attention.ts';
import { Room, type SaidLine } from '../model/room.ts';
import { Connection } from '../mqtt/connection.ts';
import type { Message } from '../mqtt/message.ts';
import type { ChatOptions, ChatWiring } from './chat-options.ts';
import { compose, type Composed } from './compose.ts';
import { DirectMessages } from './direct-messages.ts';
import { Outbox } from './outbox.ts';
import { SecretRoom } from './secret-room.ts';
import { PresenceKeeper } from './presence-keeper.ts';
import { PresenceReception } from './presence-reception.ts';
import { RetainedMessages } from './retained-messages.ts';
import { subscribeRoom, unsubscribeRoom } from './room-filters.ts';
import { RoomHistory } from './room-history.ts';
import { sessionLength } from './session-length.ts';

/** Rooms, people and what we say, on a connection of their own. */
export class ChatSession {
  readonly rooms = new Map<string, Room>();
  readonly connection: Connection;
  /** Who we are; `undefined` until the person has said so. */
  nick: string | undefined;
  readonly attention: Attention;
  readonly direct: DirectMessages;
  readonly history: RoomHistory | undefined;
  /** Called with every line that mentions us, unless the room is muted. */
  onMention: ((room: Room, line: SaidLine) => void) | undefined;
  readonly #wiring: ChatWiring;
  readonly #clientId: string;
  readonly #greeting: string;
  readonly #greeted = new Set<string>();
  readonly #retained = new RetainedMessages();
  readonly #presence: PresenceKeeper;
  readonly #reception: PresenceReception;
  readonly #outbox: Outbox;

  constructor(options: ChatOptions, wiring: ChatWiring) {
    this.#wiring = wiring;
    this.#clientId = wiring.connection.clientId;
    this.#greeting = options.greeting;
    this.attention = new Attention(() => this.nick, options.highlights);
    if (options.notify !== undefined) this.attention.notify = options.notify;
    this.direct = new DirectMessages({
      clientId: wiring.connection.clientId,
      rooms: this.rooms,
      attention: this.attention,
      notify: wiring.notify,
      onLine: (room, line) => this.onMention?.(room, line),
    });
    this.#outbox = new Outbox(wiring.onChange);
    if (options.history !== undefined)
      this.history = new RoomHistory(options.history, wiring.notify, () => this.#restore());
    for (const topic of options.rooms) this.rooms.set(topic, new Room(topic, this.attention));
    this.#presence = new PresenceKeeper({
      clientId: wiring.connection.clientId,
      isTransient: wiring.isTransient,
      session: randomUUID(),
      connection: () => this.connection,
    });
    this.#reception = new PresenceReception({
      clientId: wiring.connection.clientId,
      rooms: this.rooms,
      onOurLoss: () => this.#presence.announce(),
      onChange: wiring.onChange,
    });
    this.connection = new Connection(
      {
        ...wiring.connection,
        ...sessionLength(options, wiring.connection.server, this.history),
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

  /** What we say of being away; `undefined` while we are here. */
  get awayText(): string | undefined {
    return this.#presence.awayText;
  }

  /** Goes away, with a text that may be empty, or (`undefined`) comes back. */
  setAway(text: string | undefined): void {
    this.#presence.awayText = text;
    if (this.connection.status.state === 'connected') this.#presence.announce();
    this.#wiring.onChange();
  }

  /** Joins a room, or finds it joined. The topic must have passed `roomProblem`. */
  join(topic: string): Room {
    return this.rooms.get(topic) ?? this.#add(new Room(topic, this.attention));
  }

  /** Joins a room whose messages are encrypted; one must not be in it already. */
  joinSecret(topic: string, roomKey: RoomKey): void {
    this.#add(new SecretRoom(topic, roomKey, this.attention));
  }

  #add(room: Room): Room {
    this.rooms.set(room.topic, room);
    this.history?.setJoined(room, true);
    this.#recall(room);
    if (this.connection.status.state === 'connected') void this.#enterRoom(room);
    this.#wiring.onChange();
    return room;
  }

  /** The rooms, then the conversations with one other each. */
  get conversations(): Room[] {
    return [...this.rooms.values(), ...this.direct.conversations.values()];
  }

  /** The room or the conversation with one other that a topic stands for. */
  conversation(topic: string): Room | undefined {
    return this.rooms.get(topic) ?? this.direct.conversations.get(topic);
  }

  /** Leaves a room: tells it, unsubscribes, forgets the conversation. */
  part(topic: string): void {
    const room = this.rooms.get(topic);
    if (room !== undefined) this.history?.setJoined(room, false);
    this.rooms.delete(topic);
    this.#retained.forget(topic);
    const isDirect = this.direct.conversations.delete(topic);
    this.#wiring.onChange();
    if (isDirect) return;
    if (this.connection.status.state !== 'connected') {
      this.#presence.leaveLater(topic);
      return;
    }
    void this.#presence.leave(topic);
    unsubscribeRoom(this.connection, topic, this.#clientId);
  }

  /** Says something in a room; kept and sent later while there is no connection. Returns why it cannot be said. */
  say(topic: string, say: string, isAction = false, isLasting = true): string | undefined {
    const room = this.conversation(topic);
    if (room === undefined) return `You are not in ${topic}.`;
    const problem = sayProblem(say) ?? this.direct.problem(room);
    if (problem !== undefined) return problem;
    if (this.#outbox.isFull)
      return 'Too many messages wait for the broker; this one was not taken.';
    const us = { user: this.nick ?? '', clientId: this.#clientId };
    const composed = compose(room, { ...us, say, isAction });
    if (typeof composed === 'string') return composed;
    const line = room.say(composed.message, composed.message.at);
    if (isLasting) this.history?.said(room, composed);
    this.#queue(room, composed, line);
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
    this.#reception.stop();
    if (this.connection.status.state === 'connected')
      await this.#presence.leaveAll(this.#roomNames());
    await this.connection.close();
    this.history?.close();
  }

  #roomNames(): string[] {
    return [...this.rooms.keys()];
  }

  async #enter(): Promise<void> {
    for (const topic of this.#presence.leaveNow(this.#roomNames()))
      unsubscribeRoom(this.connection, topic, this.#clientId);
    await Promise.all([...this.rooms.values()].map((room) => this.#enterRoom(room)));
    this.#outbox.flush(this.connection);
  }

  async #enterRoom(room: Room): Promise<void> {
    room.flood.awaitBacklog(Date.now());
    if (!(await subscribeRoom(this.connection, room, this.#wiring))) return;
    // Left again while the broker was answering.
    if (this.rooms.get(room.topic) !== room) {
      if (!this.rooms.has(room.topic)) unsubscribeRoom(this.connection, room.topic, this.#clientId);
      return;
    }
    this.#presence.arrive(room.topic, this.nick ?? '');
    if (this.#greeting === '' || this.#greeted.has(room.topic)) return;
    this.#greeted.add(room.topic);
    // Each start has its own greeting: one that could not be sent is not missed.
    this.say(room.topic, this.#greeting, false, false);
  }

  /** Brings back what earlier starts have left: rooms, what was said there, what still waits. */
  #restore(): void {
    for (const room of this.rooms.values()) this.#recall(room);
    for (const topic of this.history?.joined() ?? []) this.join(topic);
    this.#wiring.onChange();
  }

  #recall(room: Room): void {
    for (const composed of this.history?.restore(room, Date.now()) ?? [])
      if (!this.#outbox.isFull)
        this.#queue(room, composed, room.say(composed.message, composed.message.at));
    this.#outbox.flush(this.connection);
  }

  #queue(room: Room, { message: { id }, payload }: Composed, line: SaidLine): void {
    this.#outbox.add(room.topic, payload, line, (delivery) =>
      this.history?.settled(room, id, line, delivery),
    );
  }

  #receive(message: Message): void {
    const room = this.rooms.get(message.topic);
    if (room === undefined) {
      if (!this.direct.receive(message)) this.#reception.receive(message);
    } else if (!this.#retained.isKnown(message)) {
      const chat = decodeChat(message.payload);
      if (chat === undefined) room.hearRaw(message.payload, message.receivedAt);
      else {
        const line = room.hear(chat, message.receivedAt);
        if (line !== undefined) this.history?.heard(room, chat, line, message.retain);
        if (line?.isMention === true && !room.isMuted) this.onMention?.(room, line);
      }
    }
    this.#wiring.onChange();
  }
}
