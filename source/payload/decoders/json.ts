import type { Decoder } from '../decoder.ts';
import { decodeJson } from '../json.ts';

/** JSON (RFC 8259). */
export const json: Decoder = {
  name: 'json',
  accepts: 'JSON, with all digits and duplicates',
  contentTypes: ['application/json', 'application/*+json', 'text/json'],
  needsUtf8: true,
  showsTextAsIs: true,
  decode: ({ payload }) => {
    const value = decodeJson(payload);
    return value && { kind: 'JSON', notes: [], value };
  },
};
