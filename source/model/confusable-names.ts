/** Letters of other scripts, and digits, by the letter that they resemble; after folding case and width. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'ьƅ',
  c: 'сϲⅽᴄ',
  d: 'ԁⅾ',
  e: 'еєҽ',
  g: 'ɡց',
  h: 'һհ',
  i: 'іıιlӏ1|ɩⅰⅼӀɭїǀו',
  j: 'јϳ',
  k: 'кκ',
  m: 'мⅿ',
  n: 'пոռη',
  o: 'оοσօ0ᴏ',
  p: 'рρ',
  q: 'ԛգ',
  r: 'гᴦ',
  s: 'ѕꜱ',
  t: 'тτ',
  u: 'υսμ',
  v: 'ѵνⅴᴠ',
  w: 'ԝωшաᴡ',
  x: 'хχⅹ',
  y: 'уүγ',
  z: 'ᴢ',
};

const plainLetter = new Map(
  Object.entries(lookAlikes).flatMap(([letter, others]) =>
    Array.from(others, (other) => [other, letter] as const),
  ),
);

/** Characters that cannot be seen: blanks (of Braille and music too), format characters, and marks that a terminal may omit. */
const unseen =
  /[\s\p{Cf}\p{Cc}\p{Co}\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu;

/** A simplified form of a name: names with the same outline are easily mistaken for one another. */
export const outline = (name: string): string =>
  Array.from(
    name.normalize('NFKD').toLowerCase().replaceAll(unseen, ''),
    (character) => plainLetter.get(character) ?? character,
  )
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

/** How much of a long name is drawn, in cells. */
const drawnCells = 15;

/** About how many cells a character takes: letters of East Asia take two. */
const cellsOf = (character: string): number => ((character.codePointAt(0) ?? 0) > 0x10_ff ? 2 : 1);

const drawnStart = (outlined: string): string => {
  let cells = 0;
  let start = '';
  for (const character of outlined) {
    cells += cellsOf(character);
    if (cells > drawnCells) return start;
    start += character;
  }
  return outlined;
};

/** Whether two outlines look the same, also where a long name is cut. */
export const looksAlike = (one: string, other: string): boolean => {
  if (one === other) return true;
  const start = drawnStart(one);
  return start !== one && start !== other && start === drawnStart(other);
};
