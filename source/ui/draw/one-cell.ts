/**
 * The characters that nearly every row is made of, as ranges with both ends included: all terminals draw
 * them in one cell, and they join nothing before or after them. Texts of these alone are measured by
 * counting. Characters missing here take the slower way, grapheme by grapheme.
 */
export const oneCellRanges: readonly (readonly [number, number])[] = [
  // Without © and ®, which are emoji, and the soft hyphen.
  [0x20, 0x7e],
  [0xa1, 0xa8],
  [0xaa, 0xac],
  [0xaf, 0x2ff],
  [0x370, 0x482],
  [0x48a, 0x52f],
  [0x2010, 0x2027],
  [0x2030, 0x203b],
  [0x2190, 0x2193],
  [0x21b5, 0x21b5],
  [0x2200, 0x22ff],
  [0x2400, 0x24c1],
  [0x2500, 0x25a9],
  [0x25ac, 0x25b5],
  [0x25b7, 0x25bf],
  [0x25c1, 0x25fa],
  [0x2713, 0x2713],
  [0x2717, 0x2717],
  [0x27e8, 0x27e9],
  [0x27f0, 0x27ff],
  [0x2800, 0x28ff],
  [0x29d6, 0x29d6],
];

/** The ranges as the inside of a regular expression's character class. */
export const oneCellClass = oneCellRanges
  .map((ends) => ends.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('-'))
  .join('');

/** One more than the last of them. */
export const pastOneCell = 1 + Math.max(...oneCellRanges.map(([, last]) => last));

const areOneCell = new Uint8Array(0x1_00_00);
for (const [first, last] of oneCellRanges) areOneCell.fill(1, first, last + 1);

/** Whether a UTF-16 unit is one of these characters. */
export const isOneCell = (unit: number): boolean => areOneCell[unit] === 1;

/** Whether a text consists of these characters only. A regular expression takes five times as long. */
export const isPlain = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1)
    if (!isOneCell(text.charCodeAt(index))) return false;
  return true;
};
