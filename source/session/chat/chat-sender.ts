import { sayProblem } from '../../chat/wire.ts';
import type { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import type { Connection } from '../../mqtt/connection.ts';
import { compose, type Composed, sentBy } from './compose.ts';
import { Outbox } from './outbox.ts';
import type { Recovery } from './recovery.ts';
import type { RoomHistory } from './room-history.ts';

type Wiring = {
  readonly nick: () => string | undefined;
  readonly recovery: Recovery;
  readonly history: RoomHistory | undefined;
  readonly connection: () => Connection;
  readonly onChange: () => void;
};

/** What is said, and how. */
type Saying = {
  readonly say: string;
  readonly isAction: boolean;
  /** Whether it goes out after the next start where it could not in this one. */
  readonly isLasting: boolean;
};

/** What we say: composed, stored, and queued until the broker has it. */
export class ChatSender {
  readonly #wiring: Wiring;
  readonly #outbox: Outbox;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#outbox = new Outbox(wiring.onChange);
  }

  /** How many sentences still wait for the broker. */
  get waiting(): number {
    return this.#outbox.length;
  }

  /** Says something in a room; kept and sent later while there is no connection. Returns why it cannot be said. */
  send(room: Room, { say, isAction, isLasting }: Saying): string | undefined {
    const problem = sayProblem(say);
    if (problem !== undefined) return problem;
    if (this.#outbox.isFull)
      return 'Too many messages wait for the broker; this one was not taken.';
    const { nick, recovery, history, onChange } = this.#wiring;
    const us = { user: nick() ?? '', ...recovery.sender(room) };
    const composed = compose(room, { ...us, say, isAction });
    if (typeof composed === 'string') return composed;
    const line = room.send(composed.message, composed.message.at);
    if (isLasting) history?.said(room, composed);
    this.#queue(room, composed, line);
    this.flush();
    onChange();
    return undefined;
  }

  /** Loads what was said in a room before, and says what an earlier start could not send. */
  recall(room: Room): void {
    const { recovery, history } = this.#wiring;
    for (const composed of history?.restore(room, Date.now()) ?? [])
      if (!this.#outbox.isFull)
        this.#queue(
          room,
          sentBy(composed, recovery.sender(room)),
          room.send(composed.message, composed.message.at),
        );
    this.flush();
  }

  /** Sends what waits, where there is a connection. */
  flush(): void {
    this.#outbox.flush(this.#wiring.connection());
  }

  #queue(room: Room, { message: { id, n }, payload }: Composed, line: SaidLine): void {
    const { history, recovery } = this.#wiring;
    this.#outbox.add(room.topic, payload, line, (delivery) => {
      history?.settled(room, id, line, delivery);
      if (delivery.state === 'acknowledged') recovery.acknowledged(room.topic, n, payload);
    });
  }
}
