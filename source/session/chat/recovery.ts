import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReceivedMessage } from '../../chat/wire.ts';
import { BoundedMap } from '../../collections/bounded-map.ts';
import {
  decodeResend,
  encodeResentLines,
  encodeRequest,
  parseResendTopic,
  type ResentLines,
  type ResendRequest,
  resendTopic,
} from '../../chat/resend.ts';
import type { Signer } from '../../chat/signed-line.ts';
import type { Room } from '../../model/room.ts';
import { TokenBucket } from '../../model/token-bucket.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { Message } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import type { Sender } from './compose.ts';
import type { ReceivedChat } from './receive-message.ts';
import { LineOrder } from './line-order.ts';
import { SaidLines } from './said-lines.ts';

/** The most clients to ask after a break, and the most to ask that have sent nothing yet. */
const mostAsked = { all: 200, silent: 50 };

/** How many packets are resent at once, and then per second, to all clients together. */
const answers = { burst: 500, perSecond: 10 };

/** The most sessions whose keys are remembered; a stranger can invent any number. */
const mostSessions = 2000;

/** The most requests that wait for an answer. */
const mostWaiting = 500;

type Wiring = {
  readonly clientId: string;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly connection: () => Connection;
  /** Shows a line in a room. */
  readonly receive: (room: Room, message: ReceivedChat) => void;
  /** Verifies a line that was sent again; then it is taken. */
  readonly receiveAgain: (room: Room, chat: ReceivedMessage, message: Message) => void;
  /** Calls `next` once every line before has been taken. */
  readonly inTurn: (room: Room, next: () => void) => void;
};

/** A run of a program, with its key: nobody else can move its numbers. */
const speakerOf = (session: string, key: string | undefined): string =>
  key === undefined ? session : `${session} ${key}`;

const keyOf = (signer: Signer): string | undefined =>
  signer.kind === 'key' ? signer.key : undefined;

/** The state of one room. */
class RoomRecovery {
  readonly since = performance.now();
  readonly order = new LineOrder();
  readonly said = new SaidLines();
  /** The key of each session, by its presence. */
  readonly keys = new BoundedMap<string, string | undefined>(mostSessions);
}

/**
 * Recovers what is lost when a broker dies: lines that it had acknowledged but not delivered. After a
 * break, each client asks those present for the lines it has missed, and they resend them to that client
 * alone. Private rooms and direct messages do not take part.
 */
export class Recovery {
  /** New in every run. */
  readonly session: string = randomUUID();
  readonly #wiring: Wiring;
  readonly #rooms = new Map<string, RoomRecovery>();
  /** How many messages we have sent, by room; continues when a room is joined again. */
  readonly #numbers = new Map<string, number>();
  readonly #answers = new TokenBucket(answers);
  #answering: Promise<void> = Promise.resolve();
  #asked = 0;
  #waiting = 0;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** The sender of our next message in a room, with its number. */
  sender({ topic, isPrivate }: Room): Sender {
    const from = this.#wiring.clientId;
    if (isPrivate) return { from };
    const n = (this.#numbers.get(topic) ?? 0) + 1;
    this.#numbers.set(topic, n);
    return { from, session: this.session, n };
  }

  /** The broker has acknowledged one of our messages. */
  acknowledged(topic: string, number: number | undefined, payload: string): void {
    if (number !== undefined && this.#wiring.rooms.has(topic))
      this.#room(topic).said.add({ number, payload, at: performance.now() });
  }

  /** The connection is up, again or for the first time. */
  connected(): void {
    this.#asked = 0;
    for (const { order } of this.#rooms.values()) order.expectGaps();
  }

  /** A client is in a room: asks it for what we have missed. */
  present(
    { topic, isPrivate, flood }: Room,
    clientId: string,
    { session, key }: { readonly session: string; readonly key?: string | undefined },
  ): void {
    if (isPrivate || session === '') return;
    const { order, since, keys } = this.#room(topic);
    keys.renew(session, key);
    const after = order.missingAfter(speakerOf(session, key));
    if (after === undefined || this.#asked >= mostAsked[after === 0 ? 'silent' : 'all']) return;
    this.#asked += 1;
    flood.awaitBacklog(Date.now());
    const here = Math.round(performance.now() - since);
    const request = { session, after, here, from: this.#wiring.clientId };
    void this.#publish(resendTopic(topic, clientId), encodeRequest(request));
  }

  /** Takes a message of a room, and shows it in its turn. */
  take(room: Room, message: ReceivedChat): void {
    const { session, n } = message.chat;
    const { signer } = message;
    const show = (): void => this.#wiring.receive(room, message);
    if (room.isPrivate || session === undefined || n === undefined) show();
    else if (session === this.session || signer.kind === 'invalid') show();
    else this.#room(room.topic).order.take(speakerOf(session, keyOf(signer)), n, show);
  }

  /** Takes a request to us or lines resent to us; returns whether it was either. */
  receive(message: Message): boolean {
    const place = parseResendTopic(message.topic);
    if (place?.clientId !== this.#wiring.clientId) return false;
    const room = this.#wiring.rooms.get(place.room);
    const content = decodeResend(message.payload);
    if (room === undefined || room.isPrivate || content === undefined || message.retain)
      return true;
    if ('messages' in content) this.#receiveResent(room, content, message);
    else this.#answerLater(room, content);
    return true;
  }

  /** A room was left. */
  forget(topic: string): void {
    this.#rooms.get(topic)?.order.stop();
    this.#rooms.delete(topic);
  }

  stop(): void {
    for (const topic of this.#rooms.keys()) this.forget(topic);
  }

  #receiveResent(
    room: Room,
    { session, upTo, isLast, messages }: ResentLines,
    message: Message,
  ): void {
    const { order, keys } = this.#room(room.topic);
    for (const chat of messages)
      if (chat.session === session) this.#wiring.receiveAgain(room, chat, message);
    this.#wiring.inTurn(room, () =>
      order.resent(speakerOf(session, keys.get(session)), upTo, isLast),
    );
  }

  /** Answers one request after the other. */
  #answerLater(room: Room, request: ResendRequest): void {
    const isUsable = topicNameProblem(resendTopic(room.topic, request.from)) === undefined;
    if (request.session !== this.session || !isUsable || this.#waiting >= mostWaiting) return;
    this.#waiting += 1;
    this.#answering = this.#answering
      .then(() => this.#answer(room, request))
      .finally(() => {
        this.#waiting -= 1;
      });
  }

  async #answer({ topic }: Room, { session, after, here, from }: ResendRequest): Promise<void> {
    // By then we have the acknowledgement of what the broker took before the other client subscribed.
    await nextTurn();
    const since = after === 0 ? performance.now() - here : 0;
    const chunks = this.#room(topic).said.after(after, since);
    for (const [index, { upTo, payloads }] of chunks.entries()) {
      if (!this.#answers.take(performance.now())) return;
      const isLast = index === chunks.length - 1;
      const answer = encodeResentLines({ session, upTo, isLast }, payloads);
      if (!(await this.#publish(resendTopic(topic, from), answer))) return;
    }
  }

  /** Returns whether the broker has taken it; nothing is retried before the next break. */
  #publish(topic: string, payload: string): Promise<boolean> {
    return this.#wiring
      .connection()
      .publish(topic, payload, { qos: 1, retain: false })
      .then(
        () => true,
        () => false,
      );
  }

  #room(topic: string): RoomRecovery {
    const known = this.#rooms.get(topic);
    if (known !== undefined) return known;
    const fresh = new RoomRecovery();
    this.#rooms.set(topic, fresh);
    return fresh;
  }
}
