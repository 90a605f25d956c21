import type { RoomKey } from '../../chat/room-key.ts';
import { Attention } from '../../model/attention.ts';
import { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import { Connection } from '../../mqtt/connection.ts';
import type { Message } from '../../mqtt/message.ts';
import { frameParts } from '../frame-parts.ts';
import type { ChatOptions, ChatWiring } from './chat-options.ts';
import { LockedRoom } from './locked-room.ts';
import { restoreRooms } from './restore-rooms.ts';
import { DirectMessages } from './direct-messages.ts';
import { receiveMessage, showChat } from './receive-message.ts';
import { SecretRoom } from './secret-room.ts';
import { PresenceKeeper } from './presence-keeper.ts';
import { PresenceReception } from './presence-reception.ts';
import { Recovery } from './recovery.ts';
import { RetainedMessages } from './retained-messages.ts';
import { RoomEntrance } from './room-entrance.ts';
import { RoomHistory } from './room-history.ts';
import { sessionLength } from './session-length.ts';
import { ChatSender } from './chat-sender.ts';

/** What shows who we are. */
const people = ['connection', 'rooms', 'conversation'] as const;

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
  onMention: ((room: Room, line: Pick<SaidLine, 'user' | 'say'>) => void) | undefined;
  readonly #wiring: ChatWiring;
  readonly #clientId: string;
  readonly #entrance: RoomEntrance;
  readonly #retained = new RetainedMessages();
  readonly #presence: PresenceKeeper;
  readonly #reception: PresenceReception;
  readonly #speech: ChatSender;
  readonly #recovery: Recovery;

  constructor(options: ChatOptions, wiring: ChatWiring) {
    this.#wiring = wiring;
    this.#clientId = wiring.connection.clientId;
    this.attention = new Attention(() => this.nick, options.highlights);
    if (options.notify !== undefined) this.attention.notify = options.notify;
    this.direct = new DirectMessages({
      clientId: this.#clientId,
      rooms: this.rooms,
      attention: this.attention,
      notify: wiring.notify,
      onLine: (room, line) => this.onMention?.(room, line),
      onHeard: (room) => this.#heardIn(room),
    });
    if (options.history !== undefined)
      this.history = new RoomHistory(options.history, wiring.notify, () => this.#restore());
    this.attention.onIgnore = (name, isIgnored) => this.history?.setIgnored(name, isIgnored);
    for (const topic of options.rooms) this.rooms.set(topic, new Room(topic, this.attention));
    this.#recovery = new Recovery({
      clientId: this.#clientId,
      rooms: this.rooms,
      connection: () => this.connection,
      receive: (room, message) => {
        showChat(room, message, this);
        this.#heardIn(room);
      },
    });
    this.#speech = new ChatSender({
      nick: () => this.nick,
      recovery: this.#recovery,
      history: this.history,
      connection: () => this.connection,
      onChange: () => wiring.clock.changedNow('conversation', 'rooms'),
    });
    this.#presence = new PresenceKeeper({
      clientId: this.#clientId,
      isTransient: wiring.isTransient,
      session: this.#recovery.session,
      connection: () => this.connection,
    });
    this.#entrance = new RoomEntrance({
      chat: wiring,
      rooms: this.rooms,
      presence: this.#presence,
      connection: () => this.connection,
      nick: () => this.nick,
      // One that could not be sent is not missed: each start has its own.
      greet: (topic) =>
        options.greeting === '' ? undefined : void this.send(topic, options.greeting, false, false),
    });
    this.#reception = new PresenceReception({
      clientId: this.#clientId,
      rooms: this.rooms,
      onOurLoss: () => this.#presence.announce(),
      onPresent: (room, clientId, of) => this.#recovery.present(room, clientId, of),
      onChange: () => wiring.clock.changed('rooms', 'conversation'),
    });
    this.connection = new Connection(
      {
        ...wiring.connection,
        ...sessionLength(options, wiring.connection.server, this.history),
        will: () =>
          options.will ?? this.#presence.will(this.#entrance.topics()[0], this.nick ?? ''),
      },
      {
        onMessage: (message) => this.#receive(message),
        onStatus: ({ state }) => {
          if (state === 'connected') {
            this.#recovery.connected();
            this.#reception.connected();
            void this.#entrance.enterAll().then(() => this.#speech.flush());
            wiring.onConnected();
          }
          wiring.clock.changedNow(...frameParts);
        },
      },
    );
  }

  /** Takes the name, or another one. */
  setNick(nick: string): void {
    this.nick = nick;
    if (this.connection.status.state === 'connected') this.#presence.announce(nick);
    this.#wiring.clock.changedNow(...people);
  }

  /** What we say of being away; `undefined` while we are here. */
  get awayText(): string | undefined {
    return this.#presence.awayText;
  }

  /** Goes away, with a text that may be empty, or (`undefined`) comes back. */
  setAway(text: string | undefined): void {
    this.#presence.awayText = text;
    if (this.connection.status.state === 'connected') this.#presence.announce();
    this.#wiring.clock.changedNow(...people);
  }

  /** Joins a room, or finds it joined. The topic must have passed `roomProblem`. */
  join(topic: string): Room {
    return this.rooms.get(topic) ?? this.#add(new Room(topic, this.attention));
  }

  /** Joins a room whose messages are encrypted; one must not be in it in the open already; with another key it begins again. */
  joinSecret(topic: string, roomKey: RoomKey): void {
    const locked = this.rooms.get(topic);
    const room = new SecretRoom(topic, roomKey, this.attention);
    if (locked instanceof LockedRoom) locked.handOver(room);
    this.#add(room);
  }

  #add(room: Room): Room {
    this.rooms.set(room.topic, room);
    this.history?.setJoined(room, true);
    this.#speech.recall(room);
    void this.#entrance.enter(room);
    this.#wiring.clock.changedNow('rooms', 'conversation');
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
    this.#recovery.forget(topic);
    const isDirect = this.direct.conversations.delete(topic);
    this.#wiring.clock.changedNow('rooms', 'conversation');
    if (!isDirect && !(room instanceof LockedRoom)) this.#entrance.leave(topic);
  }

  /**
   * Says something in a room, with `isAction` what one does, as `/me`. While there is no connection it is kept
   * and sent later, with `isLasting` after the next start too. Returns why it cannot be said.
   */
  send(topic: string, say: string, isAction = false, isLasting = true): string | undefined {
    const room = this.conversation(topic);
    if (room === undefined) return `You are not in ${topic}.`;
    return this.direct.problem(room) ?? this.#speech.send(room, { say, isAction, isLasting });
  }

  /** How many sentences still wait for the broker. */
  get waiting(): number {
    return this.#speech.waiting;
  }

  /** Says goodbye in every room and disconnects. */
  async close(): Promise<void> {
    this.#presence.stop();
    this.#reception.stop();
    this.#recovery.stop();
    if (this.connection.status.state === 'connected')
      await this.#presence.leaveAll(this.#entrance.topics());
    await this.connection.close();
    this.history?.close();
  }

  #restore(): void {
    if (this.history === undefined) return;
    restoreRooms(this.history, {
      rooms: this.rooms,
      attention: this.attention,
      recall: (room) => this.#speech.recall(room),
      join: (topic) => void this.join(topic),
      leave: (topic) => this.#entrance.leave(topic),
    });
    this.#wiring.clock.changedNow('rooms', 'conversation');
  }

  #receive(message: Message): void {
    const room = this.rooms.get(message.topic);
    if (room === undefined) {
      if (!this.direct.receive(message) && !this.#recovery.receive(message))
        this.#reception.receive(message);
    } else if (!this.#retained.isKnown(message)) {
      receiveMessage(room, message, this.history, this.#recovery);
      this.#heardIn(room);
    }
  }

  /** A room got a line: drawn at once only if that room is on the screen. */
  #heardIn({ isShown }: Room): void {
    if (isShown) this.#wiring.clock.changedNow('conversation');
    this.#wiring.clock.changed('rooms');
  }
}
