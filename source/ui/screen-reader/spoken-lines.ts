/** A line that has been printed above the input, by its number. */
export type SpokenLine = { readonly number: number; readonly text: string };

/** Lines that are kept until those before them are surely printed. */
const most = 500;

/**
 * What was printed for a screen reader. Ink prints each line once; when there are many, they are
 * forgotten and another page of them begins.
 */
export class SpokenLines {
  page: { readonly number: number; readonly lines: readonly SpokenLine[] } = {
    number: 0,
    lines: [],
  };
  #count = 0;
  readonly #listeners = new Set<() => void>();

  add(texts: readonly string[]): void {
    if (texts.length === 0) return;
    const added = texts.map((text) => ({ number: (this.#count += 1), text }));
    const { number, lines } = this.page;
    this.page =
      lines.length + added.length > most
        ? { number: number + 1, lines: added }
        : { number, lines: [...lines, ...added] };
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getPage = (): SpokenLines['page'] => this.page;
}
