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
import { FlowByKey } from '../../model/flow-by-key.ts';
import { SaidLines } from './said-lines.ts';

/**
 * How many packets, of about 16 KiB, are sent again at once and then per second: to each client, and, since
 * a stranger can invent any number of keys, to all together. Those whose keys are known have this for
 * themselves.
 */
const packets = { toOne: { burst: 70, perSecond: 0.5 }, toAll: { burst: 250, perSecond: 5 } };

/** How many requests are verified, of each key that is known and of strangers; a signature takes about 180 µs. */
const requests = {
  known: { burst: 20, perSecond: 1 },
  strangers: { burst: 500, perSecond: 20 },
};

/** How many requests are remembered, so that none is answered twice. */
const mostNonces = 2000;

/** The most clients whose packets are counted. */
const mostAskers = 1000;

/** The most requests that wait for an answer, of strangers and of those known. */
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

/** Answers those who ask for lines of ours that they have missed. */
export class ResendAnswers {
  readonly #wiring: Wiring;
  readonly #said = new Map<string, SaidLines>();
  readonly #requests = new FlowByKey(requests);
  readonly #packets = {
    known: new TokenBucket(packets.toAll),
    strangers: new TokenBucket(packets.toAll),
  };
  readonly #nonces = new BoundedMap<string, true>(mostNonces);
  readonly #toOne = new BoundedMap<string, TokenBucket>(mostAskers);
  #answering: Promise<void> = Promise.resolve();
  readonly #waiting = { known: 0, strangers: 0 };

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
    const { key } = claim;
    const whose = this.#requests.take(isKnownKey(key) ? key : undefined, performance.now());
    if (whose === undefined || this.#waiting[whose] >= mostWaiting) return;
    this.#waiting[whose] += 1;
    const verified = this.#verifiedLater(room, request);
    const asked = `${key} ${nonce}`;
    const answer = async (before: Promise<void>): Promise<void> => {
      const isGenuine = await verified;
      // What is forged takes nobody's place while others are answered.
      if (!isGenuine) this.#waiting[whose] -= 1;
      await before;
      if (!isGenuine) return;
      if (!this.#nonces.has(asked)) {
        this.#nonces.set(asked, true);
        await this.#answer(room.topic, { ...request, key, nonce });
      }
      this.#waiting[whose] -= 1;
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
  ): Promise<void> {
    const { identity, session, lastNumber, publish, isKnownKey } = this.#wiring;
    const { key, here, nonce } = request;
    // Somebody has made the other client believe in lines that we have not said yet.
    const after = request.after > lastNumber(topic) ? 0 : request.after;
    const since = after === 0 ? performance.now() - here : 0;
    const chunks = (this.#said.get(topic) ?? new SaidLines()).after(after, since);
    const toOne = this.#toOne.get(key) ?? new TokenBucket(packets.toOne);
    this.#toOne.renew(key, toOne);
    const toAll = this.#packets[isKnownKey(key) ? 'known' : 'strangers'];
    for (const [index, { upTo, payloads }] of chunks.entries()) {
      const now = performance.now();
      if (!toOne.take(now) || !toAll.take(now)) return;
      const isLast = index === chunks.length - 1;
      const answer = encodeResentLines({ session, upTo, isLast, nonce }, payloads, topic, identity);
      if (!(await publish(resendTopic(topic, answerName(key)), answer))) return;
    }
  }
}
