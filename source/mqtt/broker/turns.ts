/** Work put off during a slice, done before the next one. */
const mostCharged = 256;

/** Does a small piece of work; asks for another turn if there is more. */
export type Worker = { readonly takeTurn: () => void };

/** Gives workers turns, round robin, and lets the event loop run in between, so that no client waits for a busy one. */
export class Turns {
  readonly #fresh = new Set<Worker>();
  readonly #busy = new Set<Worker>();
  #isScheduled = false;
  #charged = 0;
  readonly #sliceMs: number;

  /** How long it works before the event loop runs, ms. */
  constructor(sliceMs: number) {
    this.#sliceMs = sliceMs;
  }

  /** Gives a turn to a worker that was idle; these go first. */
  add(worker: Worker): void {
    this.#fresh.add(worker);
    this.#schedule();
  }

  /** Gives another turn to the worker that just had one. */
  addAgain(worker: Worker): void {
    this.#busy.add(worker);
    this.#schedule();
  }

  /** A turn has put off a piece of work, which counts towards the slice too. */
  charge(): void {
    this.#charged += 1;
  }

  remove(worker: Worker): void {
    this.#fresh.delete(worker);
    this.#busy.delete(worker);
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#run());
  }

  #run(): void {
    this.#isScheduled = false;
    this.#charged = 0;
    const end = performance.now() + this.#sliceMs;
    for (const waiting of [this.#fresh, this.#busy])
      for (const worker of waiting) {
        if (performance.now() > end || this.#charged > mostCharged) break;
        if (waiting.delete(worker)) worker.takeTurn();
      }
    if (this.#fresh.size + this.#busy.size > 0) this.#schedule();
  }
}
