import type { Decoder } from '../decoder.ts';
import { structured } from './structured.ts';

/** MessagePack (msgpack.org). */
export const messagePack: Decoder = {
  name: 'msgpack',
  takes: 'MessagePack',
  contentTypes: ['application/*msgpack', 'application/*messagepack'],
  kind: 'MessagePack',
  // A list or a map begins so.
  mayTake: ({ payload: [first = 0] }) =>
    (first >= 0x80 && first <= 0x9f) || (first >= 0xdc && first <= 0xdf),
  load: async () =>
    structured('MessagePack', (await import('./lazy/messagepack-value.ts')).messagePackValue),
};
