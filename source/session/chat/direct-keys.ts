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
import { FlowByKey } from '../../model/flow-by-key.ts';

/** How many statements of others are remembered; a stranger can invent any number. */
const statementsKept = 2000;

/** How many signatures are verified at once, and then per second: of each key that is known, and of all others. */
const checks = { known: { burst: 20, perSecond: 1 }, strangers: { burst: 500, perSecond: 50 } };

/** Who we are in this run, and whether somebody else's key is known. */
type Options = {
  readonly identity: Identity;
  readonly clientId: string;
  readonly session: string;
  readonly isKnown: (key: string) => boolean;
};

/** An encrypted direct message to publish. */
export type EncryptedPayload = { readonly payload: string; readonly counter: number };

/** Our key for direct messages, which lasts for this run, and what others say of theirs. */
export class DirectKeys {
  readonly #options: Options;
  readonly #pair = DirectKeyPair.create();
  readonly #cipher: DirectCipher;
  readonly #verified = new BoundedMap<string, true>(statementsKept);
  /** Apart: what is forged must not push out what is not. */
  readonly #refuted = new BoundedMap<string, true>(statementsKept);
  readonly #checks = new FlowByKey(checks);
  #ours: DirectStatement | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#cipher = new DirectCipher(options.identity.key, this.#pair);
  }

  /** Our statement under a nick. */
  statement(nick: string): DirectStatement | undefined {
    const user = nick.toWellFormed();
    const { identity, clientId, session } = this.#options;
    if (this.#ours?.user !== user)
      this.#ours = stateDirectKey(identity, { user, clientId, session, dh: this.#pair.dh });
    return this.#ours;
  }

  /** Whether a statement is signed with the key that it names; for what the user asks to know. */
  isTrue(statement: DirectStatement): boolean {
    const name = nameOf(statement);
    const isTrue =
      this.#verified.has(name) || (!this.#refuted.has(name) && isStatementTrue(statement));
    (isTrue ? this.#verified : this.#refuted).renew(name, true);
    return isTrue;
  }

  /**
   * The same for what a stranger sends, at a time in ms: `false` too while there is too much to verify.
   * `held` are some that need no proof.
   */
  accepts(statement: DirectStatement, at: number, held: readonly DirectStatement[] = []): boolean {
    const name = nameOf(statement);
    if (held.some((each) => nameOf(each) === name)) return true;
    return (
      (this.#verified.has(name) || this.mayVerify(statement.key, at)) && this.isTrue(statement)
    );
  }

  /** Whether one more signature that claims to be of a key may be verified at a time, ms. */
  mayVerify(key: string, at: number): boolean {
    const known = this.#options.isKnown(key) ? key : undefined;
    return this.#checks.take(known, at) !== undefined;
  }

  /** Whether a request on a topic is signed, and with the key in its statement; limited likewise. */
  acceptsRequest(topic: string, request: AgainRequest, at: number): boolean {
    return (
      this.accepts(request.statement, at) &&
      this.mayVerify(request.statement.key, at) &&
      isAgainTrue(topic, request)
    );
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
    const { key } = statement;
    return this.#cipher.open({ topic, ...statement }, key, parts, this.#options.isKnown(key));
  }

  /** The payload that asks for a message again, to be published on a topic. */
  request(topic: string, nick: string, { parts }: EncryptedDirect): string | undefined {
    const statement = this.statement(nick);
    if (statement === undefined) return undefined;
    const { recipientDh: goneDh, counter } = parts;
    return encodeAgain(this.#options.identity, topic, { statement, goneDh, counter });
  }
}

const nameOf = (statement: DirectStatement): string => {
  const { key, isTemporary, dh, signature, user, clientId, session } = statement;
  return JSON.stringify([key, isTemporary, dh, signature, user, clientId, session]);
};
