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
  /** The part of it to show in one line, where that is not all. */
  readonly inShort?: Value;
  /** Lines of text, where there is no value. */
  readonly lines?: readonly TokenLine[];
  /** Lays out one of these lines over several where it is wider than `cells`; without it lines just break. */
  readonly fold?: (line: TokenLine, cells: number) => readonly TokenLine[];
  /** What could not be done, in one sentence. */
  readonly problem?: string;
  /** The decoder is being loaded; ask again when `onLoaded` was called. */
  readonly isLoading?: boolean;
  /** Just the bytes, as no decoder reads them. */
  readonly isDump?: boolean;
};

/** A payload, and how to decode it. */
export type PayloadInput = {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Somebody chose this decoder; otherwise it takes only what it is certain of. */
  readonly isChosen: boolean;
  /** What follows the decoder's name, as in `protobuf:my.pkg.Reading`. */
  readonly argument: string;
  /** How many times it was wrapped. */
  readonly depth: number;
  /** The most bytes that are inflated. */
  readonly mostInflated: number;
};
