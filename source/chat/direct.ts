import { jsonMembers } from './json-members.ts';
import { clientTopics } from './client-topics.ts';
import type { DirectStatement } from './direct-key.ts';
import { type DirectParts, directParts } from './direct-cipher.ts';
import type { Identity } from './identity.ts';
import { encryptedSay } from './secret.ts';
import { signedFields } from './signed-fields.ts';
import { isKey, isSignature, isSignedBy, keyBytes } from './verify-signature.ts';
import { cutUser } from './wire.ts';

/** The topics of direct messages to one client, below a room that both are in. */
export const { topicOf: directTopic, parse: parseDirectTopic } = clientTopics('dm');

/** An encrypted direct message, with the sender's statement of its key. */
export type EncryptedDirect = {
  readonly kind: 'encrypted';
  readonly statement: DirectStatement;
  readonly parts: DirectParts;
};

/** Asks for a message again, in words: it was encrypted for a run of ours that is over. */
export type AgainRequest = {
  readonly kind: 'again';
  /** Of the client that asks: the key to encrypt it for. */
  readonly statement: DirectStatement;
  /** The key of the run that is over, as `DirectKeyPair.dh`. */
  readonly goneDh: string;
  readonly counter: number;
  readonly signature: string;
};

/** The members that both kinds have. */
const statementMembers = ({
  clientId,
  session,
  key,
  signature,
  isTemporary,
}: DirectStatement): Record<string, unknown> => ({
  from: clientId,
  session,
  key,
  dhSig: signature,
  ...(isTemporary ? { temporary: true } : {}),
});

/** The payload of an encrypted direct message. */
export const encodeEncrypted = (statement: DirectStatement, dm: string): string =>
  JSON.stringify({
    user: statement.user,
    say: encryptedSay,
    ...statementMembers(statement),
    dm,
  });

/** The request on a topic; only for a client, about a message. */
type Asking = Pick<AgainRequest, 'statement' | 'goneDh' | 'counter'>;

const againFields = (
  topic: string,
  { statement: { key, isTemporary, session, clientId, user, dh }, goneDh, counter }: Asking,
): Buffer | undefined =>
  signedFields('direct again', [
    keyBytes(key),
    isTemporary ? 'temporary' : '',
    session,
    clientId,
    user,
    topic,
    keyBytes(dh),
    keyBytes(goneDh),
    counter,
  ]);

/** The payload of a request, signed for a topic; `undefined` if a text is not well-formed Unicode. */
export const encodeAgain = (
  identity: Identity,
  topic: string,
  asking: Asking,
): string | undefined => {
  const bytes = againFields(topic, asking);
  if (bytes === undefined) return undefined;
  const { statement, goneDh, counter } = asking;
  return JSON.stringify({
    again: goneDh,
    n: counter,
    user: statement.user,
    ...statementMembers(statement),
    dh: statement.dh,
    sig: identity.sign(bytes),
  });
};

/** Whether a request on a topic is signed with the key in its statement. Takes about 180 µs. */
export const isAgainTrue = (topic: string, request: AgainRequest): boolean =>
  isSignedBy(againFields(topic, request), request.statement.key, request.signature);

const longest = { clientId: 256, session: 64 };

/**
 * Reads an encrypted direct message or a request; `'malformed'` if it claims to be one and is not,
 * `undefined` if it is something else. Never throws.
 */
export const decodeDirect = (
  payload: Uint8Array,
): EncryptedDirect | AgainRequest | 'malformed' | undefined => {
  const members = jsonMembers(payload);
  if (members === undefined) return undefined;
  const { user, from, session, key, dhSig, temporary, dm, dh, again, n, sig } = members;
  if (dm === undefined && again === undefined) return undefined;
  const parts = typeof dm === 'string' ? directParts(dm) : undefined;
  const claimed = parts?.senderDh ?? dh;
  if (
    typeof user !== 'string' ||
    cutUser(user) !== user ||
    typeof from !== 'string' ||
    from === '' ||
    from.length > longest.clientId ||
    typeof session !== 'string' ||
    session.length > longest.session ||
    !isKey(key) ||
    !isKey(claimed) ||
    !isSignature(dhSig)
  )
    return 'malformed';
  const statement = {
    user,
    clientId: from,
    session,
    key,
    dh: claimed,
    signature: dhSig,
    isTemporary: temporary === true,
  };
  if (parts !== undefined) return { kind: 'encrypted', statement, parts };
  return isKey(again) && typeof n === 'number' && Number.isSafeInteger(n) && isSignature(sig)
    ? { kind: 'again', statement, goneDh: again, counter: n, signature: sig }
    : 'malformed';
};
