/** Tells once each time that something holds for long enough. */
export class Hold {
  readonly #time: number;
  #timer: NodeJS.Timeout | undefined;
  #isTold = false;

  /** `time`: how long it must hold, ms; 0 for at once. */
  constructor(time: number) {
    this.#time = time;
  }

  /** Whether it holds now. `tell` is called when that has lasted, until it returns that it has told. */
  update(holds: boolean, tell: () => boolean): void {
    if (!holds) {
      this.interrupt();
      this.#isTold = false;
      return;
    }
    if (this.#isTold || this.#timer !== undefined) return;
    const told = (): void => {
      this.#timer = undefined;
      this.#isTold = tell();
    };
    if (this.#time === 0) told();
    else this.#timer = setTimeout(told, this.#time);
  }

  /** Whether it still holds is unknown: the time begins with the next update. */
  interrupt(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
