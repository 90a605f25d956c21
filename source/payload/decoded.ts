import type { TokenLine } from './laid-out.ts';
import type { Value } from './value.ts';

/** Something worth knowing about a payload besides its content. */
export type Note = { readonly name: string; readonly text: string };

/** The result of decoding a payload. */
export type Decoded = {
  /** The format, such as `JSON` or `JSON in gzip`. */
  readonly kind: string;
  readonly notes: readonly Note[];
  /** The content of a structured payload. */
  readonly value?: Value;
  /** The units of numbers in it that came with it, by joined path. Text from outside. */
  readonly units?: ReadonlyMap<string, string>;
  /** The part of it to show on one line, if not all of it. */
  readonly inShort?: Value;
  /** Lines of text, if there is no value. */
  readonly lines?: readonly TokenLine[];
  /** Splits one of these lines into several if it is wider than `cells`; without it lines simply wrap. */
  readonly fold?: (line: TokenLine, cells: number) => readonly TokenLine[];
  /** What could not be done, in one sentence. */
  readonly problem?: string;
  /** The decoder is still loading; ask again once `onLoaded` has been called. */
  readonly isLoading?: boolean;
  /** Just the bytes: no decoder reads them. */
  readonly isDump?: boolean;
};

/** A payload, and how to decode it. */
export type PayloadInput = {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** This decoder was chosen explicitly; otherwise it accepts only what it is certain of. */
  readonly isChosen: boolean;
  /** The argument after the decoder's name, as in `protobuf:my.pkg.Reading`. */
  readonly argument: string;
  /** How many wrappings have been removed so far. */
  readonly depth: number;
  /** The most bytes to inflate to. */
  readonly mostInflated: number;
};
