import { readFileSync, statSync } from 'node:fs';
import { type KeptBookmarks, parseBookmarks, printBookmarks } from './bookmark-json.ts';
import { replaceFile } from '../replace-file.ts';

/** How many topics may be marked on one broker. */
const mostBookmarks = 100;

/** A longer file, in bytes, is none of ours. */
const longestFile = 16 * 1024 * 1024;

/** Where the bookmarks of a broker are kept. */
export type BookmarkPlace = { readonly file: string; readonly broker: string };

const reason = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error).message;

/** Topics that a person wants to find again, in a file by broker; other programs of ours share it. */
export class Bookmarks {
  readonly #place: BookmarkPlace | undefined;
  readonly #notify: (text: string) => void;
  /** The file is there and cannot be read: then it is left as it is. */
  #isUnusable = false;
  /** In the order in which they were marked; `undefined` as long as nobody has asked. */
  #topics: Set<string> | undefined;

  /** Without a place they last until the program ends. `notify` tells what is wrong with the file. */
  constructor(place: BookmarkPlace | undefined, notify: (text: string) => void) {
    this.#place = place;
    this.#notify = notify;
  }

  /** The marked topics, the one marked last at the end. */
  get topics(): ReadonlySet<string> {
    this.#topics ??= new Set(this.#read()[this.#place?.broker ?? ''] ?? []);
    return this.#topics;
  }

  /** Marks a topic, or takes the mark off; returns in one sentence why not. */
  toggle(topic: string): string | undefined {
    const isMarked = this.topics.has(topic);
    const kept = this.#read();
    const place = this.#isUnusable ? undefined : this.#place;
    // Another program may have marked some meanwhile.
    const topics = new Set(place === undefined ? this.topics : kept[place.broker]);
    if (isMarked) topics.delete(topic);
    else if (topics.size >= mostBookmarks)
      return `There are ${mostBookmarks} bookmarks already: take one off first.`;
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
      if (!found.isFile() || found.size > longestFile) throw new Error('it is none of ours');
      return parseBookmarks(readFileSync(file, 'utf8'));
    } catch (error) {
      if (!this.#isUnusable)
        this.#notify(
          `The bookmarks ${file} cannot be read (${reason(error)}): new ones last until you quit.`,
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
      return `The bookmarks ${file} cannot be written (${reason(error)}): they last until you quit.`;
    }
  }
}
