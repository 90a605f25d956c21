import { count } from '../../format/count.ts';
import type { Decoded } from '../decoded.ts';
import type { Decoder } from '../decoder.ts';
import type { TokenLine } from '../laid-out.ts';
import { printable } from '../printable.ts';
import { tabsAsBlanks } from '../tabs.ts';
import { looksLikeText } from '../text.ts';
import { utf8 } from '../utf8.ts';

/** Longer texts are cut. */
const mostLines = 2000;

/** In UTF-16 units: a longer line, such as broken JSON, continues on the next one. */
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
    .flatMap((line) => inPieces(tabsAsBlanks(line)))
    .map((piece) => [{ role: 'text', text: printable(piece, longestLine) }]);

/** Lays out UTF-8 text, line by line; tabs become spaces. */
export const decodeText = (payload: Uint8Array, isChosen: boolean): Decoded | undefined => {
  const text = utf8(payload);
  if (text === undefined || (!isChosen && !looksLikeText(text))) return undefined;
  const lines = layOut(text);
  return {
    kind: 'text',
    notes: [],
    lines: lines.slice(0, mostLines),
    ...(lines.length > mostLines
      ? { problem: `Only the first ${count(mostLines)} lines are shown.` }
      : {}),
  };
};

/** UTF-8 text. */
export const text: Decoder = {
  name: 'text',
  accepts: 'UTF-8 text',
  contentTypes: ['text/*', 'image/svg+xml'],
  needsUtf8: true,
  showsTextAsIs: true,
  decode: ({ payload, isChosen }) => decodeText(payload, isChosen),
};
