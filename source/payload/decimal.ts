/** A number as it was written, and the double nearest to it: for charts, and to compare most numbers quickly. */
export type Decimal = {
  /** As it was sent or typed: `127.0`, `-0`, `1e400`, `0xFF`. No longer than `longestNumber`. */
  readonly text: string;
  /** Infinite beyond what a double can hold. */
  readonly double: number;
};

/** Longer texts, in UTF-16 units, are not taken for numbers; `--payload-limit` cuts none that is shorter. */
export const longestNumber = 1000;

/** How numbers are written: in decimal, perhaps with an exponent, or in hexadecimal. Has no groups. */
export const decimalSource = String.raw`[-+]?(?:0[xX][\da-fA-F]+(?!\S)|(?!0+[xX])(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)`;

const whole = new RegExp(`^${decimalSource}$`);

const doubleOf = (text: string): number => {
  const double = Number(text);
  // `Number` takes no sign before hexadecimal digits.
  return Number.isNaN(double) ? Number(text.slice(1)) * (text.startsWith('-') ? -1 : 1) : double;
};

/** A text that is known to be a number. */
export const knownDecimal = (text: string): Decimal => ({ text, double: doubleOf(text) });

/** The number that a text is, without anything around it; `undefined` if it is none. */
export const decimalOf = (text: string): Decimal | undefined =>
  text.length <= longestNumber && whole.test(text) ? knownDecimal(text) : undefined;

/** A copy of the text of a number: V8 keeps the whole of a text for a part of it with 13 characters or more. */
export const copiedText = (text: string): string =>
  text.length < 13 ? text : Buffer.from(text, 'latin1').toString('latin1');

export const zero: Decimal = knownDecimal('0');

/** A number taken apart: its sign, and 0.`digits` times ten to the power of `point`. */
type Parts = {
  readonly sign: -1 | 0 | 1;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  /** An exponent may have more digits than a double is exact for. */
  readonly point: bigint;
};

const written = /^([-+]?)(?:(0[xX].+)|(\d*)\.?(\d*)(?:[eE](.+))?)$/;

const trimmedEnd = (digits: string): string => {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
};

const partsOf = ({ text }: Decimal): Parts => {
  const [, sign, hex, before = '', fraction = '', power = '0'] = written.exec(text) ?? [];
  const integer = hex === undefined ? before : String(BigInt(hex));
  const all = integer + fraction;
  const significant = all.replace(/^0+/, '');
  const digits = trimmedEnd(significant);
  if (digits === '') return { sign: 0, digits, point: 0n };
  const places = integer.length - (all.length - significant.length);
  return { sign: sign === '-' ? -1 : 1, digits, point: BigInt(places) + BigInt(power) };
};

const order = <Comparable extends bigint | string>(one: Comparable, other: Comparable): number =>
  one < other ? -1 : Number(one > other);

/** Two such numbers are equal where their doubles are: 15 significant digits survive the conversion. */
const hasShortDigits = ({ text, double }: Decimal): boolean =>
  text.length <= 15 && Number.isFinite(double) && (Math.abs(double) > 1e-300 || !/[eE]/.test(text));

/** Negative, 0 or positive where the first number is less than, equal to or greater than the second, exactly. */
export const compareDecimals = (one: Decimal, other: Decimal): number => {
  // The nearest doubles of two numbers never stand in the opposite order.
  if (one.double !== other.double) return one.double < other.double ? -1 : 1;
  if (one.text === other.text || (hasShortDigits(one) && hasShortDigits(other))) return 0;
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a.sign !== b.sign) return a.sign - b.sign;
  return a.sign * (order(a.point, b.point) || order(a.digits, b.digits));
};

/** More zeros than this are written as a power of ten. */
const mostZeros = 20n;

/** `count` times ten to the power of `power`. */
const scaled = (count: bigint, power: bigint): Decimal => {
  if (count === 0n) return zero;
  const all = String(count < 0n ? -count : count);
  const digits = trimmedEnd(all);
  const point = BigInt(all.length) + power;
  const sign = count < 0n ? '-' : '';
  const zeros = point <= 0n ? -point : point - BigInt(digits.length);
  if (zeros > mostZeros) {
    const fraction = digits.length === 1 ? '' : `.${digits.slice(1)}`;
    return knownDecimal(`${sign}${digits.slice(0, 1)}${fraction}e${point - 1n}`);
  }
  if (point <= 0n) return knownDecimal(`${sign}0.${'0'.repeat(Number(zeros))}${digits}`);
  if (zeros >= 0n) return knownDecimal(sign + digits + '0'.repeat(Number(zeros)));
  const at = Number(point);
  return knownDecimal(`${sign}${digits.slice(0, at)}.${digits.slice(at)}`);
};

/** The last digit's power of ten. */
const powerOf = ({ digits, point }: Parts): bigint => point - BigInt(digits.length);

const countOf = ({ sign, digits }: Parts): bigint => BigInt(sign) * BigInt(digits);

/** A sum with more digits is not made: `1e999999999` plus 1 would fill the memory. */
const mostDigits = 3000n;

/** The exact sum of two numbers; `undefined` if it has more than 3,000 digits. */
export const sumOf = (one: Decimal, other: Decimal): Decimal | undefined => {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a.sign === 0) return scaled(countOf(b), powerOf(b));
  if (b.sign === 0) return scaled(countOf(a), powerOf(a));
  const [powerA, powerB] = [powerOf(a), powerOf(b)];
  const power = powerA < powerB ? powerA : powerB;
  const top = a.point > b.point ? a.point : b.point;
  if (top - power > mostDigits) return undefined;
  return scaled(countOf(a) * 10n ** (powerA - power) + countOf(b) * 10n ** (powerB - power), power);
};

/** The exact product of two numbers. */
export const productOf = (one: Decimal, other: Decimal): Decimal => {
  const [a, b] = [partsOf(one), partsOf(other)];
  return scaled(countOf(a) * countOf(b), powerOf(a) + powerOf(b));
};

/** The number without its sign. */
export const sizeOf = ({ text, double }: Decimal): Decimal => ({
  text: text.replace(/^[-+]/, ''),
  double: Math.abs(double),
});

/** The number with the opposite sign. */
export const negated = (number: Decimal): Decimal =>
  number.text.startsWith('-')
    ? sizeOf(number)
    : { text: `-${number.text.replace(/^\+/, '')}`, double: -number.double };
