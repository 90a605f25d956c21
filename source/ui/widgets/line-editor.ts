import { graphemes } from '../draw/cells.ts';

/** Text being typed. `cursor` counts user-perceived characters, not UTF-16 units. */
export type EditedLine = {
  readonly characters: readonly string[];
  readonly cursor: number;
  /** The text last cut, for `yank`. */
  readonly killed: string;
};

/** A line with nothing typed and nothing cut. */
export const emptyLine: EditedLine = { characters: [], cursor: 0, killed: '' };

/** A line with a text and the cursor at its end. */
export const editedLine = (text: string, killed = ''): EditedLine => {
  const characters = graphemes(text);
  return { characters, cursor: characters.length, killed };
};

/** Cached: each frame asks for the text of a line several times, and joining a long one takes a while. */
const joined = new WeakMap<readonly string[], string>();

/** The text of a line. */
export const textOf = ({ characters }: EditedLine): string => {
  const known = joined.get(characters);
  if (known !== undefined) return known;
  const text = characters.join('');
  joined.set(characters, text);
  return text;
};

/** Characters that nothing joins. A text can be cut between two of these, whatever else it contains. */
const loner = /^[\n -~\u00c0-\u024f\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fff]$/;

const canCut = (characters: readonly string[], at: number): boolean =>
  loner.test(characters[at - 1] ?? ' ') && loner.test(characters[at] ?? ' ');

/**
 * Replaces a range of characters, and puts the cursor after the new text. A combining mark may merge
 * with what precedes it, so the neighbours are segmented again, but no more of a long line than
 * necessary.
 */
const replace = (line: EditedLine, from: number, to: number, text: string): EditedLine => {
  const { characters } = line;
  let start = Math.max(0, from - 1);
  while (start > 0 && !canCut(characters, start)) start -= 1;
  let end = Math.min(characters.length, to + 1);
  while (end < characters.length && !canCut(characters, end)) end += 1;
  const left = characters.slice(start, from).join('') + text;
  const right = characters.slice(to, end).join('');
  return {
    ...line,
    characters: characters.slice(0, start).concat(graphemes(left + right), characters.slice(end)),
    cursor: start + graphemes(left).length,
  };
};

/** Inserts text at the cursor. */
export const insert = (line: EditedLine, text: string): EditedLine =>
  replace(line, line.cursor, line.cursor, text);

const moveTo = (line: EditedLine, cursor: number): EditedLine => ({
  ...line,
  cursor: Math.max(0, Math.min(line.characters.length, cursor)),
});

/** Removes the characters between two positions, in either order; `keep` saves them for `yank`. */
const remove = (line: EditedLine, a: number, b: number, keep = false): EditedLine => {
  const [from, to] = [
    Math.max(0, Math.min(a, b)),
    Math.min(line.characters.length, Math.max(a, b)),
  ];
  const removed = line.characters.slice(from, to).join('');
  const rest = replace(line, from, to, '');
  return keep && removed !== '' ? { ...rest, killed: removed } : rest;
};

const isWordPart = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);

const wordLeft = ({ characters, cursor }: EditedLine): number => {
  let at = cursor;
  while (at > 0 && !isWordPart(characters[at - 1])) at -= 1;
  while (at > 0 && isWordPart(characters[at - 1])) at -= 1;
  return at;
};

const wordRight = ({ characters, cursor }: EditedLine): number => {
  let at = cursor;
  while (at < characters.length && !isWordPart(characters[at])) at += 1;
  while (at < characters.length && isWordPart(characters[at])) at += 1;
  return at;
};

/** Back over blanks, then to the blank before: what Ctrl+W deletes. */
const blankLeft = ({ characters, cursor }: EditedLine): number => {
  let at = cursor;
  while (at > 0 && characters[at - 1] === ' ') at -= 1;
  while (at > 0 && characters[at - 1] !== ' ') at -= 1;
  return at;
};

const transpose = (line: EditedLine): EditedLine => {
  const at = Math.min(line.cursor, line.characters.length - 1);
  if (at < 1) return line;
  const [left = '', right = ''] = line.characters.slice(at - 1, at + 1);
  return replace(line, at - 1, at + 1, right + left);
};

/** What readline's keys do to a line. */
export const edits = {
  start: (line) => moveTo(line, 0),
  end: (line) => moveTo(line, line.characters.length),
  left: (line) => moveTo(line, line.cursor - 1),
  right: (line) => moveTo(line, line.cursor + 1),
  wordLeft: (line) => moveTo(line, wordLeft(line)),
  wordRight: (line) => moveTo(line, wordRight(line)),
  deleteLeft: (line) => remove(line, line.cursor - 1, line.cursor),
  deleteRight: (line) => remove(line, line.cursor, line.cursor + 1),
  killWordLeft: (line) => remove(line, blankLeft(line), line.cursor, true),
  killWordRight: (line) => remove(line, line.cursor, wordRight(line), true),
  killLeft: (line) => remove(line, 0, line.cursor, true),
  killRight: (line) => remove(line, line.cursor, line.characters.length, true),
  yank: (line) => insert(line, line.killed),
  transpose,
} satisfies Record<string, (line: EditedLine) => EditedLine>;

export type EditName = keyof typeof edits;
