import { type AgainRequest, directTopic } from '../../chat/direct.ts';
import type { DirectStatement } from '../../chat/direct-key.ts';
import type { ChatMessage } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import { DirectRoom, type Peer } from '../../model/direct-room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import type { DirectKeys } from './direct-keys.ts';

/** How many of our newest messages are kept to be encrypted again. */
const sentKept = 100;

/** How many lines wait for the conversation to be opened before they are stored. */
const waitingKept = 500;

/** A message of ours, and the run and counter that it was encrypted for. */
type Sent = {
  readonly message: ChatMessage;
  readonly dh: string;
  readonly counter: number;
  line?: SaidLine;
};

/** A message received, and the line that shows it. */
export type ReceivedLine = { readonly message: ChatMessage; readonly line: SaidLine };

/** What an encrypted conversation needs. */
export type ConversationParts = {
  readonly keys: DirectKeys;
  readonly attention: Attention;
  /** Loads the earlier lines of a conversation that is opened. */
  readonly recall: (conversation: EncryptedConversation) => void;
  /** Stores a line. */
  readonly store: (conversation: EncryptedConversation, received: ReceivedLine) => void;
};

/** The identifier of the conversation with the holder of a key, through a room. No topic name contains a `#`. */
export const encryptedTopic = (room: string, key: string): string => `${room}/$dm/#${key}`;

/** A conversation encrypted end to end with the holder of one key, whichever client that is. */
export class EncryptedConversation extends DirectRoom {
  /** The newest statement of the peer: what we say is encrypted for its run. */
  statement: DirectStatement;
  readonly #parts: ConversationParts;
  readonly #sent: Sent[] = [];
  #waiting: ReceivedLine[] = [];
  #isKept = false;

  constructor(room: string, statement: DirectStatement, parts: ConversationParts) {
    super(encryptedTopic(room, statement.key), peerOf(room, statement), parts.attention);
    this.statement = statement;
    this.#parts = parts;
  }

  override get address(): string {
    return directTopic(this.peer.room, this.peer.clientId);
  }

  /** A stranger can begin any number: the history keeps those that the user has opened. */
  override get isStored(): boolean {
    return this.#isKept;
  }

  /** The holder of the key is this client, in this run. */
  follow(statement: DirectStatement): void {
    this.statement = statement;
    this.peer = peerOf(this.peer.room, statement);
  }

  /** The payload to publish for a message; `undefined` if it cannot be encrypted any more. */
  sealed(message: ChatMessage): string | undefined {
    const { dh } = this.statement;
    const encrypted = this.#parts.keys.encrypt(this.address, this.statement, message);
    if (encrypted === undefined) return undefined;
    this.#sent.push({ message, dh, counter: encrypted.counter });
    if (this.#sent.length > sentKept) this.#sent.shift();
    return encrypted.payload;
  }

  /** Encrypts a message once more, for the run that asks for it; `undefined` if there is no such message. */
  sealedAgain({
    statement,
    goneDh,
    counter,
  }: Pick<AgainRequest, 'statement' | 'goneDh' | 'counter'>):
    | { readonly payload: string; readonly line: SaidLine }
    | undefined {
    const index = this.#sent.findIndex((sent) => sent.dh === goneDh && sent.counter === counter);
    const sent = this.#sent[index];
    if (sent?.line === undefined || statement.dh === goneDh) return undefined;
    this.#sent.splice(index, 1);
    this.follow(statement);
    const encrypted = this.#parts.keys.encrypt(this.address, statement, sent.message);
    return encrypted === undefined ? undefined : { payload: encrypted.payload, line: sent.line };
  }

  /** The user opens the conversation: from now on the history keeps it, with what has arrived until now. */
  keep(): void {
    if (this.#isKept) return;
    this.#isKept = true;
    const { recall, store } = this.#parts;
    recall(this);
    for (const received of this.#waiting) store(this, received);
    this.#waiting = [];
  }

  /** A line was received: it is stored, at the latest when the user opens the conversation. */
  received(received: ReceivedLine): void {
    if (this.#isKept) {
      this.#parts.store(this, received);
      return;
    }
    this.#waiting.push(received);
    if (this.#waiting.length > waitingKept) this.#waiting.shift();
  }

  override setShown(isShown: boolean): void {
    if (isShown) this.keep();
    super.setShown(isShown);
  }

  override send(message: ChatMessage & { id: string }, at: number, signer?: string): SaidLine {
    this.keep();
    const line = super.send(message, at, signer);
    const sent = this.#sent.find((each) => each.message.id === message.id);
    if (sent !== undefined) sent.line = line;
    return line;
  }
}

const peerOf = (room: string, { clientId, user }: DirectStatement): Peer => ({
  room,
  clientId,
  user,
});
