import {
  blank,
  continuation,
  type GraphemeTable,
  kindOfUnit,
  kinds,
  nothing,
} from './graphemes.ts';
import { looseTexts } from './loose-text.ts';
import { blankScreenRow, type ScreenRow } from './screen-row.ts';
import type { Style, StyleTable } from './styles.ts';

const escape = 0x1b;
const tab = 0x09;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A hyperlink with its parameters and URI, both ASCII; as long as terminals accept (`longestUri`). */
const linkSequence =
  // oxlint-disable-next-line no-control-regex -- the end of a sequence is a control character
  /\u001b\]8;(?<parameters>[ -:<-~]*);(?<uri>[ -~]{0,2000})(?:\u0007|\u001b\\|\u009c)/y;

/** All other sequences and control characters: none of these may reach the terminal. */
const unwanted =
  // oxlint-disable-next-line no-control-regex -- the pattern matches control characters
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?|[^]/y;

/** Turns a row of a frame, as Ink has laid it out, into cells. */
export class RowReader {
  readonly #graphemes: GraphemeTable;
  readonly #styles: StyleTable;
  #row = blankScreenRow(0);
  #x = 0;
  #style: Style;
  #isLoose = false;

  constructor(graphemes: GraphemeTable, styles: StyleTable) {
    this.#graphemes = graphemes;
    this.#styles = styles;
    this.#style = styles.plain;
  }

  /** Fills `row` with what `text` shows, and the rest with blanks. */
  read(text: string, row: ScreenRow): void {
    const columns = row.codes.length;
    row.text = text;
    this.#row = row;
    this.#x = 0;
    this.#style = this.#styles.plain;
    this.#isLoose = false;
    let index = 0;
    while (index < text.length && this.#x < columns) {
      const unit = text.charCodeAt(index);
      const kind = kindOfUnit[unit];
      if (kind === kinds.control) index = this.#readControl(text, index);
      else if (kind === kinds.joining || kindOfUnit[text.charCodeAt(index + 1)] === kinds.joining)
        index = this.#readGraphemes(text, index);
      else {
        this.#put(unit, kind === kinds.wide ? 2 : 1);
        index += 1;
      }
    }
    row.codes.fill(blank, this.#x);
    row.styles.fill(0, this.#x);
    row.loose = this.#isLoose ? looseTexts(row, this.#graphemes) : [];
  }

  /** Text that must be split into graphemes: up to two characters that do not join each other. */
  #readGraphemes(text: string, start: number): number {
    let end = start;
    while (end < text.length) {
      const kind = kindOfUnit[text.charCodeAt(end)];
      if (kind === kinds.control) break;
      end += 1;
      if (kind !== kinds.joining && kindOfUnit[text.charCodeAt(end)] !== kinds.joining) break;
    }
    for (const { segment } of segmenter.segment(text.slice(start, end))) {
      const code = this.#graphemes.codeOf(segment);
      if (code === nothing) continue;
      if (this.#graphemes.reachOf(code) > 0) this.#isLoose = true;
      this.#put(code, this.#graphemes.widthOf(code));
    }
    return end;
  }

  /** An escape sequence or control character; returns where it ends. */
  #readControl(text: string, start: number): number {
    const unit = text.charCodeAt(start);
    if (unit === escape && text[start + 1] === '[') {
      let end = start + 2;
      let digit = text.charCodeAt(end);
      // Digits, colon and semicolon.
      while (digit >= 0x30 && digit <= 0x3b) {
        end += 1;
        digit = text.charCodeAt(end);
      }
      if (text[end] === 'm') {
        this.#style = this.#styles.after(this.#style, text.slice(start + 2, end));
        return end + 1;
      }
    }
    linkSequence.lastIndex = start;
    const link = linkSequence.exec(text)?.groups;
    if (link !== undefined) {
      const { parameters = '', uri = '' } = link;
      this.#style = this.#styles.linked(this.#style, uri === '' ? '' : `${parameters};${uri}`);
      return linkSequence.lastIndex;
    }
    // Ink gives a cell to a tab, and none to other controls.
    if (unit === tab) this.#put(blank, 1);
    unwanted.lastIndex = start;
    unwanted.test(text);
    return unwanted.lastIndex;
  }

  /** Puts a grapheme into the next cells. Leaves out what does not fit before the screen's edge. */
  #put(code: number, width: number): void {
    const { codes, styles } = this.#row;
    const x = this.#x;
    const { id } = this.#style;
    if (code === blank) {
      codes[x] = blank;
      styles[x] = this.#style.showsOnBlank ? id : 0;
    } else if (x + width <= codes.length) {
      codes[x] = code;
      styles[x] = id;
      for (let next = x + 1; next < x + width; next += 1) {
        codes[next] = continuation;
        styles[next] = id;
      }
    } else {
      codes.fill(blank, x);
      styles.fill(0, x);
    }
    this.#x += width;
  }
}
