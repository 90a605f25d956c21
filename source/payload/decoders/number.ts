import type { Decoded } from '../decoded.ts';
import type { Decoder } from '../decoder.ts';
import { isoTime } from '../../format/time.ts';
import { decimalOf, longestNumber } from '../decimal.ts';
import { utf8 } from '../utf8.ts';

/** Of longer ones nothing else is shown: neither would be read. */
const longestNoted = 64;

/** How the digits after the first ten of an integer may count the time since 1970, by their number. */
const clocks: ReadonlyMap<number, string> = new Map([
  [0, 'seconds'],
  [3, 'milliseconds'],
  [6, 'microseconds'],
  [9, 'nanoseconds'],
]);

const inHex = (digits: string): string => `0x${BigInt(digits).toString(16)}`;

/** An integer in the other notation: decimal or hexadecimal. */
const otherNotation = (text: string): { readonly name: string; readonly text: string }[] => {
  const [, sign, digits = ''] = /^([-+]?)(\d+|0[xX].+)$/.exec(text) ?? [];
  if (digits === '') return [];
  const isHex = /^0x/i.test(digits);
  const other = isHex ? String(BigInt(digits)) : inHex(digits);
  return [{ name: isHex ? 'decimal' : 'hex', text: sign === '-' ? `-${other}` : other }];
};

/** The time that a number may stand for: it has ten digits for the seconds, and no sign or zero before them. */
const timeOf = (text: string): { readonly name: string; readonly text: string }[] => {
  const [, seconds, fraction = ''] = /^([1-9]\d{9})(\d*)$/.exec(text) ?? [];
  const clock = clocks.get(fraction.length);
  const time = seconds === undefined ? undefined : isoTime(Number(seconds) * 1000);
  return clock === undefined || time === undefined
    ? []
    : [
        {
          name: `time, if ${clock}`,
          text: time.replace(/\.\d+Z$/, `.${fraction.padEnd(3, '0')}Z`),
        },
      ];
};

/** Text that is one number: its value, in the other notation, and as a time if it looks like one. */
const decodeNumber = (payload: Uint8Array): Decoded | undefined => {
  const text = payload.length > longestNumber ? undefined : utf8(payload)?.trim();
  if (text === undefined || decimalOf(text) === undefined) return undefined;
  return {
    kind: 'number',
    value: { kind: 'number', text },
    notes: text.length > longestNoted ? [] : [...otherNotation(text), ...timeOf(text)],
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
