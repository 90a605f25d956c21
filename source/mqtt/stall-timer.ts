/**
 * Twice as long, ms, an incomplete frame may wait for its next bytes: garbage that looks like a long frame
 * would swallow all packets after it.
 */
const stallTime = 15_000;

/** Tells when a frame is not completed. */
export class StallTimer {
  readonly #isWaiting: () => boolean;
  readonly #onStall: () => void;
  readonly #timer = setTimeout(() => this.#look(), stallTime);
  /** Whether the time has passed once without a byte. After a stop of this program that says nothing: bytes may wait to be read. */
  #hasWaited = false;

  /** `isWaiting`: whether the next bytes of a frame are waited for. */
  constructor(isWaiting: () => boolean, onStall: () => void) {
    this.#isWaiting = isWaiting;
    this.#onStall = onStall;
  }

  /** Bytes have come, or are read again. */
  restart(): void {
    this.#hasWaited = false;
    this.#timer.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    const isWaiting = this.#isWaiting();
    if (isWaiting && this.#hasWaited) {
      this.#onStall();
      return;
    }
    this.#hasWaited = isWaiting;
    this.#timer.refresh();
  }
}
