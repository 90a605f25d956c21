const likePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Whether a line's text or name is like one of the patterns of a text, each given twice. */
export const likeAny = Array.from(
  { length: 3 },
  () => String.raw`say LIKE ? ESCAPE '\' OR user LIKE ? ESCAPE '\'`,
).join(' OR ');

/** What `likeAny` compares with: LIKE ignores case for ASCII only. */
export const patternsFor = (text: string): readonly string[] =>
  [text, text.toLowerCase(), text.toUpperCase()].map(likePattern).flatMap((one) => [one, one]);

/** The fewest characters that the index can find. */
const shortestIndexed = 3;

/** Whether the index can find a text. */
export const isIndexable = (text: string): boolean => Array.from(text).length >= shortestIndexed;

/** A text quoted as one phrase for the index. */
export const phrase = (text: string): string => `"${text.replaceAll('"', '""')}"`;
