import type { TokenLine } from './laid-out.ts';
import type { Value } from './value.ts';

/** Something to know about a payload beside what it holds. */
export type Note = { readonly name: string; readonly text: string };

/** What a payload turned out to be. */
export type Decoded = {
  /** The decoder, as `JSON` or `JSON in gzip`. */
  readonly kind: string;
  readonly notes: readonly Note[];
  /** What structured payloads hold. */
  readonly value?: Value;
  /** The part of it that one line is to show, where that is not all. */
  readonly inShort?: Value;
  /** All others as lines of text. */
  readonly lines?: readonly TokenLine[];
  /** Lays one of these lines out over several where it is wider than so many cells; else it is just broken. */
  readonly fold?: (line: TokenLine, cells: number) => readonly TokenLine[];
  /** What could not be done, in one sentence. */
  readonly problem?: string;
  /** The decoder is being loaded; ask again when that has been told. */
  readonly isLoading?: boolean;
};

/** A payload with what steers the choice of its decoder. */
export type PayloadInput = {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Somebody says that it is of this kind; else only what is certain enough counts. */
  readonly isChosen: boolean;
  /** What was written behind the decoder's name, as the message type of Protobuf. */
  readonly argument: string;
  /** How many wrappings it was taken out of. */
  readonly depth: number;
  /** How many bytes may come out of what is compressed. */
  readonly mostInflated: number;
};
