import { isUtf8 } from 'node:buffer';
import type { Decoded } from './decoded.ts';
import type { TokenLine } from './laid-out.ts';
import { printable } from './printable.ts';
import { utf8, utf8Start } from './utf8.ts';

/** Lines laid out of one text. */
const mostLines = 2000;

/** More of these than one in ten and the bytes are taken for binary data. */
// oxlint-disable-next-line no-control-regex -- control characters are what is counted
const control = /[\p{Cc}--[\t\n\r\u001b]]/gv;

/** Whether text that happens to be valid UTF-8 is meant to be read. */
export const looksLikeText = (text: string): boolean =>
  (text.match(control)?.length ?? 0) * 10 <= text.length;

/** Bytes at the start of a payload that tell whether it is text. */
const telling = 256;

/** Whether a payload begins with text that is meant to be read. */
export const isText = (payload: Uint8Array): boolean => {
  const first = payload[0] ?? 0;
  // Nearly all text is told by that, at a tenth of the cost.
  if (first >= 0x20 && first < 0x7f && isUtf8(payload)) return true;
  const start = utf8Start(payload, telling);
  return start !== undefined && start !== '' && looksLikeText(start);
};

/** UTF-16 units of a line; what is longer, such as JSON that is broken, goes on in the next one. */
const longestLine = 4000;

const inPieces = (line: string): string[] => {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > longestLine && pieces.length < mostLines) {
    const end = /[\ud800-\udbff]/.test(rest[longestLine - 1] ?? '') ? longestLine - 1 : longestLine;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest.slice(0, longestLine)];
};

const layOut = (text: string): TokenLine[] =>
  text
    .split(/\r\n|\n|\r/, mostLines + 1)
    .flatMap((line) => inPieces(line.replaceAll('\t', '    ')))
    .map((piece) => [{ role: 'text', text: printable(piece, longestLine) }]);

/** UTF-8 text, a line per line; tabs become spaces. */
export const decodeText = (payload: Uint8Array, isChosen: boolean): Decoded | undefined => {
  const text = utf8(payload);
  if (text === undefined || (!isChosen && !looksLikeText(text))) return undefined;
  const lines = layOut(text);
  return {
    kind: 'text',
    notes: [],
    lines: lines.slice(0, mostLines),
    ...(lines.length > mostLines
      ? { problem: `Only the first ${mostLines / 1000},000 lines are shown.` }
      : {}),
  };
};
