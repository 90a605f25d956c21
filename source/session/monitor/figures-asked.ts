/** Whoever closes the connection this long, ms, after being asked for something does so because of it. */
const reactionTime = 1000;

/** How often in a row that must happen. */
const dropsThatTell = 2;

/** Whether the broker may be asked for its own figures: some close the connection instead of answering. */
export class FiguresAsked {
  #askedAt: number | undefined;
  #drops = 0;

  /** It is asked now. */
  asked(): void {
    this.#askedAt = performance.now();
  }

  /** The connection is lost. */
  lost(): void {
    if (this.#askedAt === undefined) return;
    this.#drops = performance.now() - this.#askedAt < reactionTime ? this.#drops + 1 : 0;
    this.#askedAt = undefined;
  }

  /** Whether it closes the connection each time. */
  get hangsUp(): boolean {
    return this.#drops >= dropsThatTell;
  }
}
