import { Identity } from '../../chat/identity.ts';
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
import { greet } from './greet.ts';
import { DirectMessages } from './direct-messages.ts';
import { receiveChat, receiveMessage, showChat } from './receive-message.ts';
import { SecretRoom } from './secret-room.ts';
import { type PresenceParts, presenceParts } from './presence-parts.ts';
import { Recovery } from './recovery.ts';
import { RoomEntrance } from './room-entrance.ts';
import { RoomHistory } from './room-history.ts';
import { RoomReceptions } from './room-receptions.ts';
import { sessionLength } from './session-length.ts';
import { unlockRoom } from './unlock-room.ts';
import { ChatSender } from './chat-sender.ts';

const people = ['connection', 'rooms', 'conversation'] as const;

/** Rooms, people and our messages, on a separate connection. */
export class ChatSession {
  readonly rooms = new Map<string, Room>();
  readonly connection: Connection;
  /** Our nick; `undefined` until the user has chosen one. */
  nick: string | undefined;
  /** Signs what we say. */
  readonly identity: Identity;
  readonly attention: Attention;
  readonly direct: DirectMessages;
  readonly history: RoomHistory | undefined;
  /** Called with every line that mentions us in a room that is not muted. */
  onMention: ((room: Room, line: Pick<SaidLine, 'user' | 'say'>) => void) | undefined;
  readonly entrance: RoomEntrance;
  readonly questions: PresenceParts['questions'];
  readonly #wiring: ChatWiring;
  readonly #receptions: RoomReceptions;
  readonly #presence: PresenceParts['presence'];
  readonly #reception: PresenceParts['reception'];
  readonly #sender: ChatSender;
  readonly #recovery: Recovery;

