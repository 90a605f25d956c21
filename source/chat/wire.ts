import { size } from '../format/size.ts';
import { parseMessageId } from './message-id.ts';
import { isKey, isSignature } from './verify-signature.ts';

/** The longest `say`, bytes of UTF-8. */
export const maximumSay = 64 * 1024;

/** A chat message on the wire; docs/wire.md has the format. */
export type ChatMessage = {
  readonly user: string;
  readonly say: string;
  /** Unique per message; absent in older clients' messages. */
  readonly id?: string;
  /** When it was sent, ms since the epoch, by the sender's clock. */
  readonly at?: number;
  readonly kind?: 'action';
  /** The sender's client identifier: in direct messages, in private rooms, and if `id` is from an earlier run. */
  readonly from?: string;
  /** The encrypted message, in private rooms; `say` is then the same in all messages. */
  readonly enc?: string;
  /** The sender's `session`, as in its presence; on the wire only if `id` does not contain it. */
  readonly session?: string;
  /** Counts the session's messages in the room, from 1; likewise. */
  readonly n?: number;
};

/** The signature of a message. */
export type Signature = {
  /** The public key, as `Identity.key`. */
  readonly key: string;
  readonly signature: string;
  /** Whether the key is gone after the run. */
  readonly isTemporary: boolean;
};

/** A message as it was received. */
export type ReceivedMessage = ChatMessage & {
  /** What claims to be its signature. */
  readonly claim?: Signature;
};

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The bytes of a chat message. `user` and `say` come first and are always well-formed Unicode:
 * existing Python clients print them as they are, and would crash on half a surrogate pair.
 */
export const encodeChat = (message: ChatMessage, signature?: Signature): string => {
  const told = message.id === undefined ? undefined : parseMessageId(message.id);
  const isTold = told !== undefined && told.session === message.session && told.n === message.n;
  return JSON.stringify({
    user: message.user.toWellFormed(),
    say: message.say.toWellFormed(),
    ...(message.id === undefined ? {} : { id: message.id }),
    ...(message.at === undefined ? {} : { at: message.at }),
    ...(message.kind === undefined ? {} : { kind: message.kind }),
    ...(message.from === undefined ? {} : { from: message.from }),
    ...(message.enc === undefined ? {} : { enc: message.enc }),
    ...(message.session === undefined || isTold ? {} : { session: message.session }),
    ...(message.n === undefined || isTold ? {} : { n: message.n }),
    ...(signature === undefined ? {} : { key: signature.key, sig: signature.signature }),
    ...(signature?.isTemporary === true ? { temporary: true } : {}),
  });
};

/** Why a sentence cannot be sent, or `undefined`. */
export const sayProblem = (say: string): string | undefined => {
  const bytes = Buffer.byteLength(say);
  return bytes > maximumSay
    ? `A message has at most ${size(maximumSay)}; this one has ${size(Math.ceil(bytes / 1024) * 1024)}. Send it in parts.`
    : undefined;
};

/** Cuts an oversized sentence where a peer did not; the mark shows that something is missing. */
const cutSay = (say: string): string => {
  if (say.length * 3 <= maximumSay || Buffer.byteLength(say) <= maximumSay) return say;
  const bytes = Buffer.from(say);
  let end = maximumSay;
  // The top bits of a UTF-8 continuation byte are 10: step back to where a character starts.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return `${bytes.subarray(0, end).toString()} … (cut at ${size(maximumSay)})`;
};

/** The longest `user` that is kept, in UTF-16 units: nobody's name is longer, but a hostile one may be. */
const maximumUser = 256;

/** Cuts an oversized name, visibly. */
export const cutUser = (user: string): string =>
  user.length <= maximumUser ? user : `${user.slice(0, maximumUser).toWellFormed()}…`;

const jsonOf = (payload: Uint8Array): unknown => {
  try {
    return JSON.parse(strictUtf8.decode(payload));
  } catch {
    return undefined;
  }
};

/**
 * Reads a chat message; `undefined` if the payload is not one (not JSON, no strings `user` and `say`,
 * invalid UTF-8, empty). Optional members of the wrong type are ignored. Never throws.
 */
export const decodeChat = (payload: Uint8Array): ReceivedMessage | undefined =>
  chatOf(jsonOf(payload));

/** Reads a chat message from parsed JSON; see `decodeChat`. */
export const chatOf = (value: unknown): ReceivedMessage | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { user, say, id, at, kind, from, enc, session, n, key, sig, temporary } = value as Record<
    string,
    unknown
  >;
  if (typeof user !== 'string' || typeof say !== 'string') return undefined;
  const isId = typeof id === 'string' && id.length >= 1 && id.length <= 64;
  const shown = { user: cutUser(user), say: cutSay(say) };
  return {
    ...shown,
    ...(isId ? parseMessageId(id) : {}),
    ...(isId ? { id } : {}),
    ...(typeof at === 'number' && Number.isSafeInteger(at) ? { at } : {}),
    ...(kind === 'action' ? { kind } : {}),
    ...(typeof from === 'string' && from.length >= 1 && from.length <= 256 ? { from } : {}),
    ...(typeof enc === 'string' ? { enc } : {}),
    ...(typeof session === 'string' && session.length <= 64 ? { session } : {}),
    ...(typeof n === 'number' && Number.isSafeInteger(n) && n >= 1 ? { n } : {}),
    // What is shown otherwise than it was signed is not signed.
    ...(isKey(key) && isSignature(sig) && shown.user === user && shown.say === say
      ? { claim: { key, signature: sig, isTemporary: temporary === true } }
      : {}),
  };
};
