import { BoundedMap } from '../../collections/bounded-map.ts';

/** How long a line that came too early waits for those before it, ms. */
const patience = 10_000;

/** How many lines of all speakers wait at most. */
const mostHeld = 1000;

/** How many speakers are followed; a stranger can invent any number. */
const mostSpeakers = 2000;

type Speaker = {
  /** The number that comes next. */
  next: number;
  /** Lines may be missing: until the speaker has answered, none is shown before its turn. */
  isUnsure: boolean;
  readonly held: Map<number, () => void>;
  timer: NodeJS.Timeout | undefined;
};

/**
 * The lines of a room in the order in which each speaker said them. A speaker is one start of a
 * program, known by its `session`. Numbers are claims: they may delay a line, but never drop one.
 */
export class LineOrder {
  readonly #speakers = new BoundedMap<string, Speaker>(mostSpeakers);

  /** The connection was away: anything may have been missed. */
  doubt(): void {
    for (const speaker of this.#speakers.values()) {
      speaker.isUnsure = true;
      // What waits is waited for again.
      this.#wait(speaker);
    }
  }

  /** The number after which to ask a speaker who is here for missing lines; `undefined` if none are missing. */
  missingAfter(session: string): number | undefined {
    const { isUnsure, next } = this.#speaker(session);
    return isUnsure ? next - 1 : undefined;
  }

  /** Calls `show` when it is the turn of this line: most often at once. */
  take(session: string, number: number, show: () => void): void {
    const speaker = this.#speaker(session);
    if (speaker.isUnsure && number > speaker.next) {
      speaker.held.set(number, show);
      if (speaker.timer === undefined) this.#wait(speaker);
      if (this.#held() > mostHeld) this.#giveUp(speaker);
      return;
    }
    show();
    speaker.next = Math.max(speaker.next, number + 1);
    this.#release(speaker);
  }

  /** The speaker has sent all up to a number; `isLast`: nothing else is missing. */
  told(session: string, upTo: number, isLast: boolean): void {
    const speaker = this.#speaker(session);
    this.#release(speaker, upTo);
    speaker.next = Math.max(speaker.next, upTo + 1);
    this.#release(speaker);
    if (!isLast) return;
    speaker.isUnsure = false;
    this.#giveUp(speaker);
  }

  /** Stops waiting. */
  stop(): void {
    for (const { timer } of this.#speakers.values()) clearTimeout(timer);
    this.#speakers.clear();
  }

  /** Shows what waits up to a number, or else as long as it is the next. */
  #release(speaker: Speaker, upTo = 0): void {
    if (speaker.held.size === 0) return;
    for (const number of [...speaker.held.keys()].toSorted((a, b) => a - b)) {
      if (number > upTo && number > speaker.next) return;
      speaker.held.get(number)?.();
      speaker.held.delete(number);
      speaker.next = Math.max(speaker.next, number + 1);
    }
  }

  #held(): number {
    let count = 0;
    for (const { held } of this.#speakers.values()) count += held.size;
    return count;
  }

  #wait(speaker: Speaker): void {
    clearTimeout(speaker.timer);
    speaker.timer =
      speaker.held.size === 0 ? undefined : setTimeout(() => this.#giveUp(speaker), patience);
  }

  /** Shows all that waits: what is missing does not come any more. */
  #giveUp(speaker: Speaker): void {
    this.#release(speaker, Number.POSITIVE_INFINITY);
    this.#wait(speaker);
  }

  #speaker(session: string): Speaker {
    const known = this.#speakers.get(session);
    const speaker = known ?? { next: 1, isUnsure: false, held: new Map(), timer: undefined };
    const silent = this.#speakers.renew(session, speaker);
    if (silent !== undefined) this.#giveUp(silent);
    return speaker;
  }
}
