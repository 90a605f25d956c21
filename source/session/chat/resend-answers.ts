import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Identity } from '../../chat/identity.ts';
import {
  answerName,
  encodeResentLines,
  isRequestSigned,
  type ReceivedRequest,
  resendTopic,
} from '../../chat/resend.ts';
import { BoundedMap } from '../../collections/bounded-map.ts';
import type { Room } from '../../model/room.ts';
import { TokenBucket } from '../../model/token-bucket.ts';
import { SaidLines } from './said-lines.ts';

/**
 * How many packets, of about 16 KiB, are sent again at once and then per second: to each client, and, since
 * a stranger can invent any number of keys, to all together. Those whose keys are known have this for
 * themselves.
 */
const packets = { toOne: { burst: 70, perSecond: 0.5 }, toAll: { burst: 250, perSecond: 5 } };

/** How many requests are verified, of strangers and of those known; a signature takes about 180 µs. */
const requests = { burst: 500, perSecond: 20 };

/** How many requests are remembered, so that none is answered twice. */
const mostNonces = 2000;

/** The most clients whose packets are counted. */
const mostAskers = 1000;

/** The most requests that wait for an answer. */
const mostWaiting = 500;

/** In a large room the answers of all come within this time, ms for each member and at most, not at once. */
const spread = { perMember: 10, most: 2000, from: 20 };

type Wiring = {
  readonly clientId: string;
  readonly identity: Identity;
  readonly isKnownKey: (key: string) => boolean;
  readonly session: string;
  /** The number of our last line in a room. */
  readonly lastNumber: (topic: string) => number;
  /** Returns whether the broker has taken it. */
  readonly publish: (topic: string, payload: string) => Promise<boolean>;
};

/** What may be verified and sent to all of a kind together. */
class Budget {
  readonly requests = new TokenBucket(requests);
  readonly packets = new TokenBucket(packets.toAll);
}

/** Answers those who ask for lines of ours that they have missed. */
export class ResendAnswers {
  readonly #wiring: Wiring;
  readonly #said = new Map<string, SaidLines>();
  readonly #budgets = { known: new Budget(), strangers: new Budget() };
  readonly #nonces = new BoundedMap<string, true>(mostNonces);
  readonly #toOne = new BoundedMap<string, TokenBucket>(mostAskers);
  #answering: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** The broker has acknowledged one of our messages. */
  said(topic: string, number: number, payload: string): void {
    const lines = this.#said.get(topic) ?? new SaidLines();
    this.#said.set(topic, lines);
    lines.add({ number, payload, at: performance.now() });
  }

  /** A room was left. */
  forget(topic: string): void {
    this.#said.delete(topic);
  }

  /** Answers a request to us in its turn; ignores those that are not signed, or have been answered. */
  take(room: Room, request: ReceivedRequest): void {
    const { session, isKnownKey } = this.#wiring;
    const { claim, nonce } = request;
    if (request.session !== session || claim === undefined || nonce === undefined) return;
    const budget = this.#budgets[isKnownKey(claim.key) ? 'known' : 'strangers'];
    if (this.#waiting >= mostWaiting || !budget.requests.take(performance.now())) return;
    this.#waiting += 1;
    const verified = this.#verifiedLater(room, request);
    const asked = `${claim.key} ${nonce}`;
    const answer = async (before: Promise<void>): Promise<void> => {
      await before;
      const isGenuine = await verified;
      if (isGenuine && !this.#nonces.has(asked)) {
        this.#nonces.set(asked, true);
        await this.#answer(room.topic, { ...request, key: claim.key, nonce }, budget);
      }
      this.#waiting -= 1;
    };
    this.#answering = answer(this.#answering);
  }

  /** Whether a request is signed, after a while in which the answers of a large room are spread. */
  async #verifiedLater(room: Room, request: ReceivedRequest): Promise<boolean> {
    const { clientId } = this.#wiring;
    if (!(await isRequestSigned(request, { room: room.topic, clientId }))) return false;
    const members = room.people.count;
    if (members > spread.from)
      await wait(Math.random() * Math.min(spread.most, members * spread.perMember));
    // By then we have the acknowledgement of what the broker took before the other client subscribed.
    else await nextTurn();
    return true;
  }

  async #answer(
    topic: string,
    request: ReceivedRequest & { readonly key: string; readonly nonce: string },
    budget: Budget,
  ): Promise<void> {
    const { identity, session, lastNumber, publish } = this.#wiring;
    const { key, here, nonce } = request;
    // Somebody has made the other client believe in lines that we have not said yet.
    const after = request.after > lastNumber(topic) ? 0 : request.after;
    const since = after === 0 ? performance.now() - here : 0;
    const chunks = (this.#said.get(topic) ?? new SaidLines()).after(after, since);
    const toOne = this.#toOne.get(key) ?? new TokenBucket(packets.toOne);
    this.#toOne.renew(key, toOne);
    for (const [index, { upTo, payloads }] of chunks.entries()) {
      const now = performance.now();
      if (!toOne.take(now) || !budget.packets.take(now)) return;
      const isLast = index === chunks.length - 1;
      const answer = encodeResentLines({ session, upTo, isLast, nonce }, payloads, topic, identity);
      if (!(await publish(resendTopic(topic, answerName(key)), answer))) return;
    }
  }
}
