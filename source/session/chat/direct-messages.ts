import { directTopic, parseDirectTopic } from '../../chat/direct.ts';
import { decodeChat } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import { DirectRoom, type Peer } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import type { Message } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import { findPeer } from './find-peer.ts';

/** How many conversations that we have not answered are kept. */
const mostUnanswered = 50;

type Wiring = {
  readonly clientId: string;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly attention: Attention;
  readonly notify: (text: string) => void;
  readonly onLine: (room: Room, line: SaidLine) => void;
  /** Something has come in a conversation. */
  readonly onHeard: (room: Room) => void;
};

/** Conversations with one other client each. */
export class DirectMessages {
  /** By the topic that our messages go to. */
  readonly conversations = new Map<string, DirectRoom>();
  /** How many conversations that we had not answered had to go. */
  givenWay = 0;
  readonly #wiring: Wiring;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /**
   * Opens the conversation with somebody by name, `nick` or `nick@client identifier`; looks in the
   * room first. Returns in one sentence why it cannot.
   */
  open(name: string, room: Room | undefined): DirectRoom | string {
    const found = findPeer(name, room, this.#wiring.rooms, this.#wiring.clientId);
    if (typeof found === 'string') return found;
    const conversation = this.#runningWith(found) ?? this.#conversationWith(found);
    conversation.isAnswered = true;
    return conversation;
  }

  /** Takes a message that came for us alone; returns whether it was one. */
  receive(message: Message): boolean {
    const place = parseDirectTopic(message.topic);
    const { clientId, rooms } = this.#wiring;
    if (
      place === undefined ||
      place.clientId !== clientId ||
      rooms.get(place.room)?.isPrivate !== false
    )
      return false;
    const chat = decodeChat(message.payload);
    const from = chat?.from ?? '';
    const isUsable = topicNameProblem(directTopic(place.room, from)) === undefined;
    const user = chat?.user ?? '';
    if (chat !== undefined && this.#wiring.attention.isIgnored(user)) return true;
    const peer = { room: place.room, clientId: isUsable ? from : '', user };
    const conversation = this.#conversationWith(peer);
    this.#wiring.onHeard(conversation);
    if (chat === undefined) {
      conversation.receiveRaw(message.payload, message.receivedAt);
      return true;
    }
    conversation.peer = peer;
    const line = conversation.receive(chat, message.receivedAt);
    if (line !== undefined && !conversation.isMuted) this.#wiring.onLine(conversation, line);
    return true;
  }

  /** Why nothing can be said in a conversation with one other just now, or `undefined`. */
  problem(conversation: Room): string | undefined {
    if (!(conversation instanceof DirectRoom)) return undefined;
    const { peer } = conversation;
    const room = this.#wiring.rooms.get(peer.room);
    if (peer.clientId === '')
      return 'These messages do not tell which client sent them: there is nowhere to answer to.';
    if (room === undefined)
      return `This conversation goes through the room ${peer.room}: join it again first.`;
    return room.people.isHere(peer.clientId)
      ? undefined
      : `${peer.user} is not in ${peer.room} just now: a direct message would reach nobody.`;
  }

  /** Two of the same name are told apart by their client identifiers, one client in two rooms by these. */
  label({ topic, peer }: DirectRoom): string {
    const { user, clientId, room } = peer;
    if (clientId === '') return '(sender unknown)';
    const namesakes = [...this.conversations.values()].filter(
      (other) => other.topic !== topic && other.peer.user === user,
    );
    if (namesakes.length === 0) return user;
    const isSame = namesakes.some((other) => other.peer.clientId === clientId);
    return `${user}@${clientId}${isSame ? ` in ${room}` : ''}`;
  }

  /** Whom we share several rooms with needs one conversation: the first that still reaches them. */
  #runningWith({ clientId, user }: Peer): DirectRoom | undefined {
    return [...this.conversations.values()].find(
      (one) =>
        one.peer.clientId === clientId && one.peer.user === user && this.problem(one) === undefined,
    );
  }

  #conversationWith(peer: Peer): DirectRoom {
    const topic = directTopic(peer.room, peer.clientId);
    const known = this.conversations.get(topic);
    if (known !== undefined) return known;
    this.#makePlace();
    const conversation = new DirectRoom(topic, peer, this.#wiring.attention);
    this.conversations.set(topic, conversation);
    return conversation;
  }

  #makePlace(): void {
    const unanswered = [...this.conversations.values()].filter(({ isAnswered }) => !isAnswered);
    if (unanswered.length < mostUnanswered) return;
    const oldest = unanswered.find(({ isShown }) => !isShown);
    if (oldest === undefined) return;
    this.conversations.delete(oldest.topic);
    this.givenWay += 1;
    // In a flood a word for each would itself be one; /stats has the number.
    if (this.givenWay === 1)
      this.#wiring.notify(
        `More than ${mostUnanswered} people write to you: the oldest conversations without an answer are given up. /stats counts them.`,
      );
  }
}
