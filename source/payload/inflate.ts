import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** What comes out may have so many bytes. */
export const mostInflated = 8 * 1024 * 1024;

const ways = { gzip: gunzipSync, zlib: inflateSync, deflate: inflateRawSync } as const;

/** The ways to compress that are known. */
export type Compression = keyof typeof ways;

/** What compressed bytes hold: `too large` is not expanded; `undefined` where they are not of this kind. */
export const inflate = (
  payload: Uint8Array,
  compression: Compression,
): Uint8Array | 'too large' | undefined => {
  try {
    return ways[compression](payload, { maxOutputLength: mostInflated });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? 'too large'
      : undefined;
  }
};
