import {
  type AgainRequest,
  decodeDirect,
  directTopic,
  type EncryptedDirect,
  parseDirectTopic,
} from '../../chat/direct.ts';
import type { DirectStatement } from '../../chat/direct-key.ts';
import type { Identity } from '../../chat/identity.ts';
import type { Signer } from '../../chat/signed-line.ts';
import { type ChatMessage, decodeChat } from '../../chat/wire.ts';
import { DirectRoom, type Peer } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { Message } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import { AskingAgain } from './asking-again.ts';
import { DirectConversations } from './direct-conversations.ts';
import { DirectKeys } from './direct-keys.ts';
import {
  type ConversationParts,
  EncryptedConversation,
  encryptedTopic,
  signerOf,
} from './encrypted-conversation.ts';
import { findPeer } from './find-peer.ts';
import { claimOf, doubtAbout, reachProblem, statementOfPeer } from './reach-peer.ts';
import { PlainDirectMessages } from './plain-direct-messages.ts';

type Wiring = Omit<ConversationParts, 'keys'> & {
  readonly identity: Identity;
  readonly clientId: string;
  /** New in every run. */
  readonly session: string;
  readonly nick: () => string | undefined;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly notify: (text: string) => void;
  readonly onLine: (room: Room, line: SaidLine) => void;
  /** A message has arrived in a conversation. */
  readonly onReceived: (room: Room) => void;
  readonly connection: () => Connection;
  /** Sends a line once more. */
  readonly sendAgain: (room: Room, payload: string, line: SaidLine) => void;
};

