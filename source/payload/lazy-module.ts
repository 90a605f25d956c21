/** A part of the program that is loaded when it is first asked for. */
export class LazyModule<Part> {
  readonly #load: () => Promise<Part>;
  readonly #onLoaded: () => void;
  #part: Part | undefined;
  #loading: Promise<void> | undefined;
  /** It cannot be loaded: the program's files are damaged. */
  hasFailed = false;

  /** `onLoaded` is called once, when it has been loaded or could not be. */
  constructor(load: () => Promise<Part>, onLoaded: () => void) {
    this.#load = load;
    this.#onLoaded = onLoaded;
  }

  /** The part, or `undefined` while it is being loaded. */
  get(): Part | undefined {
    void this.ready();
    return this.#part;
  }

  /** Resolves when it has been loaded or could not be. */
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
