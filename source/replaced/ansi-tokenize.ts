import {
  type StyledChar,
  styledCharsFromTokens as charsFrom,
  type Token,
  tokenize as read,
} from '@alcalzone/ansi-tokenize';

export { styledCharsToString } from '@alcalzone/ansi-tokenize';

/** Texts that are remembered; a large screen has some hundred. */
const most = 1000;

/** What was read lately, and before that: who is not asked for again is forgotten. */
let lately = new Map<string, Token[]>();
let before = new Map<string, Token[]>();
const characters = new WeakMap<readonly Token[], StyledChar[]>();

/**
 * Stands in the bundle for `@alcalzone/ansi-tokenize`, by which Ink takes every text of every frame
 * apart, character by character: most texts are those of the frame before, and their parts are the
 * same. Nobody may change what this returns; Ink copies what it changes.
 */
export const tokenize = (text: string, end?: number): Token[] => {
  if (end !== undefined) return read(text, end);
  const tokens = lately.get(text) ?? before.get(text) ?? read(text);
  if (lately.size >= most) {
    before = lately;
    lately = new Map();
  }
  lately.set(text, tokens);
  return tokens;
};

/** The characters of a text that was taken apart, with their styles; see `tokenize`. */
export const styledCharsFromTokens = (tokens: Token[]): StyledChar[] => {
  const known = characters.get(tokens);
  if (known !== undefined) return known;
  const made = charsFrom(tokens);
  characters.set(tokens, made);
  return made;
};
