/** The bookmarks of each broker, by its address. */
export type KeptBookmarks = Readonly<Record<string, readonly string[]>>;

/** The most brokers to remember; the oldest are dropped first. */
const mostBrokers = 100;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Parses the bookmarks file; throws an error whose message is a short phrase if it is not one. */
export const parseBookmarks = (text: string): KeptBookmarks => {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error('it is damaged; delete it to start a new one');
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new Error('it is not a bookmarks file');
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string[]] => isTexts(entry[1])),
  );
};

/** The text of the bookmarks file, readable for people too. */
export const printBookmarks = (kept: KeptBookmarks): string => {
  const brokers = Object.entries(kept)
    .filter(([, topics]) => topics.length > 0)
    .slice(-mostBrokers);
  return `${JSON.stringify(Object.fromEntries(brokers), undefined, 2)}\n`;
};