  constructor(options: ChatOptions, wiring: ChatWiring) {
    this.#wiring = wiring;
    const { clientId } = wiring.connection;
    this.identity = options.identity ?? Identity.create(true);
    this.attention = new Attention(() => this.nick, options.highlights, this.rooms);
    this.attention.setOwnKey(this.identity.key);
    if (options.notify !== undefined) this.attention.notify = options.notify;
    if (options.history !== undefined)
      this.history = new RoomHistory(options.history, wiring.notify, () => this.#restore(options));
    this.attention.keys.onChange = (change, known) => this.history?.keys.keep(change, known);
    this.attention.onIgnore = (name, isIgnored) => this.history?.setIgnored(name, isIgnored);
    for (const topic of options.rooms) this.rooms.set(topic, new Room(topic, this.attention));
    this.#receptions = new RoomReceptions({
      history: this.history,
      take: (of, message) => this.#recovery.take(of, message),
      onLine: (of) => this.#announceLine(of),
    });
    this.#recovery = new Recovery({
      isKnownKey: (key) => this.attention.keys.hasAccepted(key),
      identity: this.identity,
      clientId,
      rooms: this.rooms,
      connection: () => this.connection,
      mayPublish: (topic) => this.entrance.mayPublish(topic),
      receive: (room, message) => {
        showChat(room, message, this);
        this.#announceLine(room);
      },
      receiveAgain: (room, chat, message) =>
        receiveChat(room, chat, message, this.#receptions.of(room)),
      inTurn: (room, verification, next) =>
        this.#receptions.of(room).verifications.take(verification, next),
    });
    this.direct = new DirectMessages({
      identity: this.identity,
      clientId,
      session: this.#recovery.session,
      nick: () => this.nick,
      rooms: this.rooms,
      attention: this.attention,
      notify: wiring.notify,
      onLine: (room, line) => this.onMention?.(room, line),
      onReceived: (room) => this.#announceLine(room),
      recall: (room) => this.#sender.recall(room),
      store: (room, { message, line }) => this.history?.received(room, message, line, false),
      connection: () => this.connection,
      sendAgain: (room, payload, line) => this.#sender.sendAgain(room, payload, line),
    });
    this.#sender = new ChatSender({
      identity: this.identity,
      nick: () => this.nick,
      recovery: this.#recovery,
      history: this.history,
      connection: () => this.connection,
      resealed: (room, message) => this.direct.resealed(room, message),
      mayPublish: (topic) => this.entrance.mayPublish(topic),
      onChange: () => wiring.clock.changedNow('conversation', 'rooms'),
    });
    const parts = presenceParts({
      identity: this.identity,
      direct: (user) => this.direct.keys.statement(user),
      clientId,
      isTransient: wiring.isTransient,
      session: this.#recovery.session,
      connection: () => this.connection,
      keys: this.attention.keys,
      rooms: this.rooms,
      nick: () => this.nick,
      onPresent: (room, id, speaker) => this.#recovery.present(room, id, speaker),
      onChange: () => wiring.clock.changed('rooms', 'conversation'),
      notify: wiring.notify,
    });
    ({ presence: this.#presence, reception: this.#reception, questions: this.questions } = parts);
    this.entrance = new RoomEntrance({
      us: { clientId, key: this.identity.key },
      chat: wiring,
      rooms: this.rooms,
      presence: this.#presence,
      onEntering: (topic) => this.questions.entering(topic),
      connection: () => this.connection,
      nick: () => this.nick,
      greeting: wiring.connection.isReadOnly === true ? '' : options.greeting,
      greet: (room) =>
        greet(room.topic, this.history, () => {
          // A room that turns out to be private is locked meanwhile.
          if (this.rooms.get(room.topic) === room)
            this.send(room.topic, options.greeting, false, false);
        }),
      waitingFor: (topic) => this.#sender.waitingFor(topic),
      onEntered: () => this.#sender.entered(),
      onPutAside: (room) => this.history?.setPutAside(room),
    });
    this.connection = new Connection(
      {
        ...wiring.connection,
        ...sessionLength(options, this.history),
        isWillOptional: options.will === undefined,
        will: () => options.will ?? this.#presence.will(this.entrance.topics()[0], this.nick ?? ''),
      },
      {
        onMessage: (message) => this.#receive(message),
        onStatus: ({ state }) => {
          if (state === 'connected') {
            this.#recovery.connected();
            parts.connected();
            this.direct.connected();
            void this.entrance.enterAll();
            wiring.onConnected();
          } else {
            this.#recovery.lost();
            this.entrance.lost();
            this.#sender.echoes.lost();
          }
          wiring.clock.changedNow(...frameParts);
        },
      },
    );
  }

  /** Sets or changes our nick. */
  setNick(nick: string): void {
    this.nick = nick;
    if (this.connection.status.state === 'connected') this.#presence.announce(nick);
    this.#wiring.clock.changedNow(...people);
  }

  /** Our away text; `undefined` while we are not away. */
  get awayText(): string | undefined {
    return this.#presence.awayText;
  }

  /** Marks us as away, with a text that may be empty, or (`undefined`) as back. */
  setAway(text: string | undefined): void {
    this.#presence.awayText = text;
    if (this.connection.status.state === 'connected') this.#presence.announce();
    this.#wiring.clock.changedNow(...people);
  }

  /** Joins a room unless it is joined already; tries one that was put aside again. The topic must have passed `roomProblem`. */
  join(topic: string): Room {
    const room = this.rooms.get(topic) ?? this.#add(new Room(topic, this.attention));
    if (room.access.putAside !== undefined) this.entrance.tryAgain(room);
    return room;
  }

  /** Joins an encrypted room, which must not be joined unencrypted; with another key it starts over. */
  joinSecret(topic: string, roomKey: RoomKey): void {
    const locked = this.rooms.get(topic);
    const room = new SecretRoom(topic, roomKey, this.attention);
    if (locked instanceof LockedRoom) {
      const reception = this.#receptions.of(room);
      locked.handOver(
        room,
        (message) => receiveMessage(room, message, reception),
        (next) =>
          reception.verifications.take(undefined, () => {
            next();
            this.#announceLine(room);
          }),
      );
    }
    this.#add(room);
  }

  #add(room: Room): Room {
    this.rooms.set(room.topic, room);
    this.history?.setJoined(room, true);
    this.#sender.recall(room);
    void this.entrance.enter(room);
    this.#wiring.clock.changedNow('rooms', 'conversation');
    return room;
  }

  /** The rooms, then the direct conversations. */
  get conversations(): Room[] {
    return [...this.rooms.values(), ...this.direct.conversations.values()];
  }

  /** The room or direct conversation of a topic. */
  conversation(topic: string): Room | undefined {
    return this.rooms.get(topic) ?? this.direct.conversations.get(topic);
  }

  /** Leaves a room: announces that, unsubscribes, and forgets the conversation. */
  part(topic: string): void {
    const room = this.rooms.get(topic);
    if (room !== undefined) this.history?.setJoined(room, false);
    this.rooms.delete(topic);
    this.#recovery.forget(topic);
    this.#receptions.forget(topic);
    const isDirect = this.direct.conversations.delete(topic);
    this.#wiring.clock.changedNow('rooms', 'conversation');
    if (!isDirect && !(room instanceof LockedRoom))
      this.entrance.leave(topic, room?.access.putAside !== undefined);
  }

  /**
   * Sends a message to a room, with `isAction` as `/me` does; later if there is no connection, with
   * `isLasting` after the next start too. Returns why it cannot be sent.
   */
  send(topic: string, say: string, isAction = false, isLasting = true): string | undefined {
    const room = this.conversation(topic);
    if (room === undefined) return `You are not in ${topic}.`;
    return this.direct.problem(room) ?? this.#sender.send(room, { say, isAction, isLasting });
  }

  /** How many messages the broker has not acknowledged yet. */
  get waiting(): number {
    return this.#sender.waiting;
  }

  /** Leaves every room and disconnects. */
  async close(): Promise<void> {
    this.#presence.stop();
    this.#reception.stop();
    this.#recovery.stop();
    if (this.connection.status.state === 'connected') await this.entrance.leaveAll();
    await this.connection.close();
    this.history?.close();
  }

  #restore({ passphraseOf }: ChatOptions): void {
    if (this.history === undefined) return;
    restoreRooms(this.history, {
      rooms: this.rooms,
      attention: this.attention,
      recall: (room) => this.#sender.recall(room),
      join: (topic) => void (this.rooms.get(topic) ?? this.#add(new Room(topic, this.attention))),
      keepOut: (putAside) => this.entrance.keepOut(putAside),
      leave: (topic) => this.entrance.leave(topic),
      onLocked: (room) => unlockRoom(room, passphraseOf?.(room.topic), this),
    });
    for (const direct of this.direct.conversations.values())
      if (direct.isStored) this.#sender.recall(direct);
    this.#wiring.clock.changedNow('rooms', 'conversation');
  }

  #receive(message: Message): void {
    this.#sender.echoes.heard(message);
    this.questions.received(message);
    const room = this.rooms.get(message.topic);
    if (room !== undefined) this.#receptions.receive(room, message);
    else if (!this.direct.receive(message) && !this.#recovery.receive(message))
      this.#reception.receive(message);
  }

  /** Announces a new line of a room: drawn at once only if the room is on the screen. */
  #announceLine({ reading }: Room): void {
    if (reading.isShown) this.#wiring.clock.changedNow('conversation');
    this.#wiring.clock.changed('rooms');
  }
}
