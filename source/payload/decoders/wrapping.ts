import type { Decoded } from '../decoded.ts';
import { decodeHex } from '../hex.ts';
import { size } from '../../format/size.ts';

/** How many nested wrappings are removed. */
export const mostWrappings = 3;

/** The result for a payload that is wrapped more often than that. */
export const wrappedTooOften = (payload: Uint8Array, kind: string): Decoded => ({
  ...decodeHex(payload),
  kind,
  problem: `Wrapped more than ${mostWrappings} times: these bytes were not unwrapped further.`,
});

/** The content of a wrapping, with its size and the kind of the wrapping. */
export const unwrapped = (decoded: Decoded, inner: Uint8Array, kind: string): Decoded => ({
  ...decoded,
  kind: `${decoded.kind} in ${kind}`,
  notes: [{ name: `in ${kind}`, text: size(inner.length) }, ...decoded.notes],
  isDump: false,
});
