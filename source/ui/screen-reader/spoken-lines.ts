/** A numbered line, printed above the input. */
export type SpokenLine = { readonly number: number; readonly text: string };

type Page = { readonly number: number; readonly lines: readonly SpokenLine[] };

/** How many lines to keep before dropping those already printed. */
const most = 500;

/**
 * The lines printed for a screen reader. Ink prints each line once; when there are many and all have
 * been printed, they are dropped and the next page begins.
 */
export class SpokenLines {
  page: Page = { number: 0, lines: [] };
  #printed = this.page;
  #count = 0;
  readonly #listeners = new Set<() => void>();

  add(texts: readonly string[]): void {
    if (texts.length === 0) return;
    const added = texts.map((text) => ({ number: (this.#count += 1), text }));
    const { number, lines } = this.page;
    this.page =
      this.page === this.#printed && lines.length + added.length > most
        ? { number: number + 1, lines: added }
        : { number, lines: [...lines, ...added] };
    for (const listener of this.#listeners) listener();
  }

  /** All lines of a page have been printed. */
  printed(page: Page): void {
    this.#printed = page;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getPage = (): Page => this.page;
}
