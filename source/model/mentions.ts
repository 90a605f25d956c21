/** What belongs to the word it stands beside. */
const letter = String.raw`[\p{L}\p{N}\p{M}_]`;

/** Letters of scripts without blanks between words, and of Korean, which joins its particles to a name. */
const unspaced = String.raw`[${letter}&&[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]]`;
const spaced = String.raw`[${letter}--${unspaced}]`;

/** Joins two words into one name when it stands between them: `quaff-dev`, `e.g.`, `me@quaff`. */
const joiner = String.raw`[.'@\|\-]`;

/** What English puts behind a name, and French and Italian before one. */
const ending = String.raw`'(?:s|d|ll|re|ve)(?!${spaced})`;
const elision = String.raw`(?<!${letter}|${joiner})(?:d|l|qu|all|dall|dell)'`;

const ends = (pattern: string): RegExp => new RegExp(`${pattern}$`, 'v');
const starts = (pattern: string): RegExp => new RegExp(`^${pattern}`, 'v');

/** Compiling them takes 7 ms: not before a name is found in a sentence. */
const makeEdges = () => ({
  endsSpaced: ends(spaced),
  endsJoined: ends(`${spaced}${joiner}`),
  endsElided: ends(elision),
  endsUnspaced: ends(unspaced),
  startsSpaced: starts(spaced),
  startsJoined: starts(`(?!${ending})${joiner}${spaced}`),
  startsUnspaced: starts(unspaced),
});
let edges: ReturnType<typeof makeEdges> | undefined;

/** The rest of a character: an accent, the next part of an emoji, its skin colour. */
const startsMidCharacter = /^[\p{M}\u200d\p{Emoji_Modifier}]/u;
const joinsNext = '\u200d';

/** The characters looked at on each side of a name, in UTF-16 units. */
const beside = 16;

/** In one sentence, how many names in unspaced writing are looked up before the next one is believed. */
const mostLookedUp = 100;

/** Folds case, width and the choices of a keyboard: curly apostrophes, hyphens, and how an emoji is drawn. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’ʼ]/g, "'")
    .replaceAll('\u2010', '-')
    .replaceAll(/[\ufe0e\ufe0f]/g, '');

/** Whether a word or a character goes on from the text before a place to the text after it. */
const goesOn = (before: string, after: string): boolean => {
  const { endsSpaced, endsJoined, endsElided, startsSpaced, startsJoined } = (edges ??=
    makeEdges());
  return (
    startsMidCharacter.test(after) ||
    before.endsWith(joinsNext) ||
    (startsSpaced.test(after) &&
      (endsSpaced.test(before) || (endsJoined.test(before) && !endsElided.test(before)))) ||
    (endsSpaced.test(before) && startsJoined.test(after))
  );
};

let made: Intl.Segmenter | undefined;

/** Whether a name is only part of a word of the dictionary, as 明 is of 明天. Created on first use. */
const isInLongerWord = (name: string, before: string, after: string): boolean => {
  made ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const word = made.segment(`${before}${name}${after}`).containing(before.length);
  if (word === undefined || word.segment.length <= name.length) return false;
  const isWhole = word.index + word.segment.length >= before.length + name.length;
  // Of Korean there is no dictionary: everything between two blanks is one word to it.
  const isKorean = /^\p{Script=Hangul}{2,}$/u.test(name);
  return isWhole && !isKorean;
};

const hasName = (text: string, name: string): boolean => {
  if (name === '' || !text.includes(name)) return false;
  const { endsUnspaced, startsUnspaced } = (edges ??= makeEdges());
  let lookedUp = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    const before = text.slice(Math.max(0, at - beside), at);
    const after = text.slice(end, end + beside);
    if (goesOn(before, name + after) || goesOn(before + name, after)) continue;
    const isUnspaced =
      (endsUnspaced.test(before) && startsUnspaced.test(name)) ||
      (endsUnspaced.test(name) && startsUnspaced.test(after));
    if (isUnspaced) lookedUp += 1;
    if (!isUnspaced || lookedUp > mostLookedUp || !isInLongerWord(name, before, after)) return true;
  }
  return false;
};

/**
 * Whether a sentence contains one of the names (a nick, or `--highlight`) as a whole. Case and width do not
 * count. A name ends where its word ends: letters, digits and `_` go on with it, and so do `.`, `-`, `'`,
 * `@` and `|` when a letter follows (`quaff-dev`, `e.g.`), except in `quaff's` and `d'Élodie`. Beside
 * Chinese, Japanese, Korean, Thai, Lao, Khmer or Burmese writing every name ends; within it, where blanks
 * do not tell words apart, a name counts unless the dictionary of Unicode has a longer word there: 小明 is in
 * 小明你好, 明 is not in 明天. A Korean name of two syllables or more counts wherever it stands, because
 * particles are joined to it.
 */
export const mentions = (say: string, names: readonly string[]): boolean => {
  const text = folded(say);
  return names.some((name) => hasName(text, folded(name.trim())));
};
