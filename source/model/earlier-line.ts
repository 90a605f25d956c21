import type { Attention } from './attention.ts';
import type { RawLine, SaidLine } from './room-line.ts';

/** An earlier line, as stored in the history. */
export type EarlierLine = Pick<
  SaidLine,
  'user' | 'say' | 'isAction' | 'at' | 'saidAt' | 'signer' | 'senderMark'
> & {
  readonly row: number;
  /** Its `id` on the wire, if it has one. */
  readonly message: string | undefined;
  /** Set if it is not a chat message: the start of its payload, and the whole size in bytes. */
  readonly raw?: { readonly bytes: Uint8Array; readonly size: number };
};

/** An earlier line as a line of a room. */
export const roomLineOf = (
  { raw, message: _message, ...said }: EarlierLine,
  attention: Attention,
): SaidLine | RawLine =>
  raw === undefined
    ? {
        kind: 'said',
        ...said,
        ...(attention.isMeant(said.say) ? { isMention: true } : {}),
      }
    : { kind: 'raw', payload: raw.bytes, size: raw.size, at: said.at, row: said.row };
