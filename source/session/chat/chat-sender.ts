import type { Identity } from '../../chat/identity.ts';
import { type ChatMessage, sayProblem } from '../../chat/wire.ts';
import type { Room } from '../../model/room.ts';
import { type DeliveryState, isOut, type SaidLine } from '../../model/room-line.ts';
import type { Connection } from '../../mqtt/connection.ts';
import { readOnlySentence } from '../../mqtt/read-only.ts';
import { DirectRoom } from '../../model/direct-room.ts';
import { compose, type Composed, sentBy } from './compose.ts';
import { Echoes } from './echoes.ts';
import { EncryptedConversation } from './encrypted-conversation.ts';
import { Outbox } from './outbox.ts';
import type { Recovery } from './recovery.ts';
import type { RoomHistory } from './room-history.ts';

/** How long the presence of others takes to arrive once there is a connection, ms. */
const presenceTakes = 2000;

type Wiring = {
  readonly identity: Identity;
  readonly nick: () => string | undefined;
  readonly recovery: Recovery;
  readonly history: RoomHistory | undefined;
  readonly connection: () => Connection;
  /** The payload for a direct message that has waited, if it must go to another run by now. */
  readonly resealed: (room: EncryptedConversation, message: ChatMessage) => string | undefined;
  /** Whether we are where a topic belongs; what is said there waits until then. */
  readonly mayPublish: (topic: string) => boolean;
  readonly onChange: () => void;
};

/** What to send, and how. */
type Saying = {
  readonly say: string;
  readonly isAction: boolean;
  /** Whether the next run sends it if this one cannot. */
  readonly isLasting: boolean;
};

/** Composes our messages, stores them, and queues them until the broker has acknowledged them. */
export class ChatSender {
  /** Tells which of them are delivered to us. */
  readonly echoes: Echoes;
  readonly #wiring: Wiring;
  readonly #outbox: Outbox;
  #timer: NodeJS.Timeout | undefined;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#outbox = new Outbox(wiring.onChange, wiring.mayPublish);
    this.echoes = new Echoes(wiring.onChange);
  }

  /** How many messages the broker has not acknowledged yet. */
  get waiting(): number {
    return this.#outbox.length;
  }

  /** How many of them are for one topic name. */
  waitingFor(topic: string): number {
    return this.#outbox.waitingFor(topic);
  }

  /** Sends a message to a room, later if there is no connection. Returns why it cannot be sent. */
  send(room: Room, { say, isAction, isLasting }: Saying): string | undefined {
    const problem = this.#wiring.connection().isReadOnly ? readOnlySentence : sayProblem(say);
    if (problem !== undefined) return problem;
    if (this.#outbox.isFull) return 'Too many messages wait for the broker: this one was not sent.';
    const { identity, nick, recovery, history, onChange } = this.#wiring;
    const us = { user: nick() ?? '', ...recovery.sender(room) };
    const composed = compose(room, { ...us, say, isAction }, identity);
    if (typeof composed === 'string') return composed;
    const line = room.send(composed.message, composed.message.at, identity.key);
    if (isLasting) history?.said(room, composed);
    this.#queue(room, composed, line);
    this.flush();
    onChange();
    return undefined;
  }

  /** Loads a room's earlier messages, and sends what an earlier run could not. */
  recall(room: Room): void {
    const { identity, recovery, history } = this.#wiring;
    for (const kept of history?.restore(room, Date.now(), identity.key) ?? []) {
      if (this.#outbox.isFull) continue;
      const composed = sentBy(room, kept, recovery.sender(room), identity);
      this.#queue(room, composed, room.send(composed.message, composed.message.at, identity.key));
    }
    this.flush();
  }

  /** Sends a line of a direct conversation once more, encrypted again; in its turn, so that counters only grow. */
  sendAgain(room: Room, payload: string, line: SaidLine): void {
    this.#outbox.add(room.address, payload, line);
    this.flush();
  }

  /** We are in a room: sends what is waiting; direct messages a moment later, when it is known who has restarted. */
  entered(): void {
    this.flush();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#isConnected()) return;
      this.#outbox.release();
      this.flush();
    }, presenceTakes);
    this.#timer.unref();
  }

  /** Sends what is waiting, if there is a connection. */
  flush(): void {
    this.#outbox.flush(this.#wiring.connection());
  }

  #isConnected(): boolean {
    return this.#wiring.connection().status.state === 'connected';
  }

  #queue(room: Room, { message, payload }: Composed, line: SaidLine): void {
    const { history, recovery, resealed } = this.#wiring;
    const { id, n } = message;
    const onSettled = (delivery: DeliveryState): void => {
      history?.settled(room, id, line, delivery);
      if (isOut(delivery)) {
        recovery.acknowledged(room.topic, n, payload);
        this.echoes.acknowledged(payload);
      } else this.echoes.forget(payload);
    };
    // Direct messages do not come back.
    if (!(room instanceof DirectRoom)) this.echoes.expect(payload, room, line);
    const renewed = (): { topic: string; payload: string } | undefined => {
      const fresh = room instanceof EncryptedConversation ? resealed(room, message) : undefined;
      return fresh === undefined ? undefined : { topic: room.address, payload: fresh };
    };
    const isEncrypted = room instanceof EncryptedConversation;
    this.#outbox.add(
      room.address,
      payload,
      line,
      isEncrypted ? { onSettled, renewed } : { onSettled },
    );
    if (!this.#isConnected()) this.#outbox.hold();
  }
}
