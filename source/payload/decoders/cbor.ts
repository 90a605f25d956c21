import type { Decoder } from '../decoder.ts';
import { structured } from './structured.ts';

/** CBOR (RFC 8949). */
export const cbor: Decoder = {
  name: 'cbor',
  accepts: 'CBOR',
  contentTypes: ['application/cbor', 'application/*+cbor'],
  kind: 'CBOR',
  // Arrays, maps and tags begin with these bytes.
  mayAccept: ({ payload: [first = 0] }) => first >= 0x80 && first <= 0xdb,
  load: async () => structured('CBOR', (await import('./lazy/cbor-value.ts')).cborValue),
};
