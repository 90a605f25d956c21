/** A part of the program that is loaded on first use. */
export class LazyModule<Part> {
  readonly #load: () => Promise<Part>;
  readonly #onLoaded: () => void;
  #part: Part | undefined;
  #loading: Promise<void> | undefined;
  /** Loading failed: the program's files are damaged. */
  hasFailed = false;

  /** `onLoaded` is called once, when loading has succeeded or failed. */
  constructor(load: () => Promise<Part>, onLoaded: () => void) {
    this.#load = load;
    this.#onLoaded = onLoaded;
  }

  /** The part, or `undefined` while it is being loaded. */
  get(): Part | undefined {
    void this.ready();
    return this.#part;
  }

  /** Resolves when loading has succeeded or failed. */
  async ready(): Promise<void> {
    this.#loading ??= this.#load().then(
      (part) => {
        this.#part = part;
        this.#onLoaded();
        return undefined;
      },
      () => {
        this.hasFailed = true;
        this.#onLoaded();
      },
    );
    await this.#loading;
  }
}
