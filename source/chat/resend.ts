import { jsonMembers } from './json-members.ts';
import { createHash } from 'node:crypto';
import { clientTopics } from './client-topics.ts';
import type { Identity } from './identity.ts';
import { signedFields } from './signed-fields.ts';
import { noSigner, type Signer } from './signed-line.ts';
import { isKey, isSignature, keyBytes, verifySignature } from './verify-signature.ts';
import { chatOf, type ReceivedMessage } from './wire.ts';

/** "I have everything of your session up to here": asks for what came after. */
export type ResendRequest = {
  /** The `session` of the client that is asked, as in its presence. */
  readonly session: string;
  /** The number of the last line received; 0 for none, and then `here` counts. */
  readonly after: number;
  /** How long the requesting client has been in the room, ms: earlier lines are not for it. */
  readonly here: number;
  /** The client identifier of the requesting client: older programs answer to it. */
  readonly from: string;
  /** Random; the answer carries it too. Absent in requests of older programs. */
  readonly nonce?: string;
};

/** Lines sent again for a client that missed them. */
export type ResentLines = {
  readonly session: string;
  /** With these, everything up to this number has been sent. */
  readonly upTo: number;
  readonly isLast: boolean;
  /** That of the request. Absent in answers of older programs. */
  readonly nonce?: string;
  /** In order. */
  readonly messages: readonly ReceivedMessage[];
};

/** The key that claims to have signed a request or an answer. */
type Signed = { readonly claim?: { readonly key: string; readonly signature: string } };

export type ReceivedRequest = ResendRequest & Signed;
export type ReceivedLines = ResentLines & Signed;

/** The topic on which a client receives requests to resend, and what older programs resend to it. */
export const { topicOf: resendTopic, parse: parseResendTopic } = clientTopics('repeat');

/**
 * What stands for a client in the topic of the answers to it. It follows from the key that has signed the
 * request, so that nobody can send the answers to somebody else.
 */
export const answerName = (key: string): string =>
  `key-${createHash('sha256').update(keyBytes(key)).digest('base64url').slice(0, 22)}`;

const requestFields = (
  key: string,
  { session, after, here, from, nonce }: ResendRequest,
  { room, clientId }: { readonly room: string; readonly clientId: string },
): Buffer | undefined =>
  signedFields('repeat', [keyBytes(key), session, room, clientId, after, here, from, nonce]);

const linesFields = (
  key: string,
  { session, upTo, isLast, nonce }: Omit<ResentLines, 'messages'>,
  room: string,
): Buffer | undefined =>
  signedFields('repeated', [keyBytes(key), nonce, session, room, upTo, isLast ? '' : 'more']);

const signatureOf = (identity: Identity, bytes: Buffer | undefined): object =>
  bytes === undefined ? {} : { key: identity.key, sig: identity.sign(bytes) };

/** The bytes of a signed request to the client on that topic. */
export const encodeRequest = (
  request: ResendRequest,
  to: { readonly room: string; readonly clientId: string },
  identity: Identity,
): string => {
  const { session, ...rest } = request;
  const signature = signatureOf(identity, requestFields(identity.key, request, to));
  return JSON.stringify({ repeat: session, ...rest, ...signature });
};

/** The bytes of a signed answer; `payloads` are the messages as they were published. */
export const encodeResentLines = (
  lines: Omit<ResentLines, 'messages'>,
  payloads: readonly string[],
  room: string,
  identity: Identity,
): string => {
  const { session, upTo, isLast, nonce } = lines;
  const signature = signatureOf(identity, linesFields(identity.key, lines, room));
  const head = JSON.stringify({ session, upTo, more: !isLast, nonce, ...signature });
  return `${head.slice(0, -1)},"messages":[${payloads.join(',')}]}`;
};

/** Whether a request is signed with the key that it names. */
export const isRequestSigned = (
  { claim, ...request }: ReceivedRequest,
  to: { readonly room: string; readonly clientId: string },
): Promise<boolean> =>
  claim === undefined
    ? Promise.resolve(false)
    : verifySignature(requestFields(claim.key, request, to), claim.key, claim.signature);

/** Who has signed an answer. Never rejects. */
export const linesSignerOf = async (
  { claim, ...lines }: ReceivedLines,
  room: string,
): Promise<Signer> => {
  if (claim === undefined) return noSigner;
  const { key, signature } = claim;
  return (await verifySignature(linesFields(key, lines, room), key, signature))
    ? { kind: 'key', key, isTemporary: false }
    : { kind: 'invalid' };
};

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

const longestNonce = 64;

/** Reads a message on a client's resend topic; `undefined` if it is neither a request nor lines. Never throws. */
export const decodeResend = (payload: Uint8Array): ReceivedRequest | ReceivedLines | undefined => {
  const members = jsonMembers(payload);
  if (members === undefined) return undefined;
  const { repeat, after, here, from, session, upTo, more, messages, nonce, key, sig } = members;
  const signed = {
    ...(typeof nonce === 'string' && nonce.length <= longestNonce ? { nonce } : {}),
    ...(isKey(key) && isSignature(sig) ? { claim: { key, signature: sig } } : {}),
  };
  if (typeof repeat === 'string' && isCount(after) && isCount(here) && typeof from === 'string')
    return { session: repeat, after, here, from, ...signed };
  if (typeof session !== 'string' || !isCount(upTo) || !Array.isArray(messages)) return undefined;
  return {
    session,
    upTo,
    isLast: more !== true,
    messages: messages.flatMap((message) => chatOf(message) ?? []),
    ...signed,
  };
};
