/** What the index keeps of a message. */
export type IndexedMessage = {
  /** ms since the epoch. */
  readonly time: number;
  readonly topic: string;
  readonly retain: boolean;
  readonly isEmpty: boolean;
  /** Where its line starts in the file, bytes. */
  readonly offset: number;
};

/** What to read to rebuild the models as they were after a number of messages. */
export type ReplayPlan = {
  /** Messages by their number, the oldest first. */
  readonly messages: Uint32Array;
  /** Topics in order of arrival, each with the messages that need not be read. */
  readonly topics: readonly {
    readonly topic: string;
    readonly skipped: number;
    /** Whether, by the skipped messages, one is retained. */
    readonly isRetained: boolean;
  }[];
  /** How many messages of their histories are left out to save time. */
  readonly cut: number;
};

/** The most messages in an index; 20 bytes each. */
export const mostMessages = 10_000_000;

const fewest = 4096;

/** Flags in the upper bits of a message's topic: retained with a payload, or with an empty one. */
const retained = 0x8000_0000;
const cleared = 0x4000_0000;
const topicBits = 0x3fff_ffff;

const grown = <Numbers extends Float64Array | Uint32Array>(
  numbers: Numbers,
  make: (length: number) => Numbers,
): Numbers => {
  const larger = make(numbers.length * 2);
  larger.set(numbers);
  return larger;
};

/** The number of messages if each topic keeps at most `kept`. */
const sumOf = (totals: Uint32Array, kept: number): number =>
  totals.reduce((sum, total) => sum + Math.min(total, kept), 0);

/** How many messages each topic can keep within a total of `most`; at least one. */
const affordable = (totals: Uint32Array, wanted: number, most: number): number => {
  if (sumOf(totals, wanted) <= most) return wanted;
  let low = 1;
  let high = wanted;
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (sumOf(totals, middle) <= most) low = middle;
    else high = middle;
  }
  return low;
};

/**
 * Where each message of a recording is, by time; 20 bytes per message. The time never goes back: a clock
 * that was set back counts as standing still.
 */
export class RecordingIndex {
  length = 0;
  readonly #limit: number;
  readonly #topicLimit: number;
  readonly #names: string[] = [];
  readonly #identifiers = new Map<string, number>();
  #times = new Float64Array(fewest);
  #offsets = new Float64Array(fewest);
  #topics = new Uint32Array(fewest);

  /** The most messages and topics; topics beyond the limit share the last name within it. */
  constructor(limits: { readonly messages: number; readonly topics: number }) {
    this.#limit = limits.messages;
    this.#topicLimit = limits.topics;
  }

  get isFull(): boolean {
    return this.length >= this.#limit;
  }

  /** Time of the first message, ms since the epoch; 0 if there is none. */
  get firstTime(): number {
    return this.#times[0] ?? 0;
  }

  /** Time of the last message, ms since the epoch; 0 if there is none. */
  get lastTime(): number {
    return this.length === 0 ? 0 : (this.#times[this.length - 1] ?? 0);
  }

  /** Takes the next message of the file; must not be called once the index is full. */
  add({ time, topic, retain, isEmpty, offset }: IndexedMessage): void {
    if (this.length === this.#times.length) this.#grow();
    this.#times[this.length] = this.length === 0 ? time : Math.max(time, this.lastTime);
    this.#offsets[this.length] = offset;
    const flags = retain ? (isEmpty ? cleared : retained) : 0;
    this.#topics[this.length] = this.#identify(topic) | flags;
    this.length += 1;
  }

  timeAt(message: number): number {
    return this.#times[message] ?? 0;
  }

  offsetAt(message: number): number {
    return this.#offsets[message] ?? 0;
  }

  /** How many messages had arrived by a time, ms since the epoch. */
  countUntil(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.timeAt(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * What to read of the first `count` messages: the newest `history` of each topic, fewer if that would
   * exceed `most`, and all since a time, for the rates.
   */
  planFor(
    count: number,
    { history, most, since }: { history: number; most: number; since: number },
  ): ReplayPlan {
    const totals = this.#totals(count);
    const kept = affordable(totals, history, most);
    const seen = new Uint32Array(this.#names.length);
    const skipped = new Uint32Array(this.#names.length);
    const flags = new Uint32Array(this.#names.length);
    const messages = new Uint32Array(count);
    let from = count;
    for (let message = count - 1; message >= 0; message -= 1) {
      const entry = this.#topics[message] ?? 0;
      const topic = entry & topicBits;
      const before = seen[topic] ?? 0;
      seen[topic] = before + 1;
      if (before < kept || this.timeAt(message) >= since) {
        from -= 1;
        messages[from] = message;
      } else {
        skipped[topic] = (skipped[topic] ?? 0) + 1;
        // The newest message with a flag counts.
        if (flags[topic] === 0) flags[topic] = entry & ~topicBits;
      }
    }
    return {
      messages: messages.subarray(from),
      topics: this.#names.flatMap((topic, index) =>
        seen[index] === 0
          ? []
          : {
              topic,
              skipped: skipped[index] ?? 0,
              isRetained: ((flags[index] ?? 0) & retained) !== 0,
            },
      ),
      cut: sumOf(totals, history) - sumOf(totals, kept),
    };
  }

  /** How many of the first `count` messages each topic has. */
  #totals(count: number): Uint32Array {
    const totals = new Uint32Array(this.#names.length);
    for (let message = 0; message < count; message += 1) {
      const topic = (this.#topics[message] ?? 0) & topicBits;
      totals[topic] = (totals[topic] ?? 0) + 1;
    }
    return totals;
  }

  #identify(topic: string): number {
    const known = this.#identifiers.get(topic);
    if (known !== undefined) return known;
    if (this.#names.length >= this.#topicLimit) return this.#names.length - 1;
    const identifier = this.#names.length;
    this.#names.push(topic);
    this.#identifiers.set(topic, identifier);
    return identifier;
  }

  #grow(): void {
    this.#times = grown(this.#times, (length) => new Float64Array(length));
    this.#offsets = grown(this.#offsets, (length) => new Float64Array(length));
    this.#topics = grown(this.#topics, (length) => new Uint32Array(length));
  }
}
