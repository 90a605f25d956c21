import { readFileSync, statSync } from 'node:fs';
import { replaceFile } from '../replace-file.ts';

/** The bookmarks of each broker, by its address. */
type KeptBookmarks = Readonly<Record<string, readonly string[]>>;

/** The most brokers to remember; the oldest are dropped first. */
const mostBrokers = 100;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Parses the bookmarks file; throws an error whose message is a short phrase if it is not one. */
const parseBookmarks = (text: string): KeptBookmarks => {
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
const printBookmarks = (kept: KeptBookmarks): string => {
  const brokers = Object.entries(kept)
    .filter(([, topics]) => topics.length > 0)
    .slice(-mostBrokers);
  return `${JSON.stringify(Object.fromEntries(brokers), undefined, 2)}\n`;
};

/** The most bookmarks for one broker. */
const mostBookmarks = 100;

/** A file longer than this, in bytes, is not a bookmarks file. */
const longestFile = 16 * 1024 * 1024;

/** Where a broker's bookmarks are stored. */
export type BookmarkPlace = { readonly file: string; readonly broker: string };

const reason = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error).message;

/** Topics that the user wants to find again, in a file that all running instances share. */
export class Bookmarks {
  readonly #place: BookmarkPlace | undefined;
  readonly #notify: (text: string) => void;
  /** The file exists but cannot be read: then it is left alone. */
  #isUnusable = false;
  /** In the order in which they were set; `undefined` until first needed. */
  #topics: Set<string> | undefined;

  /** Without a place, bookmarks last until the program ends. `notify` reports problems with the file. */
  constructor(place: BookmarkPlace | undefined, notify: (text: string) => void) {
    this.#place = place;
    this.#notify = notify;
  }

  /** The bookmarked topics, the newest last. */
  get topics(): ReadonlySet<string> {
    this.#topics ??= new Set(this.#read()[this.#place?.broker ?? ''] ?? []);
    return this.#topics;
  }

  /** Sets or removes a topic's bookmark; returns why it cannot, in one sentence. */
  toggle(topic: string): string | undefined {
    const isMarked = this.topics.has(topic);
    const kept = this.#read();
    const place = this.#isUnusable ? undefined : this.#place;
    // Another instance may have changed the file meanwhile.
    const topics = new Set(place === undefined ? this.topics : kept[place.broker]);
    if (isMarked) topics.delete(topic);
    else if (topics.size >= mostBookmarks)
      return `There are ${mostBookmarks} bookmarks already: remove one first.`;
    else topics.add(topic);
    this.#topics = topics;
    return place === undefined
      ? undefined
      : this.#write(place, { ...kept, [place.broker]: [...topics] });
  }

  #read(): KeptBookmarks {
    const file = this.#place?.file;
    if (file === undefined || this.#isUnusable) return {};
    try {
      const found = statSync(file, { throwIfNoEntry: false });
      if (found === undefined) return {};
      if (!found.isFile() || found.size > longestFile)
        throw new Error('it is not a bookmarks file');
      return parseBookmarks(readFileSync(file, 'utf8'));
    } catch (error) {
      if (!this.#isUnusable)
        this.#notify(
          `The bookmarks file ${file} cannot be read (${reason(error)}): new bookmarks last until you quit.`,
        );
      this.#isUnusable = true;
      return {};
    }
  }

  #write({ file }: BookmarkPlace, kept: KeptBookmarks): string | undefined {
    try {
      replaceFile(file, printBookmarks(kept));
      return undefined;
    } catch (error) {
      return `The bookmarks file ${file} cannot be written (${reason(error)}): your bookmarks last until you quit.`;
    }
  }
}
