/** The bookmarks of each broker, by its address. */
export type KeptBookmarks = Readonly<Record<string, readonly string[]>>;

/** How many brokers are remembered; then those that were first go. */
const mostBrokers = 100;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Reads the file of the bookmarks. Throws an error with a few words when it is none. */
export const parseBookmarks = (text: string): KeptBookmarks => {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error('it is broken; remove it to begin a new one');
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new Error('it is none of ours');
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string[]] => isTexts(entry[1])),
  );
};

/** The file of the bookmarks, for people to read too. */
export const printBookmarks = (kept: KeptBookmarks): string => {
  const brokers = Object.entries(kept)
    .filter(([, topics]) => topics.length > 0)
    .slice(-mostBrokers);
  return `${JSON.stringify(Object.fromEntries(brokers), undefined, 2)}\n`;
};
