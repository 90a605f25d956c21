/** The messages are shown when none has arrived for this long, and after `longest` at the latest, ms. */
const quiet = 500;
const longest = 2000;

/** How much is held at most; then it is shown at once. */
const most = { messages: 1000, characters: 4 * 1024 * 1024 };

/** A message that was said before we joined. */
export type PastMessage = {
  /** Names the sender's run. */
  readonly start: string;
  /** Its number in the run. */
  readonly counter: number;
  /** When it was said, by the sender's clock, ms since the epoch. */
  readonly at: number;
  readonly characters: number;
  readonly show: () => void;
};

/** Merges the runs by time, each in its own order, whatever its clock says. */
const inOrder = (messages: readonly PastMessage[]): readonly PastMessage[] => {
  const runs = Map.groupBy(messages, ({ start }) => start);
  const timed = [...runs.values()].flatMap((run) => {
    let latest = Number.NEGATIVE_INFINITY;
    return run
      .toSorted((one, other) => one.counter - other.counter)
      .map((message) => {
        latest = Math.max(latest, message.at);
        return { message, latest };
      });
  });
  return timed.toSorted((one, other) => one.latest - other.latest).map(({ message }) => message);
};

/** Holds what was said before we joined for a moment, to show it in order. */
export class PastMessages {
  #held: PastMessage[] = [];
  #characters = 0;
  /** When the first of them came, ms of `performance.now()`. */
  #since = 0;
  #timer: NodeJS.Timeout | undefined;

  add(message: PastMessage): void {
    const now = performance.now();
    if (this.#held.length === 0) this.#since = now;
    this.#held.push(message);
    this.#characters += message.characters;
    if (this.#held.length >= most.messages || this.#characters >= most.characters) {
      this.show();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.show(),
      Math.max(0, Math.min(quiet, this.#since + longest - now)),
    );
    this.#timer.unref();
  }

  /** Shows what is held, in order. */
  show(): void {
    clearTimeout(this.#timer);
    const held = inOrder(this.#held);
    this.#held = [];
    this.#characters = 0;
    for (const message of held) message.show();
  }
}
