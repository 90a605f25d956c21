/** Letters of other scripts, and digits, by the letter that they resemble; after folding case and width. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'ьƅ',
  c: 'сϲⅽ',
  d: 'ԁⅾ',
  e: 'еєҽ',
  g: 'ɡց',
  h: 'һհ',
  i: 'іıιlӏ1|ɩⅰⅼӀɭї',
  j: 'јϳ',
  k: 'кκ',
  m: 'мⅿ',
  n: 'пոռη',
  o: 'оοσօ0',
  p: 'рρ',
  q: 'ԛգ',
  r: 'гᴦ',
  s: 'ѕꜱ',
  t: 'тτ',
  u: 'υսμ',
  v: 'ѵνⅴ',
  w: 'ԝωшա',
  x: 'хχⅹ',
  y: 'уүγ',
  z: 'ᴢ',
};

const plainLetter = new Map(
  Object.entries(lookAlikes).flatMap(([letter, others]) =>
    Array.from(others, (other) => [other, letter] as const),
  ),
);

/** Characters that cannot be seen: blanks, format characters, and marks that a terminal may omit. */
const unseen = /[\s\p{Cf}\p{Cc}\p{Mn}\p{Default_Ignorable_Code_Point}]/gu;

/** A simplified form of a name: names with the same outline are easily mistaken for one another. */
export const outline = (name: string): string =>
  Array.from(
    name.normalize('NFKD').toLowerCase().replaceAll(unseen, ''),
    (character) => plainLetter.get(character) ?? character,
  )
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
