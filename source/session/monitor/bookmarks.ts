import { KeptByName } from '../kept-by-name.ts';

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** The most bookmarks for one broker. */
const mostBookmarks = 100;

/** Where a broker's bookmarks are stored. */
export type BookmarkPlace = { readonly file: string; readonly broker: string };

const reason = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error as Error).message;

/** Topics that the user wants to find again, in a file that all running instances share. */
export class Bookmarks {
  readonly #place: BookmarkPlace | undefined;
  readonly #kept: KeptByName<readonly string[]> | undefined;
  readonly #notify: (text: string) => void;
  /** The file exists but cannot be read: then it is left alone. */
  #isUnusable = false;
  /** In the order in which they were set; `undefined` until first needed. */
  #topics: Set<string> | undefined;

  /** Without a place, bookmarks last until the program ends. `notify` reports problems with the file. */
  constructor(place: BookmarkPlace | undefined, notify: (text: string) => void) {
    this.#place = place;
    if (place !== undefined) this.#kept = new KeptByName(place.file, 'a bookmarks file', isTexts);
    this.#notify = notify;
  }

  /** The bookmarked topics, the newest last. */
  get topics(): ReadonlySet<string> {
    this.#topics ??= this.#read() ?? new Set();
    return this.#topics;
  }

  /** Sets or removes a topic's bookmark; returns why it cannot, in one sentence. */
  toggle(topic: string): string | undefined {
    const isMarked = this.topics.has(topic);
    // Another instance may have changed the file meanwhile.
    const kept = this.#read();
    const topics = new Set(kept ?? this.topics);
    if (isMarked) topics.delete(topic);
    else if (topics.size >= mostBookmarks)
      return `There are ${mostBookmarks} bookmarks already: remove one first.`;
    else topics.add(topic);
    this.#topics = topics;
    return kept === undefined ? undefined : this.#write([...topics]);
  }

  /** What is in the file; `undefined` if there is none to use. */
  #read(): Set<string> | undefined {
    if (this.#place === undefined || this.#isUnusable) return undefined;
    const { file, broker } = this.#place;
    try {
      return new Set(this.#kept?.read().get(broker));
    } catch (error) {
      this.#notify(
        `The bookmarks file ${file} cannot be read (${reason(error)}): new bookmarks last until you quit.`,
      );
      this.#isUnusable = true;
      return undefined;
    }
  }

  #write(topics: readonly string[]): string | undefined {
    try {
      this.#kept?.keep(this.#place?.broker ?? '', topics.length === 0 ? undefined : topics);
      return undefined;
    } catch (error) {
      return `The bookmarks file ${this.#place?.file} cannot be written (${reason(error)}): your bookmarks last until you quit.`;
    }
  }
}
