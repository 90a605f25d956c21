import type { Decoder } from '../decoder.ts';
import { decodeHex } from '../hex.ts';

/** A hex dump of any bytes. */
export const hex: Decoder = {
  name: 'hex',
  accepts: 'any bytes',
  isFallback: true,
  decode: ({ payload }) => ({ ...decodeHex(payload), isDump: true }),
};
