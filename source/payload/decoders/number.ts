import type { Decoded } from '../decoded.ts';
import type { Decoder } from '../decoder.ts';
import { isoTime } from '../../format/time.ts';
import { utf8 } from '../utf8.ts';

/** Longer texts are not numbers. */
const longest = 64;

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The unit in which an integer with this many digits may count the time since 1970. */
const clocks: ReadonlyMap<number, { readonly unit: string; readonly perMs: number }> = new Map([
  [10, { unit: 'seconds', perMs: 0.001 }],
  [13, { unit: 'milliseconds', perMs: 1 }],
  [16, { unit: 'microseconds', perMs: 1000 }],
  [19, { unit: 'nanoseconds', perMs: 1_000_000 }],
]);

const hexOf = (digits: string): string =>
  digits.startsWith('-')
    ? `-0x${BigInt(digits.slice(1)).toString(16)}`
    : `0x${BigInt(digits).toString(16)}`;

/** Text that is one number: its value, in hexadecimal, and as a time if it looks like one. */
const decodeNumber = (payload: Uint8Array): Decoded | undefined => {
  const text = payload.length > longest ? undefined : utf8(payload)?.trim();
  if (text === undefined || !plain.test(text)) return undefined;
  const digits = text.replace(/^\+/, '');
  const isWhole = /^-?\d+$/.test(digits);
  const clock = isWhole ? clocks.get(digits.length) : undefined;
  const time = clock === undefined ? undefined : isoTime(Number(digits) / clock.perMs);
  return {
    kind: 'number',
    value: { kind: 'number', text },
    notes: [
      ...(isWhole ? [{ name: 'hex', text: hexOf(digits) }] : []),
      ...(clock === undefined || time === undefined
        ? []
        : [{ name: `time, if ${clock.unit}`, text: time }]),
    ],
  };
};

/** A number as text. */
export const number: Decoder = {
  name: 'number',
  accepts: 'a number as text',
  needsUtf8: true,
  showsTextAsIs: true,
  decode: ({ payload }) => decodeNumber(payload),
};
