import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

const ways = { gzip: gunzipSync, zlib: inflateSync, deflate: inflateRawSync } as const;

/** The supported compression formats. */
export type Compression = keyof typeof ways;

/**
 * Inflates compressed bytes: `'too large'` if they hold more than `most` bytes; `undefined` if they
 * are not of this kind.
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
