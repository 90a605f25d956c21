import type { Notice } from './notice.ts';

/** Notices within this time, ms, become one: a broker refuses several filters at once. */
const joinTime = 200;

/** What a session tells the user, one notice at a time. */
export class Notices {
  /** The last one; `undefined` once it is removed. */
  last: Notice | undefined;
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Shows a notice instead of the last one. */
  show(text: string): void {
    this.last = { text, at: performance.now() };
    this.#onChange();
  }

  /** Shows notices that come at the same time, such as refusals, as one. */
  showTogether(text: string): void {
    const earlier = this.last;
    const isJoined = earlier !== undefined && performance.now() - earlier.at < joinTime;
    this.show(isJoined ? `${earlier.text} ${text}` : text);
  }

  /** Removes the notice. */
  forget(): void {
    this.last = undefined;
    this.#onChange();
  }
}
