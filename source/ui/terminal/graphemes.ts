import stringWidth from 'string-width';
import { oneCellClass, oneCellRanges } from '../draw/one-cell.ts';

/** How a UTF-16 unit behaves: it may join its neighbours, takes one or two cells by itself, or none. */
export const kinds = { joining: 0, narrow: 1, wide: 2, control: 3 } as const;

/** Two-cell characters that join nothing either: Chinese, kana, Korean syllables, full-width forms. */
const wide: readonly (readonly [number, number])[] = [
  [0x3000, 0x3029],
  [0x3041, 0x3096],
  [0x309b, 0x30ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff01, 0xff60],
];

const control: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x2028, 0x2029],
];

/** The kind of each UTF-16 unit. */
export const kindOfUnit = new Uint8Array(0x1_00_00);
for (const [kind, ranges] of [
  [kinds.narrow, oneCellRanges],
  [kinds.wide, wide],
  [kinds.control, control],
] as const)
  for (const [first, last] of ranges) kindOfUnit.fill(kind, first, last + 1);

/** Characters that all terminals draw alike: those of one cell, and more signs, symbols and CJK. */
const certain = new RegExp(
  String.raw`^[${oneCellClass}\u00a9\u00ae\u203c-\u205e\u20a0-\u20bf\u2100-\u2319\u24c2-\u25fc` +
    String.raw`\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef]*$`,
);

/** Whether a terminal may draw a grapheme wider or narrower than Ink thinks. */
export const isUncertain = (grapheme: string): boolean => !certain.test(grapheme);

/** Ink gives these no cell when they are alone. */
const ignorable = /^\p{Default_Ignorable_Code_Point}+$/u;

/** Anything longer is not writing but an attack on memory. */
const longest = 64;

/** No code point below this takes two cells. */
const firstWide = 0x11_00;

type Grapheme = {
  readonly text: string;
  /** The cells that Ink has laid out for it. */
  readonly width: number;
  /** The most cells that a terminal may draw, if that is uncertain; otherwise 0. */
  readonly reach: number;
};

const mostCells = (text: string): number => {
  let cells = 0;
  for (const character of text) cells += (character.codePointAt(0) ?? 0) < firstWide ? 1 : 2;
  return cells;
};

const measure = (grapheme: string): Grapheme => {
  const ownWidth = stringWidth(grapheme);
  const width = Math.max(1, ownWidth);
  const isText = grapheme.length <= longest && grapheme.isWellFormed();
  // A lone mark would join whatever precedes its cell.
  const base = ownWidth === 0 ? ' ' : '';
  const text = isText ? base + grapheme : '\ufffd';
  const reach = isUncertain(text) || base !== '' ? Math.max(width, mostCells(text)) : 0;
  return { text, width, reach };
};

/** A cell that continues the wide character before it. */
export const continuation = 0;
export const blank = 0x20;

/** Not a cell. */
export const nothing = -1;

/** Codes below this are UTF-16 units of the kinds `narrow` and `wide`. */
const firstEntry = 0x1_00_00;

/** How many different graphemes to keep. */
const capacity = 10_000;

/** Gives each grapheme a number, so that cells can be compared and stored as numbers. */
export class GraphemeTable {
  readonly #codes = new Map<string, number>();
  readonly #entries: Grapheme[] = [];

  get isFull(): boolean {
    return this.#entries.length > capacity;
  }

  /** Forgets all graphemes; codes given out so far become meaningless. */
  clear(): void {
    this.#codes.clear();
    this.#entries.length = 0;
  }

  /** The code of a grapheme, or `nothing` if Ink gives it no cell. */
  codeOf(text: string): number {
    if (text.length === 1) {
      const unit = text.charCodeAt(0);
      if (kindOfUnit[unit] === kinds.narrow || kindOfUnit[unit] === kinds.wide) return unit;
    }
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    if (ignorable.test(text)) return nothing;
    const grapheme = measure(text);
    const code = firstEntry + this.#entries.length;
    this.#entries.push(grapheme);
    if (text.length <= longest) this.#codes.set(text, code);
    return code;
  }

  textOf(code: number): string {
    return code < firstEntry ? String.fromCharCode(code) : this.#entry(code).text;
  }

  /** The cells that Ink has laid out for it. */
  widthOf(code: number): number {
    if (code >= firstEntry) return this.#entry(code).width;
    return kindOfUnit[code] === kinds.wide ? 2 : 1;
  }

  /** The most cells that a terminal may draw, if that is uncertain; otherwise 0. */
  reachOf(code: number): number {
    return code < firstEntry ? 0 : this.#entry(code).reach;
  }

  #entry(code: number): Grapheme {
    const entry = this.#entries[code - firstEntry];
    if (entry === undefined) throw new Error(`no grapheme has the code ${code}`);
    return entry;
  }
}
