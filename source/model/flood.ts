import { BoundedMap } from '../collections/bounded-map.ts';
import { FoldedLines } from './folded-lines.ts';
import { FloodBucket, type FlowLimits, TokenBucket } from './token-bucket.ts';
import { FlowByKey } from './flow-by-key.ts';

/** A paste of 30 lines is not a flood, but nobody can follow ten lines a second for long. */
const limits = {
  sender: { burst: 100, perSecond: 10 },
  newcomers: { burst: 100, perSecond: 10 },
  raw: { burst: 100, perSecond: 10 },
  outside: { burst: 100, perSecond: 10 },
  // Anybody can play old lines again, but only those of the keys that have signed them.
  past: { burst: 1000, perSecond: 10 },
  allPast: { burst: 2000, perSecond: 20 },
  // Deriving the key of a sender's run takes about 20 µs, and failing to decrypt with it another 30.
  untried: { burst: 2000, perSecond: 500 },
  // Those whose keys are known do not share the room's limit with strangers.
  known: { burst: 1000, perSecond: 100 },
  news: { burst: 30, perSecond: 1 },
  room: { burst: 1000, perSecond: 100 },
} satisfies Record<string, FlowLimits>;

/** How many signatures are verified: that takes about 180 µs of another thread. */
const verifications = {
  known: { burst: 2000, perSecond: 1000 },
  allKnown: { burst: 4000, perSecond: 2000 },
  strangers: { burst: 1000, perSecond: 200 },
};

/** What is too much is counted in one line until nothing was for this long, ms. */
const calm = 10_000;

/** How many senders are counted separately; a stranger can invent any number. */
const sendersKept = 1000;

/** What the broker has kept for us arrives all at once: up to this many lines within this time, ms. */
const backlog = { lines: 1000, time: 10_000 };

/** How long a line may wait for those before it, ms: it is judged after that, by the time at which it came. */
const longestWait = 60_000;

/** One flow of lines, and the line that replaces its excess. */
class Flow {
  readonly #bucket: FloodBucket;
  readonly #words: (lines: string) => string;
  #fold: FoldedLines | undefined;

  constructor(flowLimits: FlowLimits, words: (lines: string) => string) {
    this.#bucket = new FloodBucket(flowLimits);
    this.#words = words;
  }

  /** `undefined` if one more line may pass, else the line that counts it. */
  judge(at: number): FoldedLines | undefined {
    if (this.#bucket.take(at)) {
      this.#fold = undefined;
      return undefined;
    }
    this.#fold ??= new FoldedLines(this.#words, at);
    this.#fold.add(at);
    return this.#fold;
  }
}

/** What is too much for a budget that others can use up: some of it passes, the rest is counted. */
class Excess {
  readonly #words: (lines: string) => string;
  #fold: FoldedLines | undefined;
  #last = 0;

  constructor(words: (lines: string) => string) {
    this.#words = words;
  }

