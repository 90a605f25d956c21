import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

const ways = { gzip: gunzipSync, zlib: inflateSync, deflate: inflateRawSync } as const;

/** The ways to compress that are known. */
export type Compression = keyof typeof ways;

/**
 * What compressed bytes hold: more than `most` bytes are `too large` and not expanded; `undefined`
 * where they are not of this kind.
 */
export const inflate = (
  payload: Uint8Array,
  compression: Compression,
  most: number,
): Uint8Array | 'too large' | undefined => {
  try {
    return ways[compression](payload, { maxOutputLength: most });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? 'too large'
      : undefined;
  }
};
