const zero = 0x30;

const isDigit = (unit: number): boolean => unit >= zero && unit <= 0x39;

/** Whether a text has a digit at an index; behind its end it has none. */
const hasDigit = (text: string, at: number): boolean =>
  at < text.length && isDigit(text.charCodeAt(at));

const startOfDigits = (text: string, at: number, least: number): number => {
  let start = at;
  while (start > least && isDigit(text.charCodeAt(start - 1))) start -= 1;
  return start;
};

const endOfDigits = (text: string, at: number): number => {
  let end = at;
  while (hasDigit(text, end)) end += 1;
  return end;
};

const endOfZeros = (text: string, at: number): number => {
  let end = at;
  while (end < text.length && text.charCodeAt(end) === zero) end += 1;
  return end;
};

/** How many code units two texts share from an index of each on. */
const sharedFrom = (a: string, b: string, atA: number, atB: number): number => {
  const most = Math.min(a.length - atA, b.length - atB);
  let shared = 0;
  while (shared < most && a.charCodeAt(atA + shared) === b.charCodeAt(atB + shared)) shared += 1;
  return shared;
};

/** Where a code unit comes among code points: those beyond U+FFFF come last, unlike their surrogates. */
const rankOf = (unit: number): number =>
  unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_00_00 : unit;

/** Compares two texts by code point where they part, at an index of each; the end comes first. */
const byCodePoint = (a: string, b: string, atA: number, atB: number): number =>
  atA === a.length || atB === b.length
    ? a.length - atA - (b.length - atB)
    : rankOf(a.charCodeAt(atA)) - rankOf(b.charCodeAt(atB));

/** Compares by code point, but runs of digits by value; leading zeros do not count. */
const byValue = (a: string, b: string): number => {
  let [fromA, fromB] = [0, 0];
  for (;;) {
    const shared = sharedFrom(a, b, fromA, fromB);
    const [atA, atB] = [fromA + shared, fromB + shared];
    const start = startOfDigits(a, atA, fromA);
    const [startA, startB] = [endOfZeros(a, start), endOfZeros(b, start - atA + atB)];
    const [endA, endB] = [endOfDigits(a, startA), endOfDigits(b, startB)];
    // A number against something else.
    if (endA === start || endB - atB === start - atA) return byCodePoint(a, b, atA, atB);
    if (endA - startA !== endB - startB) return endA - startA - (endB - startB);
    const alike = sharedFrom(a, b, startA, startB);
    if (startA + alike < endA) return byCodePoint(a, b, startA + alike, startB + alike);
    [fromA, fromB] = [endA, endB];
  }
};

/**
 * The order of names as people count: runs of digits by value, however long (`a2` before `a10`), all else by
 * code point, upper case before lower case. Names that are alike in this, `a02` and `a2`, go by code point
 * alone, so that only equal names give 0.
 */
export const compareNames = (a: string, b: string): number => {
  const at = sharedFrom(a, b, 0, 0);
  const [isNumberA, isNumberB] = [hasDigit(a, at), hasDigit(b, at)];
  // Most names part where no number does, or where a number has no leading zero: the longer is larger then.
  if (!isNumberA && !isNumberB) return byCodePoint(a, b, at, at);
  if (isNumberA && isNumberB && a.charCodeAt(at) !== zero && b.charCodeAt(at) !== zero)
    return endOfDigits(a, at) - endOfDigits(b, at) || a.charCodeAt(at) - b.charCodeAt(at);
  return byValue(a, b) || byCodePoint(a, b, at, at);
};
