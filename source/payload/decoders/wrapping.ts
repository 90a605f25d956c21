import type { Decoded } from '../decoded.ts';
import { decodeHex } from '../hex.ts';
import { size } from '../../format/size.ts';

/** Wrappings inside one another that are unwrapped. */
export const mostWrappings = 3;

/** What stands for a payload that is wrapped more often than that. */
export const wrappedTooOften = (payload: Uint8Array, kind: string): Decoded => ({
  ...decodeHex(payload),
  kind,
  problem: `More than ${mostWrappings} wrappings in one another are not taken off.`,
});

/** What was found in a wrapping, with its size and where it was. */
export const unwrapped = (decoded: Decoded, inner: Uint8Array, kind: string): Decoded => ({
  ...decoded,
  kind: `${decoded.kind} in ${kind}`,
  notes: [{ name: `in ${kind}`, text: size(inner.length) }, ...decoded.notes],
  isDump: false,
});
