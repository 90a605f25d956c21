/**
 * Bytes without the UTF-8 byte order mark at their start, if there is one: it says how the text behind it
 * is encoded and is no part of it (Unicode 23.8; RFC 8259, 8.1). To be kept where bytes are handed on.
 */
export const withoutMark = <Bytes extends Uint8Array>(bytes: Bytes): Bytes =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    ? (bytes.subarray(3) as Bytes)
    : bytes;

/** Text without such a mark at its start. */
export const textWithoutMark = (text: string): string =>
  text.startsWith('\ufeff') ? text.slice(1) : text;
