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
