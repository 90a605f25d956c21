import type { Line } from './laid-out.ts';
import { printable } from './printable.ts';
import { utf8 } from './utf8.ts';

/** More of these than one in ten and the bytes are taken for binary data. */
// oxlint-disable-next-line no-control-regex -- control characters are what is counted
const control = /[\p{Cc}--[\t\n\r\u001b]]/gv;

/** Whether text that happens to be valid UTF-8 is meant to be read. */
export const looksLikeText = (text: string): boolean =>
  (text.match(control)?.length ?? 0) * 10 <= text.length;

/** UTF-8 text, a line per line; tabs become spaces. */
export const layOutText = (
  payload: Uint8Array,
  maximumLines: number,
): readonly Line[] | undefined => {
  const text = utf8(payload);
  if (text === undefined || !looksLikeText(text)) return undefined;
  return text
    .split(/\r\n|\n|\r/, maximumLines)
    .map((line) => [{ role: 'text', text: printable(line.replaceAll('\t', '    ')) }]);
};
