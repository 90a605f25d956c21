/** The most publishes in flight, however many the broker would accept. */
const most = 200;

/** Limits the publishes in flight to what the broker accepts. */
export class PublishWindow {
  readonly #size: number;
  #waiting = 0;
  #wake: () => void = () => undefined;

  /** `receiveMaximum` is the broker's. */
  constructor(receiveMaximum: number) {
    this.#size = Math.min(receiveMaximum, most);
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
