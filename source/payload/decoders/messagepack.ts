import type { Decoder } from '../decoder.ts';
import { structured } from './structured.ts';

/** MessagePack (msgpack.org). */
export const messagePack: Decoder = {
  name: 'msgpack',
  accepts: 'MessagePack',
  contentTypes: ['application/*msgpack', 'application/*messagepack'],
  kind: 'MessagePack',
  // Arrays and maps begin with these bytes.
  mayAccept: ({ payload: [first = 0] }) =>
    (first >= 0x80 && first <= 0x9f) || (first >= 0xdc && first <= 0xdf),
  load: async () =>
    structured('MessagePack', (await import('./lazy/messagepack-value.ts')).messagePackValue),
};
