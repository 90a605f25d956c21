import type { Attention } from './attention.ts';
import type { RawLine, SaidLine } from './room-line.ts';

/** A line of the past, as the history has it. */
export type EarlierLine = Pick<SaidLine, 'user' | 'say' | 'isAction' | 'at'> & {
  readonly row: number;
  /** Its id on the wire, where it has one. */
  readonly message: string | undefined;
  /** Set on what is no chat message: its beginning, and its whole size in bytes. */
  readonly raw?: { readonly bytes: Uint8Array; readonly size: number };
};

/** A line of the past as it stands in a room. */
export const roomLineOf = (
  { row, user, say, isAction, at, raw }: EarlierLine,
  attention: Attention,
): SaidLine | RawLine =>
  raw === undefined
    ? {
        kind: 'said',
        user,
        say,
        isAction,
        at,
        row,
        ...(attention.isMeant(say) ? { isMention: true } : {}),
      }
    : { kind: 'raw', payload: raw.bytes, size: raw.size, at, row };
