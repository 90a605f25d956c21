const blocks = '▁▂▃▄▅▆▇█';

/** Numbers as a row of block characters, scaled from `lowest` to `highest` of them; a constant stays low. */
export const sparkline = (
  numbers: readonly number[],
  lowest = Math.min(...numbers),
  highest = Math.max(...numbers),
): string => {
  // Halved, because the difference between the largest numbers would be infinite.
  const min = lowest / 2;
  const range = highest / 2 - min;
  return numbers
    .map((number) => {
      const share = range > 0 ? (number / 2 - min) / range : 0;
      return blocks[Math.min(blocks.length - 1, Math.floor(share * blocks.length))];
    })
    .join('');
};
