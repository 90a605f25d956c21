/** A page cut before each of its headings. A line of a fenced block is none, even if it begins with `#`. */
export const sectionsOf = (page: string): string[] => {
  const withoutHashes = page.replaceAll(/^( *)```[^]*?^\1```$/gm, (fence) =>
    fence.replaceAll('#', ' '),
  );
  const starts = [...withoutHashes.matchAll(/^#{1,6} /gm)].map(({ index }) => index);
  return starts.map((start, index) => page.slice(start, starts[index + 1]));
};
