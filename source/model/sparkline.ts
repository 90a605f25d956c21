const blocks = '▁▂▃▄▅▆▇█';

/** Numbers as a row of block characters, scaled from the lowest to the highest; a constant stays low. */
export const sparkline = (numbers: readonly number[]): string => {
  // Halved, because the difference between the largest numbers would be infinite.
  const min = Math.min(...numbers) / 2;
  const range = Math.max(...numbers) / 2 - min;
  return numbers
    .map((number) => {
      const share = range > 0 ? (number / 2 - min) / range : 0;
      return blocks[Math.min(blocks.length - 1, Math.floor(share * blocks.length))];
    })
    .join('');
};
