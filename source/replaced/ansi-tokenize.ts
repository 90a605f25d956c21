import {
  type AnsiCode,
  ansiCodesToString,
  type Char,
  diffAnsiCodes,
  reduceAnsiCodesIncremental,
  type StyledChar,
  type Token,
  tokenize as read,
} from '@alcalzone/ansi-tokenize';
import { isOneCell, pastOneCell } from '../ui/draw/one-cell.ts';

/**
 * Replaces `@alcalzone/ansi-tokenize` in the bundle. Ink uses it to split every text of every frame
 * into characters and to put the frame together again. The results are the same with a third of the
 * memory: most texts are those of the previous frame, and there are few styles. Callers must not
 * change what they get; Ink makes a copy first.
 */

/** How many texts are cached; a large screen has a few hundred. */
const most = 1000;

/** Two generations of the cache: what is not used again goes with the older one. */
let lately = new Map<string, Token[]>();
let before = new Map<string, Token[]>();

// oxlint-disable-next-line no-control-regex -- colours and attributes are escape sequences
const styling = /\u001b\[[\d;]+m/y;

const stylings = new Map<string, Token[]>();

const stylingTokens = (sequence: string): Token[] => {
  const same = stylings.get(sequence);
  if (same !== undefined) return same;
  if (stylings.size >= most) stylings.clear();
  const tokens = read(sequence);
  stylings.set(sequence, tokens);
  return tokens;
};

const lineFeed = 0x0a;
const escape = 0x1b;

/**
 * One shared object for each character that is a line feed or a grapheme of one cell, by its UTF-16 unit: there
 * are two thousand or so, and a screen has thousands of cells.
 */
const simpleCharacters: (Char | undefined)[] = Array.from({ length: pastOneCell });

const simpleCharacter = (unit: number): Char | undefined => {
  if (unit !== lineFeed && !isOneCell(unit)) return undefined;
  const same = simpleCharacters[unit];
  if (same !== undefined) return same;
  const character: Char = { type: 'char', value: String.fromCharCode(unit), fullWidth: false };
  simpleCharacters[unit] = character;
  return character;
};

/** The package looks for graphemes in everything, which is slow; text of simple characters needs no search. */
const readText = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === escape) {
      styling.lastIndex = at;
      const [sequence] = styling.exec(text) ?? [];
      if (sequence === undefined) return read(text);
      tokens.push(...stylingTokens(sequence));
      at += sequence.length;
    } else {
      const character = simpleCharacter(unit);
      if (character === undefined) return read(text);
      tokens.push(character);
      at += 1;
    }
  }
  return tokens;
};

/** The tokens of a text, or of its beginning up to `end`. */
export const tokenize = (text: string, end?: number): Token[] => {
  if (end !== undefined) return read(text, end);
  const tokens = lately.get(text) ?? before.get(text) ?? readText(text);
  if (lately.size >= most) {
    before = lately;
    lately = new Map();
  }
  lately.set(text, tokens);
  return tokens;
};

type Styles = AnsiCode[];

const plain: Styles = [];

/** One list for each set of styles, shared by all characters that look alike. */
const known = new Map<string, Styles>();

const oneOf = (styles: Styles): Styles => {
  if (styles.length === 0) return plain;
  const name = styles.map(({ code, endCode }) => code + endCode).join('');
  const same = known.get(name);
  if (same !== undefined) return same;
  if (known.size >= most) known.clear();
  known.set(name, styles);
  return styles;
};

/** The simple characters in each set of styles. */
const styledSimple = new WeakMap<Styles, Map<Char, StyledChar>>();

const styledIn = (styles: Styles): Map<Char, StyledChar> => {
  const same = styledSimple.get(styles);
  if (same !== undefined) return same;
  const ofStyles = new Map<Char, StyledChar>();
  styledSimple.set(styles, ofStyles);
  return ofStyles;
};

const characters = new WeakMap<readonly Token[], StyledChar[]>();

/** The characters among the tokens, with their styles. */
export const styledCharsFromTokens = (tokens: Token[]): StyledChar[] => {
  const made = characters.get(tokens);
  if (made !== undefined) return made;
  const styled: StyledChar[] = [];
  let styles = plain;
  let ofStyles = styledIn(styles);
  for (const token of tokens) {
    if (token.type === 'ansi') {
      styles = oneOf(reduceAnsiCodesIncremental(styles, [token]));
      ofStyles = styledIn(styles);
    } else if (token.type === 'char') {
      let character = ofStyles.get(token);
      if (character === undefined) {
        character = { ...token, styles };
        // Of others there is no end.
        if (simpleCharacters[token.value.charCodeAt(0)] === token) ofStyles.set(token, character);
      }
      styled.push(character);
    }
  }
  characters.set(tokens, styled);
  return styled;
};

const changes = new WeakMap<Styles, WeakMap<Styles, string>>();

/** The escape sequences that turn one set of styles into another. */
const changeOf = (from: Styles, to: Styles): string => {
  if (from === to) return '';
  let changesFrom = changes.get(from);
  if (changesFrom === undefined) {
    changesFrom = new WeakMap();
    changes.set(from, changesFrom);
  }
  const remembered = changesFrom.get(to);
  if (remembered !== undefined) return remembered;
  const change = ansiCodesToString(diffAnsiCodes(from, to));
  changesFrom.set(to, change);
  return change;
};

/** Joins characters into a text that ends without styles. */
export const styledCharsToString = (styled: readonly StyledChar[]): string => {
  let text = '';
  let styles = plain;
  for (const character of styled) {
    const next = character.styles.length === 0 ? plain : character.styles;
    text += changeOf(styles, next) + character.value;
    styles = next;
  }
  return text + changeOf(styles, plain);
};
