import { hyperlink } from './sequences.ts';

/** Names an address by 32 bits (FNV-1a): terminals highlight links of the same name together. */
const nameOf = (uri: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < uri.length; index += 1)
    hash = Math.imul(hash ^ uri.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
};

/** Text that links to a URI, which must be printable ASCII. */
export const linked = (text: string, uri: string): string =>
  `${hyperlink(`id=${nameOf(uri)};${uri}`)}${text}${hyperlink('')}`;
