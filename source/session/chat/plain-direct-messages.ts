import { directTopic } from '../../chat/direct.ts';
import type { Signer } from '../../chat/signed-line.ts';
import { type ChatMessage, decodeChat } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import type { DirectRoom } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import type { Message } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import type { DirectConversations } from './direct-conversations.ts';
import type { DirectKeys } from './direct-keys.ts';
import { receiveChat } from './receive-message.ts';
import { VerificationQueue } from './verification-queue.ts';

type Parts = {
  readonly attention: Attention;
  readonly keys: DirectKeys;
  readonly conversations: DirectConversations;
  /** A message has arrived in a conversation. */
  readonly onReceived: (room: Room) => void;
  /** Shows a line in a conversation. */
  readonly show: (room: DirectRoom, said: ChatMessage, at: number, signer: Signer) => void;
};

/** Direct messages that are not encrypted, from programs that have no key. */
export class PlainDirectMessages {
  readonly #parts: Parts;
  readonly #verifications = new VerificationQueue();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes a message that came by way of `room`; returns whether it could be read or shown raw. */
  receive(room: string, { topic, payload, receivedAt, retain }: Message): boolean {
    const { attention, keys, conversations, onReceived, show } = this.#parts;
    const chat = decodeChat(payload);
    if (chat !== undefined && attention.isIgnored(chat.user)) return true;
    // Each new sender gets a new conversation with new limits: this limit is for all of them.
    if (chat?.claim !== undefined && !keys.mayVerify(chat.claim.key, receivedAt)) return false;
    const from = chat?.from ?? '';
    const isUsable = topicNameProblem(directTopic(room, from)) === undefined;
    const peer = { room, clientId: isUsable ? from : '', user: chat?.user ?? '' };
    const conversation = conversations.plain(peer);
    conversation.incoming = topic;
    const verifications = this.#verifications;
    if (chat === undefined) {
      verifications.take(undefined, () => {
        conversation.receiveRaw(payload, receivedAt);
        onReceived(conversation);
      });
      return true;
    }
    conversation.meet(peer);
    receiveChat(
      conversation,
      chat,
      { receivedAt, retain },
      {
        verifications,
        take: (_, { chat: said, signer }) => show(conversation, said, receivedAt, signer),
        onLine: onReceived,
      },
    );
    return true;
  }
}
