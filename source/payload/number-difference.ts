import { longestNumber, numberIn } from './number-with-unit.ts';

/** A number times a power of ten. */
type Decimal = { readonly digits: bigint; readonly exponent: number };

const pattern = /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?/;

/** Beyond this power of ten the difference would be longer than anybody reads. */
const largestExponent = 100;

/** The number that a text starts with, and what follows it: a unit. */
const decimalIn = (text: string): (Decimal & { readonly unit: string }) | undefined => {
  if (numberIn(text) === undefined) return undefined;
  const [all = '', sign, whole = '', fraction = '', power = '0'] = pattern.exec(text) ?? [];
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > largestExponent) return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, exponent, unit: text.slice(all.length) };
};

const scaled = ({ digits, exponent }: Decimal, to: number): bigint =>
  digits * 10n ** BigInt(exponent - to);

const textOf = (digits: bigint, exponent: number): string => {
  if (exponent >= 0) return String(digits * 10n ** BigInt(exponent));
  const places = -exponent;
  const padded = String(digits).padStart(places + 1, '0');
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`.replace(/\.?0+$/, '');
};

/**
 * How much more the right number is, exactly: `+0.2`, `-3`, `±0`; `undefined` unless both texts are one
 * number of at most 64 characters, perhaps with the same unit.
 */
export const numberDifference = (left: string, right: string): string | undefined => {
  if (Math.max(left.length, right.length) > longestNumber) return undefined;
  const [from, to] = [decimalIn(left.trim()), decimalIn(right.trim())];
  if (from === undefined || to === undefined || from.unit !== to.unit) return undefined;
  const exponent = Math.min(from.exponent, to.exponent);
  const digits = scaled(to, exponent) - scaled(from, exponent);
  if (digits === 0n) return '±0';
  const text = textOf(digits < 0n ? -digits : digits, exponent);
  return `${digits < 0n ? '-' : '+'}${text}`;
};