  /** Counts one more at a time; returns the line that does. */
  add(at: number): FoldedLines {
    if (this.#fold === undefined || Math.abs(at - this.#last) > calm)
      this.#fold = new FoldedLines(this.#words, at);
    this.#last = at;
    this.#fold.add(at);
    return this.#fold;
  }
}

/** Somebody whose key is known for the name, and whether it was compared. */
export type KnownSpeaker = {
  readonly key: string;
  readonly sender: string;
  readonly isVerified: boolean;
};

/**
 * Keeps a flood that nobody could read out of a room. Each sender has a separate limit, names not seen
 * before share one, and the room has one for all.
 */
export class FloodGate {
  readonly #senders = new BoundedMap<string, Flow>(sendersKept);
  readonly #known = new BoundedMap<string, Flow>(sendersKept);
  readonly #newcomers = new Flow(
    limits.newcomers,
    (lines) => `from names not seen before: ${lines}`,
  );
  readonly #raw = new Flow(limits.raw, (lines) => `raw messages: ${lines}`);
  readonly #outside = new Flow(
    limits.outside,
    (lines) => `not encrypted with the key of this room: ${lines}`,
  );
  readonly #attempts = new TokenBucket(limits.untried);
  readonly #untried = new Excess(
    (lines) => `encrypted by senders not heard before, too many to try: ${lines}`,
  );
  readonly #past = new Flow(limits.past, (lines) => `said before you joined: ${lines}`);
  readonly #pastOf = new BoundedMap<string, Flow>(sendersKept);
  readonly #allPast = new Flow(
    limits.allPast,
    (lines) => `said before you joined, by everybody known: ${lines}`,
  );
  readonly #verifications = new FlowByKey(verifications);
  readonly #unverified = new Excess((lines) => `signed, but too many to verify: ${lines}`);
  readonly #allKnown = new Flow(limits.known, (lines) => `from everybody known: ${lines}`);
  readonly #news = new Flow(limits.news, (lines) => `who comes and goes: ${lines}`);
  readonly #gaps = new Flow(limits.news, (lines) => `about messages that did not arrive: ${lines}`);
  readonly #room = new Flow(limits.room, (lines) => `from everybody together: ${lines}`);
  #backlog = { lines: 0, until: 0 };

  /** The broker is about to deliver what it has kept for us, which is not a flood. */
  awaitBacklog(at: number): void {
    this.#backlog = { lines: backlog.lines, until: at + backlog.time };
  }

  /** Whether what arrives now may be what the broker has kept. */
  awaitsBacklog(at: number): boolean {
    const { until } = this.#backlog;
    // Setting the clock back does not extend it for long.
    return at < until && at >= until - backlog.time - longestWait;
  }

  /** Judges a sentence: `undefined` if it may pass, else the line that counts it. Times in ms. */
  judge(sender: string, at: number): FoldedLines | undefined {
    if (this.#isBacklog(at)) return undefined;
    const known = this.#senders.get(sender);
    const fold = known === undefined ? this.#newcomers.judge(at) : known.judge(at);
    if (fold !== undefined) return fold;
    const flow = known ?? newSender(sender);
    if (known === undefined) flow.judge(at);
    this.#senders.renew(sender, flow);
    return this.#room.judge(at);
  }

  /**
   * Judges a sentence of somebody whose key is known, by the key: what strangers do does not count. Nor
   * does what anybody else does, if the key is verified.
   */
  judgeKnown({ key, sender, isVerified }: KnownSpeaker, at: number): FoldedLines | undefined {
    if (this.#isBacklog(at)) return undefined;
    const flow = this.#known.get(key) ?? newSender(sender);
    this.#known.renew(key, flow);
    return flow.judge(at) ?? (isVerified ? undefined : this.#allKnown.judge(at));
  }

  /** Judges a signature that is to be verified; `known`: the key that it claims to be of, if that is known. */
  judgeUnverified(known: string | undefined, at: number): FoldedLines | undefined {
    return this.#verifications.take(known, at) === undefined ? this.#unverified.add(at) : undefined;
  }

  /** Judges a payload that is not a chat message, from an unknown sender. */
  judgeRaw(at: number): FoldedLines | undefined {
    return this.#isBacklog(at) ? undefined : (this.#raw.judge(at) ?? this.#room.judge(at));
  }

  /** Judges what is not encrypted with a private room's key: anybody can publish it, under any name. */
  judgeOutside(at: number): FoldedLines | undefined {
    return this.#outside.judge(at);
  }

  /** Judges the attempt to decrypt something for which a key must be derived first. */
  judgeUntried(at: number): FoldedLines | undefined {
    return this.#attempts.take(at) ? undefined : this.#untried.add(at);
  }

  /**
   * Judges what was said before we joined a private room: anybody can play it again. Of somebody whose key
   * is known it is judged by the key, as by `judgeKnown`.
   */
  judgePast(known: KnownSpeaker | undefined, at: number): FoldedLines | undefined {
    if (known === undefined) return this.#past.judge(at);
    const { key, sender, isVerified } = known;
    const flow = this.#pastOf.get(key) ?? newPast(sender);
    this.#pastOf.renew(key, flow);
    return flow.judge(at) ?? (isVerified ? undefined : this.#allPast.judge(at));
  }

  /** Judges news of messages that did not arrive. */
  judgeGap(at: number): FoldedLines | undefined {
    return this.#gaps.judge(at);
  }

  /** Judges news of who came or left. */
  judgeNews(at: number): FoldedLines | undefined {
    return this.#news.judge(at);
  }

  #isBacklog(at: number): boolean {
    if (!this.awaitsBacklog(at) || this.#backlog.lines === 0) return false;
    this.#backlog.lines -= 1;
    return true;
  }
}

const newSender = (sender: string): Flow =>
  new Flow(limits.sender, (lines) => `${sender}: ${lines}`);

const newPast = (sender: string): Flow =>
  new Flow(limits.past, (lines) => `${sender}, said before you joined: ${lines}`);
