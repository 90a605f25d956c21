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
 * a stranger can invent any number of keys, to all together.
 */
const packets = { toOne: { burst: 70, perSecond: 0.5 }, toAll: { burst: 250, perSecond: 5 } };

/** How many requests are verified; a signature takes about 180 µs. */
const requests = { burst: 500, perSecond: 20 };

/** The most clients whose packets are counted. */
const mostAskers = 1000;

/** The most requests that wait for an answer. */
const mostWaiting = 500;

/** In a large room the answers of all come within this time, ms for each member and at most, not at once. */
const spread = { perMember: 10, most: 2000, from: 20 };

type Wiring = {
  readonly clientId: string;
  readonly identity: Identity;
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
  readonly #requests = new TokenBucket(requests);
  readonly #toAll = new TokenBucket(packets.toAll);
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

  /** Answers a request to us in its turn; ignores those that are not signed. */
  take(room: Room, request: ReceivedRequest): void {
    const { session } = this.#wiring;
    const isForUs = request.session === session && request.claim !== undefined;
    if (!isForUs || this.#waiting >= mostWaiting || !this.#requests.take(performance.now())) return;
    this.#waiting += 1;
    this.#answering = this.#answering
      .then(() => this.#answer(room, request))
      .finally(() => {
        this.#waiting -= 1;
      });
  }

  async #answer(room: Room, request: ReceivedRequest): Promise<void> {
    const { clientId, identity, session, lastNumber, publish } = this.#wiring;
    const { topic } = room;
    const { claim, here, nonce } = request;
    if (claim === undefined || !(await isRequestSigned(request, { room: topic, clientId }))) return;
    const members = room.people.count;
    if (members > spread.from)
      await wait(Math.random() * Math.min(spread.most, members * spread.perMember));
    // By then we have the acknowledgement of what the broker took before the other client subscribed.
    else await nextTurn();
    // Somebody has made the other client believe in lines that we have not said yet.
    const after = request.after > lastNumber(topic) ? 0 : request.after;
    const since = after === 0 ? performance.now() - here : 0;
    const chunks = (this.#said.get(topic) ?? new SaidLines()).after(after, since);
    const toOne = this.#toOne.get(claim.key) ?? new TokenBucket(packets.toOne);
    this.#toOne.renew(claim.key, toOne);
    for (const [index, { upTo, payloads }] of chunks.entries()) {
      const now = performance.now();
      if (!toOne.take(now) || !this.#toAll.take(now)) return;
      const isLast = index === chunks.length - 1;
      const lines = { session, upTo, isLast, ...(nonce === undefined ? {} : { nonce }) };
      const answer = encodeResentLines(lines, payloads, topic, identity);
      if (!(await publish(resendTopic(topic, answerName(claim.key)), answer))) return;
    }
  }
}
