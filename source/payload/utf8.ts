const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of UTF-8 bytes, or `undefined` if they are not valid UTF-8. */
export const utf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};

/** The first bytes as text, cut between characters; `undefined` if they are not valid UTF-8. */
export const utf8Start = (bytes: Uint8Array, limit: number): string | undefined => {
  if (bytes.length <= limit) return utf8(bytes);
  let end = limit;
  // Step back over continuation bytes (10xxxxxx) to the start of a character.
  while (end > limit - 4 && end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return utf8(bytes.subarray(0, end));
};
