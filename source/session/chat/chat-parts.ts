import type { Identity } from '../../chat/identity.ts';
import type { Attention } from '../../model/attention.ts';
import type { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { Message } from '../../mqtt/message.ts';
import type { ChatOptions, ChatWiring } from './chat-options.ts';
import { ChatSender } from './chat-sender.ts';
import { DirectMessages } from './direct-messages.ts';
import { greet } from './greet.ts';
import { type PresenceParts, presenceParts } from './presence-parts.ts';
import { receiveChat, showChat } from './receive-message.ts';
import { Recovery } from './recovery.ts';
import { RoomEntrance } from './room-entrance.ts';
import type { RoomHistory } from './room-history.ts';
import { RoomReceptions } from './room-receptions.ts';

/** What the parts need from their chat, whose connection is made after them. */
type Chat = {
  readonly identity: Identity;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly attention: Attention;
  readonly history: RoomHistory | undefined;
  readonly connection: Connection;
  readonly nick: string | undefined;
  readonly onMention: ((room: Room, line: SaidLine) => void) | undefined;
  readonly send: (topic: string, say: string, isAction: boolean, isLasting: boolean) => unknown;
};

/** What receives, what sends, what recovers lines, and what keeps us and others present. */
export type ChatParts = Pick<PresenceParts, 'presence' | 'questions'> & {
  readonly receptions: RoomReceptions;
  readonly recovery: Recovery;
  readonly direct: DirectMessages;
  readonly sender: ChatSender;
  readonly entrance: RoomEntrance;
  /** Hands a message to the part that it is for. */
  readonly receive: (message: Message) => void;
  /** There is a new connection. */
  readonly connected: () => void;
  /** There is no connection, or not yet. */
  readonly lost: () => void;
  /** Stops all timers. */
  readonly stop: () => void;
};

/** Makes the parts of a chat, tied to each other. */
export const chatParts = (
  chat: Chat,
  { greeting }: Pick<ChatOptions, 'greeting'>,
  wiring: ChatWiring,
): ChatParts => {
  const { identity, rooms, attention, history } = chat;
  const { clock, notify } = wiring;
  const { clientId } = wiring.connection;
  const common = {
    identity,
    clientId,
    rooms,
    connection: () => chat.connection,
    nick: () => chat.nick,
    mayPublish: (topic: string) => entrance.mayPublish(topic),
  };
  // Drawn at once only if the room is on the screen.
  const onLine = ({ reading }: Room): void => {
    if (reading.isShown) clock.changedNow('conversation');
    clock.changed('rooms');
  };
  const receptions = new RoomReceptions({
    history,
    take: (of, message) => recovery.take(of, message),
    onLine,
  });
  const recovery: Recovery = new Recovery({
    ...common,
    isKnownKey: (key) => attention.keys.hasAccepted(key),
    receive: (room, message) => {
      showChat(room, message, chat);
      onLine(room);
    },
    receiveAgain: (room, said, message) => receiveChat(room, said, message, receptions.of(room)),
    inTurn: (room, verification, next) =>
      receptions.of(room).verifications.take(verification, next),
  });
  const { session } = recovery;
  const direct = new DirectMessages({
    ...common,
    session,
    attention,
    notify,
    onLine: (room, line) => chat.onMention?.(room, line),
    onReceived: onLine,
    recall: (room) => sender.recall(room),
    store: (room, { message, line }) => history?.received(room, message, line, false),
    sendAgain: (room, payload, line) => sender.sendAgain(room, payload, line),
  });
  const sender = new ChatSender({
    ...common,
    recovery,
    history,
    resealed: (room, message) => direct.resealed(room, message),
    onChange: () => clock.changedNow('conversation', 'rooms'),
  });
  const { presence, reception, questions, connected } = presenceParts({
    ...common,
    session,
    direct: (user) => direct.keys.statement(user),
    isTransient: wiring.isTransient,
    keys: attention.keys,
    onPresent: (room, id, speaker) => recovery.present(room, id, speaker),
    onChange: () => clock.changed('rooms', 'conversation'),
    notify,
  });
  const entrance: RoomEntrance = new RoomEntrance({
    ...common,
    us: { clientId, key: identity.key },
    chat: wiring,
    presence,
    onEntering: (topic) => questions.entering(topic),
    greeting: wiring.connection.isReadOnly === true ? '' : greeting,
    greet: (room) =>
      greet(room.topic, history, () => {
        // A room that turns out to be private is locked meanwhile.
        if (rooms.get(room.topic) === room) chat.send(room.topic, greeting, false, false);
      }),
    waitingFor: (topic) => sender.waitingFor(topic),
    onEntered: () => sender.entered(),
    onPutAside: (room) => history?.setPutAside(room),
  });
  return {
    receptions,
    recovery,
    direct,
    sender,
    presence,
    questions,
    entrance,
    receive: (message) => {
      sender.echoes.heard(message);
      questions.received(message);
      const room = rooms.get(message.topic);
      if (room !== undefined) receptions.receive(room, message);
      else if (!direct.receive(message) && !recovery.receive(message)) reception.receive(message);
    },
    connected: () => {
      recovery.connected();
      connected();
      direct.connected();
      void entrance.enterAll();
    },
    lost: () => {
      recovery.lost();
      entrance.lost();
      sender.echoes.lost();
    },
    stop: () => {
      presence.stop();
      reception.stop();
      recovery.stop();
    },
  };
};
