import { type AgainRequest, directTopic } from '../../chat/direct.ts';
import type { DirectStatement } from '../../chat/direct-key.ts';
import type { Signer } from '../../chat/signed-line.ts';
import type { ChatMessage } from '../../chat/wire.ts';
import type { Attention } from '../../model/attention.ts';
import { DirectRoom, type Peer } from '../../model/direct-room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import { isDisputed } from '../../model/sender-verification.ts';
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

/** The signer of what the holder of a key says. */
export const signerOf = ({ key, isTemporary }: DirectStatement): Signer => ({
  kind: 'key',
  key,
  isTemporary,
});

/** A conversation encrypted end to end with the holder of one key, whichever client that is. */
export class EncryptedConversation extends DirectRoom {
  /** The newest statement of the peer: what we say is encrypted for its run. */
  statement: DirectStatement;
  /** When the peer sent the message that told of it, ms since the epoch by its clock; 0 if presence did. */
  statedAt = 0;
  readonly #parts: ConversationParts;
  readonly #sent: Sent[] = [];
  #waiting: ReceivedLine[] = [];
  #isKept = false;

  constructor(room: string, statement: DirectStatement, parts: ConversationParts) {
    super(encryptedTopic(room, statement.key), peerOf(room, statement), parts.attention);
    this.statement = statement;
    this.#parts = parts;
    this.reading.onShow = () => this.keep();
  }

  override get address(): string {
    return directTopic(this.peer.room, this.peer.clientId);
  }

  /** A stranger can begin any number: the history keeps those that the user has opened. */
  override get isStored(): boolean {
    return this.#isKept;
  }

  /** The holder of the key is this client, in this run, as it has said in a message at `statedAt`. */
  follow(statement: DirectStatement, statedAt = 0): void {
    this.statement = statement;
    this.statedAt = statedAt;
    this.meet(peerOf(this.peer.room, statement));
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

  /** The payload for a message that has waited, if it must be encrypted for another run by now. */
  resealed(message: ChatMessage): string | undefined {
    const index = this.#sent.findIndex((sent) => sent.message.id === message.id);
    const { dh, line } = this.#sent[index] ?? {};
    if (index === -1 || dh === this.statement.dh) return undefined;
    this.#sent.splice(index, 1);
    const payload = this.sealed(message);
    const sent = this.#sent.at(-1);
    if (sent?.message === message && line !== undefined) sent.line = line;
    return payload;
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

  override send(message: ChatMessage & { id: string }, at: number, signer?: string): SaidLine {
    this.keep();
    // Whoever writes to somebody takes the key to be theirs, unless there was a reason to doubt that.
    const { attention } = this.#parts;
    const { user } = this.peer;
    const isDoubtful = isDisputed(user, this.statement.key, attention);
    attention.keys.heard(user, signerOf(this.statement), at, { isDoubtful });
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
