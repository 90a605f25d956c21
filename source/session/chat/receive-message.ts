import { type Signer, signerOf } from '../../chat/signed-line.ts';
import { type ChatMessage, decodeChat, type ReceivedMessage } from '../../chat/wire.ts';
import type { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import type { Message } from '../../mqtt/message.ts';
import type { RoomHistory } from './room-history.ts';
import type { VerificationQueue } from './verification-queue.ts';

/** A chat message, who has signed it, when it arrived, and whether it was retained. */
export type ReceivedChat = Pick<Message, 'receivedAt' | 'retain'> & {
  readonly chat: ChatMessage;
  readonly signer: Signer;
  /** Whether it comes after one that the sender has said later. */
  readonly isLate?: boolean;
};

/** What becomes of the messages of a room. */
export type Reception = {
  readonly verifications: VerificationQueue;
  readonly history: RoomHistory | undefined;
  /** Takes chat messages, and shows each in its turn. */
  readonly take: (room: Room, message: ReceivedChat) => void;
  /** A line that is no chat message has been added. */
  readonly onLine: (room: Room) => void;
};

/** Takes a message on a room's topic. */
export const receiveMessage = (
  room: Room,
  { payload, receivedAt, retain }: Message,
  reception: Reception,
): void => {
  const chat = decodeChat(payload);
  if (chat !== undefined) {
    receiveChat(room, chat, { receivedAt, retain }, reception);
    return;
  }
  reception.verifications.take(undefined, () => {
    const line = room.receiveRaw(payload, receivedAt);
    if (line !== undefined) reception.history?.receivedRaw(room, line, retain);
    reception.onLine(room);
  });
};

/** Takes a chat message of a room: decrypts it if the room is private, and verifies its signature. */
export const receiveChat = (
  room: Room,
  received: ReceivedMessage,
  {
    receivedAt,
    retain,
    repeatedBy,
  }: Pick<Message, 'receivedAt' | 'retain'> & { readonly repeatedBy?: Signer },
  { verifications, take, onLine }: Omit<Reception, 'history'>,
): void => {
  const opened = room.open(received, receivedAt);
  if (opened === undefined) {
    onLine(room);
    return;
  }
  const { message, scope, isOutside, inTurn } = opened;
  // A private room counts what comes again.
  if (inTurn === undefined && room.isKnown(message)) return;
  const { claim, ...chat } = message;
  if (!room.mayVerify(message, receivedAt)) {
    onLine(room);
    return;
  }
  const verification = claim === undefined ? undefined : signerOf(message, scope);
  verifications.take(verification, (verified) => {
    const isHearsay = repeatedBy !== undefined && !isOwnWord(verified, repeatedBy);
    const unsigned = isOutside === true ? 'outside' : isHearsay ? 'hearsay' : undefined;
    const signer: Signer = unsigned === undefined ? verified : { kind: unsigned };
    const show = (): void => take(room, { chat, signer, receivedAt, retain });
    if (inTurn === undefined) show();
    else inTurn(signer, show);
  });
};

/** Whether a line that was said again is signed by the one who says it again. */
const isOwnWord = (line: Signer, repeatedBy: Signer): boolean =>
  line.kind === 'invalid' ||
  (line.kind === 'key' && repeatedBy.kind === 'key' && line.key === repeatedBy.key);

type Listeners = {
  readonly history: RoomHistory | undefined;
  readonly onMention: ((room: Room, line: SaidLine) => void) | undefined;
};

/** Shows and stores a chat message whose turn it is. */
export const showChat = (
  room: Room,
  { chat, signer, receivedAt, retain, isLate = false }: ReceivedChat,
  { history, onMention }: Listeners,
): void => {
  const line = room.receive(chat, receivedAt, signer, isLate);
  if (line === undefined) return;
  history?.received(room, chat, line, retain);
  if (line.isMention === true && !room.reading.isMuted) onMention?.(room, line);
};
