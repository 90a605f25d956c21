/** Where a line is said: in a public room, inside the encryption of a private one, or to one person. */
export type LineKind = 'line' | 'private line' | 'direct line';

/** What a signature is for; the first field of what is signed, so that none can pass for another kind. */
export type SignedKind =
  | LineKind
  | 'presence'
  | 'direct key'
  | 'direct again'
  | 'repeat'
  | 'repeated';

const lengthSize = 4;

type Field = string | number | Uint8Array | undefined;

/**
 * Each field after its length in four bytes, so that no two lists of fields give the same bytes. Numbers are
 * written in decimal; what is absent is empty. `undefined` if a text is not well-formed Unicode: UTF-8
 * would spell every lone surrogate alike.
 */
export const joinedFields = (fields: readonly Field[]): Buffer | undefined => {
  const parts: Uint8Array[] = [];
  for (const field of fields) {
    if (typeof field === 'string' && !field.isWellFormed()) return undefined;
    const bytes = field instanceof Uint8Array ? field : Buffer.from(String(field ?? ''));
    const length = Buffer.alloc(lengthSize);
    length.writeUInt32BE(bytes.length);
    parts.push(length, bytes);
  }
  return Buffer.concat(parts);
};

/** The bytes that a signature covers (docs/wire.md, "Signatures"): `mqtt-tui <kind> 1`, then the fields. */
export const signedFields = (kind: SignedKind, fields: readonly Field[]): Buffer | undefined =>
  joinedFields([`mqtt-tui ${kind} 1`, ...fields]);
