/** How long a line that arrives early waits for those before it, ms. */
const patience = 10_000;

/** The same while the speaker, or we, have no connection, over which those before it could come, ms. */
const absencePatience = 60_000;

/** The same where none should be missing, ms: a broker may deliver a line again after the next one. */
const briefPatience = 1000;

/** The most lines that wait, over all speakers. */
const mostHeld = 1000;

/** The most speakers to remember: a stranger can invent any number. */
const mostSpeakers = 2000;

/** How far a number may jump that is not proven; nobody keeps more lines to send them again. */
const longestJump = 1000;

/** Shows a line; `isLate`: it comes after one that was said later. */
export type Show = (isLate: boolean) => void;

type Speaker = {
  /** Whether it has signed its numbers. */
  isProven: boolean;
  /** The number of the next line. */
  next: number;
  /** Lines may be missing: until the speaker has answered, none is shown out of turn. */
  isUnsure: boolean;
  /** Whether nothing of the speaker has come over this connection: it may have lost its own. */
  isAway: boolean;
  /** The number after which lines are still missing, though later ones were shown: those had waited long enough. */
  skippedAfter: number | undefined;
  readonly held: Map<number, Show[]>;
  timer: NodeJS.Timeout | undefined;
};

/**
 * Shows each speaker's lines in a room in the order in which they were sent. A speaker is one run of a
 * program, known by its `session`. Numbers are claims: they may delay a line for a while, but never drop one.
 */
export class LineOrder {
  /** Whoever spoke longest ago comes first. */
  readonly #speakers = new Map<string, Speaker>();
  /** Whether there is no connection. */
  #isOutage = false;

  /** The connection was lost: any line may have been missed. */
  expectGaps(): void {
    this.#isOutage = false;
    for (const speaker of this.#speakers.values()) {
      speaker.isUnsure = true;
      speaker.isAway = true;
      // Lines that wait get the whole time again.
      this.#wait(speaker);
    }
  }

  /** There is no connection now: lines that wait go on waiting, for a while. */
  lost(): void {
    // Also for lines that are still being verified.
    this.#isOutage = true;
    for (const speaker of this.#speakers.values()) this.#wait(speaker);
  }

  /** A speaker is there, and can be asked: its lines that wait do so for the usual time from now on. */
  present(session: string): void {
    this.#heardOf(this.#speaker(session));
  }

  /** The number after which to ask a speaker for missing lines; `undefined` if none are missing. */
  missingAfter(session: string): number | undefined {
    const { isUnsure, next, skippedAfter } = this.#speaker(session);
    return isUnsure ? (skippedAfter ?? next - 1) : undefined;
  }

  /**
   * Calls `show` when it is this line's turn, usually at once. A number that the speaker has not signed
   * and that is far ahead is not believed: a stranger's would keep us from asking for all before it.
   */
  take(
    session: string,
    { number, isProven }: { readonly number: number; readonly isProven: boolean },
    show: Show,
  ): void {
    const speaker = this.#speaker(session);
    speaker.isProven ||= isProven;
    this.#heardOf(speaker);
    if (!isProven && number > speaker.next + longestJump) {
      show(false);
      return;
    }
    const isExpected = speaker.isUnsure || (isProven && speaker.next > 1);
    if (isExpected && number > speaker.next) {
      speaker.held.set(number, [...(speaker.held.get(number) ?? []), show]);
      if (speaker.timer === undefined) this.#wait(speaker);
      if (this.#held() > mostHeld) this.#giveUp(speaker);
      return;
    }
    show(number < speaker.next);
    speaker.next = Math.max(speaker.next, number + 1);
    this.#release(speaker);
  }

  /** The speaker has resent every line up to a number; `isLast`: nothing else is missing. */
  resent(session: string, upTo: number, isLast: boolean): void {
    const speaker = this.#speaker(session);
    this.#release(speaker, upTo);
    speaker.next = Math.max(speaker.next, upTo + 1);
    if (speaker.skippedAfter !== undefined)
      speaker.skippedAfter = Math.max(speaker.skippedAfter, upTo);
    this.#release(speaker);
    if (!isLast) return;
    speaker.isUnsure = false;
    speaker.skippedAfter = undefined;
    this.#giveUp(speaker);
  }

  /** Stops waiting, and forgets everything. */
  stop(): void {
    for (const { timer } of this.#speakers.values()) clearTimeout(timer);
    this.#speakers.clear();
  }

  /** Shows the waiting lines up to a number, and those that follow without a gap. */
  #release(speaker: Speaker, upTo = 0): void {
    if (speaker.held.size === 0) return;
    for (const number of [...speaker.held.keys()].toSorted((a, b) => a - b)) {
      if (number > upTo && number > speaker.next) return;
      for (const show of speaker.held.get(number) ?? []) show(false);
      speaker.held.delete(number);
      speaker.next = Math.max(speaker.next, number + 1);
    }
  }

  #held(): number {
    let count = 0;
    for (const { held } of this.#speakers.values())
      for (const lines of held.values()) count += lines.length;
    return count;
  }

  #heardOf(speaker: Speaker): void {
    if (this.#isOutage || !speaker.isAway) return;
    speaker.isAway = false;
    this.#wait(speaker);
  }

  #wait(speaker: Speaker): void {
    const isAbsent = this.#isOutage || speaker.isAway;
    const time = isAbsent ? absencePatience : speaker.isUnsure ? patience : briefPatience;
    clearTimeout(speaker.timer);
    speaker.timer =
      speaker.held.size === 0 ? undefined : setTimeout(() => this.#giveUp(speaker), time);
  }

  /** Shows every waiting line; those missing are asked for when their speaker's presence comes, and are late then. */
  #giveUp(speaker: Speaker): void {
    if (speaker.isUnsure && speaker.held.size > 0) speaker.skippedAfter ??= speaker.next - 1;
    this.#release(speaker, Number.POSITIVE_INFINITY);
    this.#wait(speaker);
  }

  #speaker(session: string): Speaker {
    const known = this.#speakers.get(session);
    if (known === undefined && this.#speakers.size >= mostSpeakers) this.#makeRoom();
    const speaker = known ?? {
      isProven: false,
      next: 1,
      isUnsure: false,
      isAway: false,
      skippedAfter: undefined,
      held: new Map<number, Show[]>(),
      timer: undefined,
    };
    this.#speakers.delete(session);
    this.#speakers.set(session, speaker);
    return speaker;
  }

  /** Forgets whoever was silent for longest: of those who have said nothing, have proven nothing, or of all. */
  #makeRoom(): void {
    const all = [...this.#speakers];
    const [session, speaker] =
      all.find(([, { next, held }]) => next === 1 && held.size === 0) ??
      all.find(([, { isProven }]) => !isProven) ??
      all[0] ??
      [];
    if (session === undefined || speaker === undefined) return;
    this.#speakers.delete(session);
    this.#giveUp(speaker);
  }
}
