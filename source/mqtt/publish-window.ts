/** The most publishes at once: what is read from a file must not pile up in memory. */
const most = 200;

/** Limits how many publishes are under way, however much there is to publish. */
export class PublishWindow {
  readonly #size: number;
  #waiting = 0;
  #wake: () => void = () => undefined;

  /** `size` is the most publishes at once; there are never more than 200. */
  constructor(size = most) {
    this.#size = Math.min(size, most);
  }

  /**
   * Starts a publish as soon as there is room; one caller at a time. The publish must report its own
   * failure, and must not reject.
   */
  async add(publish: () => Promise<void>): Promise<void> {
    while (this.#waiting >= this.#size) await this.#oneLess();
    this.#waiting += 1;
    void publish().finally(() => {
      this.#waiting -= 1;
      this.#wake();
    });
  }

  /** Resolves when all publishes have been answered. */
  async settled(): Promise<void> {
    while (this.#waiting > 0) await this.#oneLess();
  }

  #oneLess(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
