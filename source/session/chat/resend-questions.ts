import { randomBytes } from 'node:crypto';
import { BoundedMap } from '../../collections/bounded-map.ts';
import { TokenBucket } from '../../model/token-bucket.ts';

/** The most clients to ask after a break, and the most to ask that have sent nothing yet. */
const mostAsked = { all: 200, silent: 50, strangers: 100 };

/** How often a client is asked in one connection: its presence may be older than its own connection. */
const mostTimes = 3;

/** How long an answer is waited for, ms. */
const patience = 30_000;

/** How many answers to one question are taken at once, and then per second: all can read its nonce. */
const answers = { burst: 100, perSecond: 10 };

/** What we have asked a client for. */
export type Question = {
  /** The key that has signed the client's presence; then the answer must be signed with it. */
  readonly key: string | undefined;
  readonly nonce: string;
  /** ms of `performance.now()`. */
  readonly at: number;
  /** How often it was asked. */
  readonly times: number;
  readonly answers: TokenBucket;
  isAnswered: boolean;
  /** Whether the connection was lost since it was asked: more may be missing than what comes. */
  isOutdated: boolean;
};

/** How many clients may still be asked in this connection: strangers can invent any number. */
export class QuestionBudget {
  #asked = { all: 0, strangers: 0 };

  /** The connection is up again. */
  renew(): void {
    this.#asked = { all: 0, strangers: 0 };
  }

  /** Counts one who is asked, who may be a stranger or `isSilent` so far; returns whether there is room. */
  take(isSilent: boolean, isStranger: boolean): boolean {
    if (this.#asked.all >= mostAsked[isSilent ? 'silent' : 'all']) return false;
    if (isStranger && this.#asked.strangers >= mostAsked.strangers) return false;
    this.#asked.all += 1;
    if (isStranger) this.#asked.strangers += 1;
    return true;
  }
}

/** The questions asked in one room, by the speaker that is asked. */
export class ResendQuestions {
  readonly #bySpeaker = new BoundedMap<string, Question>(mostAsked.all);

  get isEmpty(): boolean {
    return this.#bySpeaker.size === 0;
  }

  /** Forgets all of them: the connection is up again. */
  clear(): void {
    for (const question of this.#bySpeaker.values()) question.isOutdated = true;
    this.#bySpeaker.clear();
  }

  /** Whether a speaker was asked already. */
  has(speaker: string): boolean {
    return this.#bySpeaker.has(speaker);
  }

  /** Whether asking a speaker (again) has a point. */
  mayAsk(speaker: string): boolean {
    const asked = this.#bySpeaker.get(speaker);
    return asked === undefined || (!asked.isAnswered && asked.times < mostTimes);
  }

  /** Remembers a question to a speaker, whose presence `key` has signed; returns the nonce to ask with. */
  ask(speaker: string, key: string | undefined): string {
    const asked = this.#bySpeaker.get(speaker);
    const nonce = randomBytes(16).toString('base64url');
    this.#bySpeaker.set(speaker, {
      key,
      nonce,
      at: performance.now(),
      times: (asked?.times ?? 0) + 1,
      answers: asked?.answers ?? new TokenBucket(answers),
      isAnswered: false,
      isOutdated: false,
    });
    return nonce;
  }

  /** The question that a speaker's answer with a nonce belongs to, if it came in time and is not one too many. */
  answeredBy(speaker: string, nonce: string | undefined): Question | undefined {
    const question = this.#bySpeaker.get(speaker);
    if (question === undefined || question.isAnswered) return undefined;
    const now = performance.now();
    if (now - question.at > patience) return undefined;
    if (question.key !== undefined && nonce !== question.nonce) return undefined;
    return question.answers.take(now) ? question : undefined;
  }
}
