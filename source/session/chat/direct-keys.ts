import { BoundedMap } from '../../collections/bounded-map.ts';
import {
  type AgainRequest,
  type EncryptedDirect,
  encodeAgain,
  encodeEncrypted,
  isAgainTrue,
} from '../../chat/direct.ts';
import { DirectCipher, type OpenedDirect } from '../../chat/direct-cipher.ts';
import {
  DirectKeyPair,
  type DirectStatement,
  isStatementTrue,
  stateDirectKey,
} from '../../chat/direct-key.ts';
import type { Identity } from '../../chat/identity.ts';
import { type ChatMessage, encodeChat } from '../../chat/wire.ts';
import { TokenBucket } from '../../model/token-bucket.ts';

/** How many statements of others are remembered; a stranger can invent any number. */
const statementsKept = 2000;

/** How many signatures of strangers are verified at once, and then per second; each takes about 180 µs. */
const checks = { burst: 500, perSecond: 50 };

/** Who we are in this run. */
type Us = { readonly identity: Identity; readonly clientId: string; readonly session: string };

/** An encrypted direct message to publish. */
export type EncryptedPayload = { readonly payload: string; readonly counter: number };

/** Our key for direct messages, which lasts for this run, and what others say of theirs. */
export class DirectKeys {
  readonly #us: Us;
  readonly #pair = DirectKeyPair.create();
  readonly #cipher: DirectCipher;
  readonly #verified = new BoundedMap<string, boolean>(statementsKept);
  readonly #checks = new TokenBucket(checks);
  #ours: DirectStatement | undefined;

  constructor(us: Us) {
    this.#us = us;
    this.#cipher = new DirectCipher(us.identity.key, this.#pair);
  }

  /** Our statement under a nick. */
  statement(nick: string): DirectStatement | undefined {
    const user = nick.toWellFormed();
    const { identity, clientId, session } = this.#us;
    if (this.#ours?.user !== user)
      this.#ours = stateDirectKey(identity, { user, clientId, session, dh: this.#pair.dh });
    return this.#ours;
  }

  /** Whether a statement is signed with the key that it names; for what the user asks to know. */
  isTrue(statement: DirectStatement): boolean {
    const name = nameOf(statement);
    const isTrue = this.#verified.get(name) ?? isStatementTrue(statement);
    this.#verified.renew(name, isTrue);
    return isTrue;
  }

  /** The same for what a stranger sends, at a time in ms: `false` too while there is too much to verify. */
  accepts(statement: DirectStatement, at: number): boolean {
    return (this.#verified.has(nameOf(statement)) || this.mayVerify(at)) && this.isTrue(statement);
  }

  /** Whether one more signature of a stranger may be verified at a time, ms. */
  mayVerify(at: number): boolean {
    return this.#checks.take(at);
  }

  /** Whether a request on a topic is signed, and with the key in its statement; limited likewise. */
  acceptsRequest(topic: string, request: AgainRequest, at: number): boolean {
    return this.accepts(request.statement, at) && this.mayVerify(at) && isAgainTrue(topic, request);
  }

  /** Encrypts a message for a run of somebody, to be published on a topic. */
  encrypt(
    topic: string,
    recipient: DirectStatement,
    message: ChatMessage,
  ): EncryptedPayload | undefined {
    const ours = this.statement(message.user);
    if (ours === undefined) return undefined;
    const sealed = this.#cipher.seal({ topic, ...ours }, recipient, encodeChat(message));
    return sealed === undefined
      ? undefined
      : { payload: encodeEncrypted(ours, sealed.dm), counter: sealed.counter };
  }

  /** Decrypts a message that arrived on a topic; its statement must have been accepted. */
  decrypt(topic: string, { statement, parts }: EncryptedDirect): OpenedDirect {
    return this.#cipher.open({ topic, ...statement }, statement.key, parts);
  }

  /** The payload that asks for a message again, to be published on a topic. */
  request(topic: string, nick: string, { parts }: EncryptedDirect): string | undefined {
    const statement = this.statement(nick);
    if (statement === undefined) return undefined;
    const { recipientDh: goneDh, counter } = parts;
    return encodeAgain(this.#us.identity, topic, { statement, goneDh, counter });
  }
}

const nameOf = (statement: DirectStatement): string => {
  const { key, isTemporary, dh, signature, user, clientId, session } = statement;
  return JSON.stringify([key, isTemporary, dh, signature, user, clientId, session]);
};