/** Direct conversations, each with one other client or with the holder of one key. */
export class DirectMessages {
  /** Our key, which lasts for this run. */
  readonly keys: DirectKeys;
  /** How many messages to us were dropped: not authentic, damaged, received before, or too many to verify. */
  unreadable = 0;
  #connectedAt = 0;
  readonly #wiring: Wiring;
  readonly #conversations: DirectConversations;
  readonly #plain: PlainDirectMessages;
  readonly #askingAgain: AskingAgain;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    const { attention } = wiring;
    const isKnown = (key: string): boolean => attention.keys.hasAccepted(key);
    this.keys = new DirectKeys({ ...wiring, isKnown });
    this.#askingAgain = new AskingAgain({ ...wiring, keys: this.keys, isKnown });
    this.#conversations = new DirectConversations({ ...wiring, keys: this.keys }, wiring.notify);
    this.#plain = new PlainDirectMessages({
      ...wiring,
      keys: this.keys,
      conversations: this.#conversations,
      show: (room, said, at, signer) => void this.#show(room, said, at, signer),
    });
  }

  /** By `topic`: the one that our messages are published to, or `encryptedTopic`. */
  get conversations(): Map<string, DirectRoom> {
    return this.#conversations.byTopic;
  }

  /** How many unanswered conversations were dropped to make room. */
  get givenWay(): number {
    return this.#conversations.givenWay;
  }

  /**
   * Opens the conversation with someone by name, `nick` or `nick@client identifier`, looking in `room`
   * first; it is encrypted if their presence tells a key. Returns why it cannot, in one sentence.
   */
  open(name: string, room: Room | undefined): DirectRoom | string {
    const { rooms, clientId, attention } = this.#wiring;
    const found = findPeer(name, room, { rooms, ownClientId: clientId, keys: attention.keys });
    if (typeof found === 'string') return found;
    const where = rooms.get(found.room);
    const statement = where && statementOfPeer(where, found, this.keys, attention);
    if (typeof statement === 'string') return statement;
    const conversation =
      this.#usableWith(found, statement) ??
      (statement === undefined
        ? this.#conversations.plain(found)
        : this.#conversations.encrypted(found.room, statement));
    conversation.isAnswered = true;
    if (conversation instanceof EncryptedConversation) conversation.keep();
    return conversation;
  }

  /** There is a connection: the presence of those who are here arrives again. */
  connected(): void {
    this.#connectedAt = performance.now();
  }

  /** Takes a direct message to us; returns whether it was one. */
  receive(message: Message): boolean {
    const place = parseDirectTopic(message.topic);
    const { clientId, rooms } = this.#wiring;
    if (
      place === undefined ||
      place.clientId !== clientId ||
      rooms.get(place.room)?.isPrivate !== false
    )
      return false;
    const content = decodeDirect(message.payload);
    if (content === undefined) this.unreadable += Number(!this.#plain.receive(place.room, message));
    else if (content === 'malformed' || !this.#isAnother(place.room, content.statement))
      this.unreadable += 1;
    else if (this.#wiring.attention.isIgnored(content.statement.user)) return true;
    else if (content.kind === 'again') this.#answer(place.room, content, message);
    else this.#receiveEncrypted(place.room, content, message);
    return true;
  }

  /** Why nothing can be sent in a direct conversation at the moment, or `undefined`. */
  problem(conversation: Room): string | undefined {
    return this.#reachProblem(conversation) ?? this.doubt(conversation);
  }

  /** Why the user must say yes before anything is sent in a conversation, or `undefined`. */
  doubt(conversation: Room | undefined): string | undefined {
    return conversation instanceof DirectRoom
      ? doubtAbout(conversation, this.#wiring.attention)
      : undefined;
  }

  /** The payload for a message that has waited, if it must go to another run of the peer by now. */
  resealed(conversation: EncryptedConversation, message: ChatMessage): string | undefined {
    // Whoever is not seen right now may be there all the same.
    this.#reachProblem(conversation);
    return conversation.resealed(message);
  }

  /** The title of a conversation. */
  label(conversation: DirectRoom): string {
    return this.#conversations.label(conversation);
  }

  #reachProblem(conversation: Room): string | undefined {
    if (!(conversation instanceof DirectRoom)) return undefined;
    const { peer } = conversation;
    const { rooms, clientId } = this.#wiring;
    const room = rooms.get(peer.room);
    if (peer.clientId === '')
      return 'These messages do not say which client sent them: nobody to reply to.';
    if (room === undefined)
      return `This conversation goes through the room ${peer.room}: join it again first.`;
    const us = { clientId, connectedAt: this.#connectedAt };
    return reachProblem(conversation, room, this.keys, us);
  }

  /** Whether a client identifier is one that we can write to. */
  #isAnother(room: string, { clientId }: DirectStatement): boolean {
    return (
      clientId !== this.#wiring.clientId &&
      topicNameProblem(directTopic(room, clientId)) === undefined
    );
  }

  #receiveEncrypted(room: string, content: EncryptedDirect, { topic, receivedAt }: Message): void {
    const { statement } = content;
    const isAccepted = this.keys.accepts(statement, receivedAt, this.#held(room, statement));
    const opened = isAccepted ? this.keys.decrypt(topic, content) : undefined;
    if (opened?.kind === 'other-run') {
      const where = this.#wiring.rooms.get(room);
      if (where === undefined || !this.#askingAgain.ask(where, content, receivedAt))
        this.unreadable += 1;
      return;
    }
    const inside = opened?.kind === 'opened' ? decodeChat(opened.plain) : undefined;
    if (inside === undefined) {
      this.unreadable += 1;
      return;
    }
    const { say, id, at, kind } = inside;
    const { user, clientId } = statement;
    const conversation = this.#conversations.encrypted(room, statement, at);
    const message = {
      user,
      say,
      ...(id === undefined ? {} : { id }),
      ...(at === undefined ? {} : { at }),
      ...(kind === undefined ? {} : { kind }),
      from: clientId,
    };
    const line = this.#show(conversation, message, receivedAt, signerOf(statement));
    if (line !== undefined) conversation.received({ message, line });
  }

  /** What the holder of a key has stated here before, in a conversation or in the presence that it has signed. */
  #held(room: string, { key, clientId }: DirectStatement): DirectStatement[] {
    const known = this.conversations.get(encryptedTopic(room, key));
    const people = this.#wiring.rooms.get(room)?.people;
    return [
      known instanceof EncryptedConversation ? known.statement : undefined,
      claimOf(people?.clientWith(clientId, key)),
    ].filter((statement) => statement !== undefined);
  }

  #show(
    conversation: DirectRoom,
    message: ChatMessage,
    at: number,
    signer: Signer,
  ): SaidLine | undefined {
    const line = conversation.receive(message, at, signer);
    this.#wiring.onReceived(conversation);
    if (line !== undefined && !conversation.reading.isMuted)
      this.#wiring.onLine(conversation, line);
    return line;
  }

  /** Sends a message once more to the same person, whose earlier run can no longer read it. */
  #answer(room: string, request: AgainRequest, { topic, receivedAt }: Message): void {
    const conversation = this.conversations.get(encryptedTopic(room, request.statement.key));
    if (
      !(conversation instanceof EncryptedConversation) ||
      !this.keys.acceptsRequest(topic, request, receivedAt)
    )
      return;
    const again = conversation.sealedAgain(request);
    if (again !== undefined) this.#wiring.sendAgain(conversation, again.payload, again.line);
  }

  /** Someone with whom we share several rooms needs only one conversation: the first that still reaches them. */
  #usableWith(
    { clientId, user }: Peer,
    statement: DirectStatement | undefined,
  ): DirectRoom | undefined {
    return [...this.conversations.values()].find(
      (one) =>
        one.peer.clientId === clientId &&
        one.peer.user === user &&
        keyOf(one) === statement?.key &&
        this.#reachProblem(one) === undefined,
    );
  }
}

const keyOf = (conversation: DirectRoom): string | undefined =>
  conversation instanceof EncryptedConversation ? conversation.statement.key : undefined;
