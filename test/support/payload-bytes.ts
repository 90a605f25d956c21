import type { Value } from '../../source/payload/value.ts';

/** Bytes as a payload or a part of one: hexadecimal digits, in groups or not. */
export const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

/** What a text becomes that is not UTF-8. */
export const invalidText = (digits: string): Value => ({
  kind: 'tag',
  tag: 'invalid UTF-8',
  value: { kind: 'bytes', bytes: hex(digits) },
});
