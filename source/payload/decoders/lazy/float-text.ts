/** Rounds to the nearest number of 16 bits (IEEE 754 binary16), ties to even. */
const toHalf = (value: number): number => {
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), -14);
  const step = 2 ** (exponent - 10);
  const steps = value / step;
  const below = Math.floor(steps);
  const rest = steps - below;
  return (rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below) * step;
};

/**
 * Floats shorter than a double: how they round, how many digits always survive (C's FLT_DIG), from which
 * number on, and how many identify any number (FLT_DECIMAL_DIG).
 */
const shorter = {
  2: { round: toHalf, leastNormal: 2 ** -14, kept: 3, most: 5 },
  4: { round: Math.fround, leastNormal: 2 ** -126, kept: 6, most: 9 },
} as const;

const shortest = (value: number, bytes: 2 | 4): string => {
  const { round, leastNormal, kept, most } = shorter[bytes];
  for (let digits = Math.abs(value) < leastNormal ? 1 : kept; digits < most; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (round(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(most)));
};

/**
 * A whole number's digits, or the shortest text that identifies a float, with a decimal point or an exponent
 * so that it does not look like an integer: `0.1`, `127.0`, `-0.0`, `1e+21`, `NaN`.
 */
export const floatText = (value: number, bytes: 2 | 4 | 8): string => {
  // A whole number is shown exactly: 65504, not 65500.
  const isExact = bytes === 8 || Number.isSafeInteger(value) || !Number.isFinite(value);
  const text = isExact ? String(value) : shortest(value, bytes);
  const signed = Object.is(value, -0) ? '-0' : text;
  return /^-?\d+$/.test(signed) ? `${signed}.0` : signed;
};
