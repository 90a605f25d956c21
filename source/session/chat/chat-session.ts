import { Identity } from '../../chat/identity.ts';
import type { RoomKey } from '../../chat/room-key.ts';
import { Attention } from '../../model/attention.ts';
import { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import { Connection } from '../../mqtt/connection.ts';
import { frameParts } from '../frame-parts.ts';
import type { ChatOptions, ChatWiring } from './chat-options.ts';
import { type ChatParts, chatParts } from './chat-parts.ts';
import type { DirectMessages } from './direct-messages.ts';
import { LockedRoom } from './locked-room.ts';
import type { PresenceQuestions } from './presence-questions.ts';
import { restoreRooms } from './restore-rooms.ts';
import { receiveMessage } from './receive-message.ts';
import { SecretRoom } from './secret-room.ts';
import type { RoomEntrance } from './room-entrance.ts';
import { RoomHistory } from './room-history.ts';
import { sessionLength } from './session-length.ts';
import { unlockRoom } from './unlock-room.ts';

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
  readonly questions: PresenceQuestions;
  readonly #wiring: ChatWiring;
  readonly #parts: ChatParts;

  constructor(options: ChatOptions, wiring: ChatWiring) {
    this.#wiring = wiring;
    this.identity = options.identity ?? Identity.create(true);
    this.attention = new Attention(() => this.nick, options.highlights, this.rooms);
    this.attention.setOwnKey(this.identity.key);
    if (options.notify !== undefined) this.attention.notify = options.notify;
    if (options.history !== undefined)
      this.history = new RoomHistory(options.history, wiring.notify, () => this.#restore(options));
    this.attention.keys.onChange = (change, known) => this.history?.keys.keep(change, known);
    this.attention.onIgnore = (name, isIgnored) => this.history?.setIgnored(name, isIgnored);
    for (const topic of options.rooms) this.rooms.set(topic, new Room(topic, this.attention));
    const parts = chatParts(this, options, wiring);
    this.#parts = parts;
    ({ direct: this.direct, entrance: this.entrance, questions: this.questions } = parts);
    this.connection = new Connection(
      {
        ...wiring.connection,
        ...sessionLength(options, this.history),
        isWillOptional: options.will === undefined,
        will: () => options.will ?? parts.presence.will(this.entrance.topics()[0], this.nick ?? ''),
      },
      {
        onMessage: parts.receive,
        onStatus: ({ state }) => {
          if (state === 'connected') {
            parts.connected();
            wiring.onConnected();
          } else parts.lost();
          wiring.clock.changedNow(...frameParts);
        },
      },
    );
  }

  /** Sets or changes our nick. */
  setNick(nick: string): void {
    this.nick = nick;
    if (this.connection.status.state === 'connected') this.#parts.presence.announce(nick);
    this.#wiring.clock.changedNow(...people);
  }

  /** Our away text; `undefined` while we are not away. */
  get awayText(): string | undefined {
    return this.#parts.presence.awayText;
  }

  /** Marks us as away, with a text that may be empty, or (`undefined`) as back. */
  setAway(text: string | undefined): void {
    this.#parts.presence.awayText = text;
    if (this.connection.status.state === 'connected') this.#parts.presence.announce();
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
      const reception = this.#parts.receptions.of(room);
      locked.handOver(
        room,
        (message) => receiveMessage(room, message, reception),
        (next) =>
          reception.verifications.take(undefined, () => {
            next();
            reception.onLine(room);
          }),
      );
    }
    this.#add(room);
  }

  #add(room: Room): Room {
    this.rooms.set(room.topic, room);
    this.history?.setJoined(room, true);
    this.#parts.sender.recall(room);
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
    this.#parts.recovery.forget(topic);
    this.#parts.receptions.forget(topic);
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
    return this.direct.problem(room) ?? this.#parts.sender.send(room, { say, isAction, isLasting });
  }

  /** How many messages the broker has not acknowledged yet. */
  get waiting(): number {
    return this.#parts.sender.waiting;
  }

  /** Leaves every room and disconnects. */
  async close(): Promise<void> {
    this.#parts.stop();
    if (this.connection.status.state === 'connected') await this.entrance.leaveAll();
    await this.connection.close();
    this.history?.close();
  }

  #restore({ passphraseOf }: ChatOptions): void {
    if (this.history === undefined) return;
    restoreRooms(this.history, {
      rooms: this.rooms,
      attention: this.attention,
      recall: (room) => this.#parts.sender.recall(room),
      join: (topic) => void (this.rooms.get(topic) ?? this.#add(new Room(topic, this.attention))),
      keepOut: (putAside) => this.entrance.keepOut(putAside),
      leave: (topic) => this.entrance.leave(topic),
      onLocked: (room) => unlockRoom(room, passphraseOf?.(room.topic), this),
    });
    for (const direct of this.direct.conversations.values())
      if (direct.isStored) this.#parts.sender.recall(direct);
    this.#wiring.clock.changedNow('rooms', 'conversation');
  }
}
