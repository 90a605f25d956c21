import { directTopic, parseDirectTopic } from '../../chat/direct.ts';
import { decodeChat } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import { DirectRoom, type Peer } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import type { Message } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import { findPeer } from './find-peer.ts';

/** The most unanswered conversations to keep. */
const mostUnanswered = 50;

type Wiring = {
  readonly clientId: string;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly attention: Attention;
  readonly notify: (text: string) => void;
  readonly onLine: (room: Room, line: SaidLine) => void;
  /** A message has arrived in a conversation. */
  readonly onReceived: (room: Room) => void;
};

/** Direct conversations, each with one other client. */
export class DirectMessages {
  /** By the topic that our messages are published to. */
  readonly conversations = new Map<string, DirectRoom>();
  /** How many unanswered conversations were dropped to make room. */
  givenWay = 0;
  readonly #wiring: Wiring;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /**
   * Opens the conversation with someone by name, `nick` or `nick@client identifier`, looking in `room`
   * first. Returns why it cannot, in one sentence.
   */
  open(name: string, room: Room | undefined): DirectRoom | string {
    const found = findPeer(name, room, this.#wiring.rooms, this.#wiring.clientId);
    if (typeof found === 'string') return found;
    const conversation = this.#usableWith(found) ?? this.#conversationWith(found);
    conversation.isAnswered = true;
    return conversation;
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
    const chat = decodeChat(message.payload);
    const from = chat?.from ?? '';
    const isUsable = topicNameProblem(directTopic(place.room, from)) === undefined;
    const user = chat?.user ?? '';
    if (chat !== undefined && this.#wiring.attention.isIgnored(user)) return true;
    const peer = { room: place.room, clientId: isUsable ? from : '', user };
    const conversation = this.#conversationWith(peer);
    this.#wiring.onReceived(conversation);
    if (chat === undefined) {
      conversation.receiveRaw(message.payload, message.receivedAt);
      return true;
    }
    conversation.peer = peer;
    const line = conversation.receive(chat, message.receivedAt);
    if (line !== undefined && !conversation.isMuted) this.#wiring.onLine(conversation, line);
    return true;
  }

  /** Why nothing can be sent in a direct conversation at the moment, or `undefined`. */
  problem(conversation: Room): string | undefined {
    if (!(conversation instanceof DirectRoom)) return undefined;
    const { peer } = conversation;
    const room = this.#wiring.rooms.get(peer.room);
    if (peer.clientId === '')
      return 'These messages do not say which client sent them, so there is nowhere to reply to.';
    if (room === undefined)
      return `This conversation goes through the room ${peer.room}: join it again first.`;
    return room.people.isHere(peer.clientId)
      ? undefined
      : `${peer.user} is not in ${peer.room} right now: a direct message would reach nobody.`;
  }

  /** The title of a conversation: client identifiers tell namesakes apart, rooms the same client in two of them. */
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

  /** Someone with whom we share several rooms needs only one conversation: the first that still reaches them. */
  #usableWith({ clientId, user }: Peer): DirectRoom | undefined {
    return [...this.conversations.values()].find(
      (one) =>
        one.peer.clientId === clientId && one.peer.user === user && this.problem(one) === undefined,
    );
  }

  #conversationWith(peer: Peer): DirectRoom {
    const topic = directTopic(peer.room, peer.clientId);
    const known = this.conversations.get(topic);
    if (known !== undefined) return known;
    this.#makeRoom();
    const conversation = new DirectRoom(topic, peer, this.#wiring.attention);
    this.conversations.set(topic, conversation);
    return conversation;
  }

  #makeRoom(): void {
    const unanswered = [...this.conversations.values()].filter(({ isAnswered }) => !isAnswered);
    if (unanswered.length < mostUnanswered) return;
    const oldest = unanswered.find(({ isShown }) => !isShown);
    if (oldest === undefined) return;
    this.conversations.delete(oldest.topic);
    this.givenWay += 1;
    // Only once: a notice for each would flood the screen in turn. /stats has the number.
    if (this.givenWay === 1)
      this.#wiring.notify(
        `More than ${mostUnanswered} people have written to you: the oldest unanswered conversations are dropped. /stats counts them.`,
      );
  }
}
