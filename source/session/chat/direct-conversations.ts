import { directTopic } from '../../chat/direct.ts';
import type { DirectStatement } from '../../chat/direct-key.ts';
import { DirectRoom, type Peer } from '../../model/direct-room.ts';
import {
  type ConversationParts,
  EncryptedConversation,
  encryptedTopic,
  signerOf,
} from './encrypted-conversation.ts';

/** The most unanswered conversations to keep: with people whose key is verified, known, and not known. */
const mostUnanswered = 50;

/** The direct conversations; unanswered ones give way to newer ones with people whom we know as well, no better. */
export class DirectConversations {
  /** By `topic`: the one that our messages are published to, or `encryptedTopic`. */
  readonly byTopic = new Map<string, DirectRoom>();
  /** How many unanswered conversations were dropped to make room. */
  givenWay = 0;
  readonly #parts: ConversationParts;
  readonly #notify: (text: string) => void;

  constructor(parts: ConversationParts, notify: (text: string) => void) {
    this.#parts = parts;
    this.#notify = notify;
  }

  /** The conversation with one client in plain text. */
  plain(peer: Peer): DirectRoom {
    const topic = directTopic(peer.room, peer.clientId);
    return this.#find(topic, () => new DirectRoom(topic, peer, this.#parts.attention));
  }

  /** The conversation with the holder of a key, through a room, as it has said there or, with `at`, in a message. */
  encrypted(room: string, statement: DirectStatement, at?: number): EncryptedConversation {
    const conversation = this.#find(
      encryptedTopic(room, statement.key),
      () => new EncryptedConversation(room, statement, this.#parts),
    );
    conversation.follow(statement, at);
    return conversation;
  }

  /** The title of a conversation: client identifiers tell namesakes apart, rooms the same client in two of them. */
  label({ topic, peer }: DirectRoom): string {
    const { user, clientId, room } = peer;
    if (clientId === '') return '(sender unknown)';
    const namesakes = [...this.byTopic.values()].filter(
      (other) => other.topic !== topic && other.peer.user === user,
    );
    if (namesakes.length === 0) return user;
    const isSame = namesakes.some(
      (other) => other.peer.clientId === clientId && other.peer.room !== room,
    );
    return `${user}@${clientId}${isSame ? ` in ${room}` : ''}`;
  }

  /** The conversation with a `topic`, which always has the same kind. */
  #find<Kind extends DirectRoom>(topic: string, create: () => Kind): Kind {
    const known = this.byTopic.get(topic);
    if (known !== undefined) return known as Kind;
    const conversation = create();
    this.#makeRoom(conversation);
    this.byTopic.set(topic, conversation);
    return conversation;
  }

  /** How well we know the other one. */
  #acquaintance(conversation: DirectRoom): 'verified' | 'known' | 'stranger' {
    if (!(conversation instanceof EncryptedConversation)) return 'stranger';
    const { keys } = this.#parts.attention;
    const { user, key } = conversation.statement;
    if (keys.isVerified(user, key)) return 'verified';
    const isKnown = keys.standing(user, signerOf(conversation.statement)) === 'known';
    return isKnown ? 'known' : 'stranger';
  }

  #makeRoom(newcomer: DirectRoom): void {
    const acquaintance = this.#acquaintance(newcomer);
    const unanswered = [...this.byTopic.values()].filter(
      (one) => !one.isAnswered && this.#acquaintance(one) === acquaintance,
    );
    if (unanswered.length < mostUnanswered) return;
    const oldest = unanswered.find(({ reading }) => !reading.isShown);
    if (oldest === undefined) return;
    this.byTopic.delete(oldest.topic);
    this.givenWay += 1;
    // Only once: a notice for each would flood the screen in turn. /stats has the number.
    if (this.givenWay === 1)
      this.#notify(
        `More than ${mostUnanswered} people wrote to you: the oldest unanswered conversations are dropped.`,
      );
  }
}
