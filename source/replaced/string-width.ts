import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { isPlain } from '../ui/draw/one-cell.ts';
import { cellsOf, type TerminalWidths, terminalWidths } from '../ui/draw/terminal-widths.ts';

// oxlint-disable-next-line no-control-regex -- colours, attributes and links are escape sequences
const styling = /\u001b(?:\[[\d;]*m|\]8;[!-~]*\u001b\\)/g;

let segmenter: Intl.Segmenter | undefined;

/** How many graphemes are cached, and how long each may be, in UTF-16 units. */
const most = 10_000;
const longest = 64;
const graphemes = new Map<string, number>();
/** The rule by which the cached ones were measured. */
let rule: TerminalWidths | undefined;

/** The width by the terminal's own rule. */
const widthBy = (widths: TerminalWidths, text: string): number => {
  if (rule !== widths || graphemes.size >= most) graphemes.clear();
  rule = widths;
  segmenter ??= new Intl.Segmenter();
  let sum = 0;
  for (const { segment } of segmenter.segment(text)) {
    let width = graphemes.get(segment);
    if (width === undefined) {
      // On graphemes of one UTF-16 unit all terminals agree.
      width = segment.length === 1 ? stringWidth(segment) : cellsOf(segment, widths, stringWidth);
      if (segment.length <= longest) graphemes.set(segment, width);
    }
    sum += width;
  }
  return sum;
};

/**
 * Replaces `string-width` in the bundle, with which Ink measures every row of every frame. It gives
 * the same widths without splitting plain rows into graphemes and, before the first frame, without
 * compiling the regular expression of all emoji (20 ms). Once the terminal has reported how it
 * measures combined characters, its rule is used.
 */
const quickWidth = (text: string, options?: Parameters<typeof stringWidth>[1]): number => {
  if (typeof text !== 'string' || options?.ambiguousIsNarrow === false)
    return stringWidth(text, options);
  const isStyled = options?.countAnsiEscapeCodes !== true && text.includes('\u001b');
  const bare = isStyled ? text.replaceAll(styling, '') : text;
  if (isPlain(bare)) return bare.length;
  const widths = terminalWidths();
  if (widths === undefined) return stringWidth(text, options);
  return widthBy(widths, isStyled ? stripVTControlCharacters(bare) : bare);
};

// oxlint-disable-next-line import/no-default-export -- as the package does
export default quickWidth;
