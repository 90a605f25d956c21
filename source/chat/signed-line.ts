import type { Identity } from './identity.ts';
import { type LineKind, signedFields } from './signed-fields.ts';
import { keyBytes, verifySignature } from './verify-signature.ts';
import type { ChatMessage, ReceivedMessage, Signature } from './wire.ts';

/**
 * Where a line is said: a signature holds there alone. `session` and `n` are the message's own in public
 * rooms; in private ones they name the key and the counter that encrypt it.
 */
export type LineScope = {
  readonly kind: LineKind;
  readonly room: string;
  readonly session: string | undefined;
  readonly n: number | undefined;
};

/**
 * Who has signed a line: nobody, nobody and it is a repetition that anybody could have made up, somebody
 * whose signature is wrong, or the holder of a key. `outside`: nobody, and a private room's key has not
 * encrypted it.
 */
export type Signer =
  | { readonly kind: 'none' | 'outside' | 'hearsay' | 'invalid' }
  | { readonly kind: 'key'; readonly key: string; readonly isTemporary: boolean };

/** The signer of what carries no signature. */
export const noSigner: Signer = { kind: 'none' };

/** What a signature says besides the bytes that it signs. */
type Signing = Omit<Signature, 'signature'>;

const lineFields = (
  { key, isTemporary }: Signing,
  { user, say, id, at, kind, from }: ChatMessage,
  scope: LineScope,
): Buffer | undefined =>
  signedFields(scope.kind, [
    keyBytes(key),
    isTemporary ? 'temporary' : '',
    scope.session,
    scope.n,
    scope.room,
    user,
    say,
    id,
    at,
    kind,
    from,
  ]);

/** Signs a message; `undefined` if a text in it is not well-formed Unicode. */
export const signLine = (
  identity: Identity,
  message: ChatMessage,
  scope: LineScope,
): Signature | undefined => {
  const { key, isTemporary } = identity;
  const bytes = lineFields({ key, isTemporary }, message, scope);
  return bytes === undefined ? undefined : { key, isTemporary, signature: identity.sign(bytes) };
};

/** Who has signed a message. Never rejects. */
export const signerOf = async (
  { claim, ...message }: ReceivedMessage,
  scope: LineScope,
): Promise<Signer> => {
  if (claim === undefined) return noSigner;
  const { key, isTemporary, signature } = claim;
  const bytes = lineFields(claim, message, scope);
  return (await verifySignature(bytes, key, signature))
    ? { kind: 'key', key, isTemporary }
    : { kind: 'invalid' };
};
