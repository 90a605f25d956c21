/** A number and behind it perhaps a unit: no dates, times, addresses, identifiers. */
const withUnit =
  /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*[^\s\d.,:;/+_-][^\d]{0,15})?\s*$/;

/** Longer texts are none of one number. */
const longest = 64;

/** The number that a text says, as in `21.5 °C` and `40%`; `undefined` where it says something else. */
export const leadingNumber = (text: string): number | undefined => {
  const found = text.length > longest ? undefined : withUnit.exec(text)?.[1];
  const number = Number(found ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
};

/** The number that a payload of text says. */
export const numberInPayload = (payload: Uint8Array): number | undefined => {
  if (payload.length === 0 || payload.length > longest) return undefined;
  const first = payload[0] ?? 0;
  // Most payloads that are no numbers begin with a letter or a bracket.
  if (first > 0x39) return undefined;
  return leadingNumber(
    Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('utf8'),
  );
};
