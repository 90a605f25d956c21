import { compactText } from './compact-text.ts';
import type { Decoded } from './decoded.ts';
import { prettyJson, valueText } from './value-text.ts';

const isDump = ({ value, lines = [], fold }: Decoded): boolean =>
  value === undefined && (lines.length === 0 || fold !== undefined);

/** A decoded payload on one line, for scripts: a value with all its digits, and bytes in hexadecimal. Not yet `printable`. */
export const decodedText = (decoded: Decoded, payload: Uint8Array): string => {
  if (decoded.value !== undefined) return valueText(decoded.value);
  return isDump(decoded)
    ? Buffer.from(payload).toString('hex')
    : (compactText(decoded, Infinity) ?? '');
};

/** The same over several lines: bytes as a hex dump. */
export const decodedLines = (decoded: Decoded): string => {
  const { value, lines = [] } = decoded;
  if (value === undefined)
    return lines
      .map((line) =>
        line
          .map(({ text }) => text)
          .join('')
          .trimEnd(),
      )
      .join('\n');
  return value.kind === 'list' || value.kind === 'map' ? prettyJson(value) : valueText(value);
};
