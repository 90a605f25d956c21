import { randomUUID } from 'node:crypto';
import type { Identity } from '../../chat/identity.ts';
import {
  answerName,
  decodeResend,
  encodeRequest,
  linesSignerOf,
  parseResendTopic,
  type ReceivedLines,
  resendTopic,
} from '../../chat/resend.ts';
import type { Signer } from '../../chat/signed-line.ts';
import type { ReceivedMessage } from '../../chat/wire.ts';
import type { Room } from '../../model/room.ts';
import type { Connection } from '../../mqtt/connection.ts';
import type { Message } from '../../mqtt/message.ts';
import type { Sender } from './compose.ts';
import { LineOrder } from './line-order.ts';
import type { ReceivedChat } from './receive-message.ts';
import { ResendAnswers } from './resend-answers.ts';
import { QuestionBudget, ResendQuestions } from './resend-questions.ts';

type Wiring = {
  readonly clientId: string;
  readonly identity: Identity;
  readonly rooms: ReadonlyMap<string, Room>;
  /** Whether a key is that of somebody who has spoken before. */
  readonly isKnownKey: (key: string) => boolean;
  readonly connection: () => Connection;
  /** Whether we are in the room of a topic; otherwise nothing is asked or answered there. */
  readonly mayPublish: (topic: string) => boolean;
  /** Shows a line in a room. */
  readonly receive: (room: Room, message: ReceivedChat) => void;
  /** Verifies a line that was sent again; then it is taken. */
  readonly receiveAgain: (
    room: Room,
    chat: ReceivedMessage,
    message: Message & { readonly repeatedBy: Signer },
  ) => void;
  /** Calls `next` with the signer once that is known and every line before has been taken. */
  readonly inTurn: (
    room: Room,
    verification: Promise<Signer> | undefined,
    next: (signer: Signer) => void,
  ) => void;
};

/** A run of a program, with its key: nobody else can move its numbers. */
const speakerOf = (session: string, key: string | undefined): string =>
  key === undefined ? session : `${session} ${key}`;

/** The state of one room. */
class RoomRecovery {
  readonly since = performance.now();
  readonly order = new LineOrder();
  readonly questions = new ResendQuestions();
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
  readonly #answers: ResendAnswers;
  readonly #rooms = new Map<string, RoomRecovery>();
  /** How many messages we have sent, by room; continues when a room is joined again. */
  readonly #numbers = new Map<string, number>();
  readonly #budget = new QuestionBudget();
  #isConnected = false;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    const { clientId, identity, isKnownKey } = wiring;
    this.#answers = new ResendAnswers({
      clientId,
      identity,
      isKnownKey,
      session: this.session,
      lastNumber: (topic) => this.#numbers.get(topic) ?? 0,
      publish: (topic, payload) => this.#publish(topic, payload),
    });
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
      this.#answers.said(topic, number, payload);
  }

  /** The connection is up, again or for the first time. */
  connected(): void {
    this.#isConnected = true;
    this.#budget.renew();
    // From now on we are there: what is said before anybody's presence has arrived counts as missed.
    for (const topic of this.#wiring.rooms.keys()) this.#room(topic);
    for (const { order, questions } of this.#rooms.values()) {
      questions.clear();
      order.expectGaps();
    }
  }

  /** The connection is lost: what waits for a line before it goes on waiting. */
  lost(): void {
    if (!this.#isConnected) return;
    this.#isConnected = false;
    for (const { order } of this.#rooms.values()) order.lost();
  }

  /** A client is in a room, as `key` has signed: asks it for what we have missed. */
  present(
    { topic, isPrivate, flood }: Room,
    clientId: string,
    { session, key }: { readonly session: string; readonly key?: string | undefined },
  ): void {
    if (isPrivate || session === '') return;
    const { order, since, questions } = this.#room(topic);
    const speaker = speakerOf(session, key);
    order.present(speaker);
    if (this.#wiring.connection().isReadOnly) return;
    const after = order.missingAfter(speaker);
    if (after === undefined || !questions.mayAsk(speaker)) return;
    const isStranger = key === undefined || !this.#wiring.isKnownKey(key);
    if (!questions.has(speaker) && !this.#budget.take(after === 0, isStranger)) return;
    if (questions.isEmpty) flood.awaitBacklog(Date.now());
    const here = Math.round(performance.now() - since);
    const nonce = questions.ask(speaker, key);
    const request = { session, after, here, from: this.#wiring.clientId, nonce };
    const to = { room: topic, clientId };
    void this.#publish(
      resendTopic(topic, clientId),
      encodeRequest(request, to, this.#wiring.identity),
    );
  }

  /** Takes a message of a room, and shows it in its turn. */
  take(room: Room, message: ReceivedChat): void {
    const { chat, signer } = message;
    const { session, n } = chat;
    const show = (isLate: boolean): void => this.#wiring.receive(room, { ...message, isLate });
    const isOrdered = !room.isPrivate && signer.kind !== 'invalid' && session !== this.session;
    if (!isOrdered || session === undefined || n === undefined) show(false);
    else {
      const key = keyOf(signer);
      const { order } = this.#room(room.topic);
      order.take(speakerOf(session, key), { number: n, isProven: key !== undefined }, show);
    }
  }

  /** Takes a request to us or lines resent to us; returns whether it was either. */
  receive(message: Message): boolean {
    const place = parseResendTopic(message.topic);
    const { clientId, identity, rooms, mayPublish } = this.#wiring;
    const isAnswer = place?.clientId === answerName(identity.key);
    if (place === undefined || (!isAnswer && place.clientId !== clientId)) return false;
    const room = rooms.get(place.room);
    const content = decodeResend(message.payload);
    if (room === undefined || room.isPrivate || content === undefined || message.retain)
      return true;
    if ('messages' in content) this.#receiveResent(room, content, message);
    else if (!isAnswer && mayPublish(message.topic)) this.#answers.take(room, content);
    return true;
  }

  /** A room was left. */
  forget(topic: string): void {
    this.#rooms.get(topic)?.order.stop();
    this.#rooms.delete(topic);
    this.#answers.forget(topic);
  }

  stop(): void {
    for (const topic of this.#rooms.keys()) this.forget(topic);
  }

  /** Takes what we have asked for, from the one we have asked. */
  #receiveResent(room: Room, lines: ReceivedLines, message: Message): void {
    const { session, upTo, isLast, messages } = lines;
    const { order, questions } = this.#room(room.topic);
    const speaker = speakerOf(session, lines.claim?.key);
    // Older programs sign nothing: what they repeat is marked, since anybody may have said it.
    const question = questions.answeredBy(speaker, lines.nonce);
    if (question === undefined) return;
    const verification = question.key === undefined ? undefined : linesSignerOf(lines, room.topic);
    this.#wiring.inTurn(room, verification, (repeatedBy) => {
      if (repeatedBy.kind === 'invalid') return;
      for (const chat of messages)
        if (chat.session === session)
          this.#wiring.receiveAgain(room, chat, { ...message, repeatedBy });
      this.#wiring.inTurn(room, undefined, () => {
        // Verifying took until there was another connection.
        if (question.isOutdated) return;
        order.resent(speaker, upTo, isLast);
        question.isAnswered ||= isLast;
      });
    });
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

const keyOf = (signer: Signer): string | undefined =>
  signer.kind === 'key' ? signer.key : undefined;
