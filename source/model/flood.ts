import { BoundedMap } from '../collections/bounded-map.ts';
import { FoldedLines } from './folded-lines.ts';
import { type FlowLimits, TokenBucket } from './token-bucket.ts';

/** A paste of 30 lines is no flood; nobody reads ten lines a second of one person for long. */
const limits = {
  sender: { burst: 100, perSecond: 10 },
  newcomers: { burst: 100, perSecond: 10 },
  raw: { burst: 100, perSecond: 10 },
  news: { burst: 30, perSecond: 1 },
  room: { burst: 1000, perSecond: 100 },
} satisfies Record<string, FlowLimits>;

/** How many senders are counted separately; a stranger can invent any number. */
const sendersKept = 1000;

/** What the broker has stored for us comes all at once: this many lines within this time, ms. */
const backlog = { lines: 1000, time: 10_000 };

/** One flow of lines, and the line that stands for what was too much of it. */
class Flow {
  readonly #bucket: TokenBucket;
  readonly #words: (lines: string) => string;
  #fold: FoldedLines | undefined;

  constructor(flowLimits: FlowLimits, words: (lines: string) => string) {
    this.#bucket = new TokenBucket(flowLimits);
    this.#words = words;
  }

  /** `undefined` when one more may pass, else the line that counts it. */
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

/**
 * Stands before a room and holds back what nobody could read. Each sender has a separate limit,
 * names that were not heard before share one, and the room has one for all.
 */
export class FloodGate {
  readonly #senders = new BoundedMap<string, Flow>(sendersKept);
  readonly #newcomers = new Flow(
    limits.newcomers,
    (lines) => `from names not seen before: ${lines}`,
  );
  readonly #raw = new Flow(limits.raw, (lines) => `raw messages: ${lines}`);
  readonly #news = new Flow(limits.news, (lines) => `who comes and goes: ${lines}`);
  readonly #room = new Flow(limits.room, (lines) => `from everybody together: ${lines}`);
  #backlog = { lines: 0, until: 0 };

  /** The broker is about to hand over what it has kept for us: that is no flood. */
  awaitBacklog(at: number): void {
    this.#backlog = { lines: backlog.lines, until: at + backlog.time };
  }

  /** Whether what comes now may be what the broker has kept. */
  awaitsBacklog(at: number): boolean {
    const { until } = this.#backlog;
    // A clock that was set back does not make it longer.
    return at < until && at >= until - backlog.time;
  }

  /** A sentence: `undefined` when it may pass, else the line that counts it. Times in ms. */
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

  /** Something that is no chat message, from nobody knows whom. */
  judgeRaw(at: number): FoldedLines | undefined {
    return this.#isBacklog(at) ? undefined : (this.#raw.judge(at) ?? this.#room.judge(at));
  }

  /** News of who came and went. */
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
