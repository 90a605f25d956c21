/** How many publishes may wait for the broker at most, whatever it would take. */
const most = 200;

/** Publishes that wait for their acknowledgement, no more at once than the broker takes. */
export class PublishWindow {
  readonly #size: number;
  #waiting = 0;
  #wake: () => void = () => undefined;

  /** `receiveMaximum` is the broker's. */
  constructor(receiveMaximum: number) {
    this.#size = Math.min(receiveMaximum, most);
  }

  /**
   * Begins one as soon as there is room; one caller at a time. The publish has to tell of its
   * failure by itself and must not reject.
   */
  async add(publish: () => Promise<void>): Promise<void> {
    while (this.#waiting >= this.#size) await this.#oneLess();
    this.#waiting += 1;
    void publish().finally(() => {
      this.#waiting -= 1;
      this.#wake();
    });
  }

  /** Resolves when all have been answered. */
  async settled(): Promise<void> {
    while (this.#waiting > 0) await this.#oneLess();
  }

  #oneLess(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
