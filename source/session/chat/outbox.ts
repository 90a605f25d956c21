import type { Connection } from '../../mqtt/connection.ts';
import { ConnectionLost } from '../../mqtt/request-errors.ts';
import type { DeliveryState, SaidLine } from '../../model/room-line.ts';

type Publication = { readonly topic: string; readonly payload: string };

type Handlers = {
  /** Called once, when the broker has acknowledged or refused it. */
  readonly onSettled?: (delivery: DeliveryState) => void;
  /** What to publish instead by now, if anything: it is encrypted for somebody who may have restarted. */
  readonly renewed?: () => Publication | undefined;
};

type Outgoing = {
  publication: Publication;
  readonly line: SaidLine;
  readonly handlers: Handlers;
  /** Whether it waits until `release`. */
  isHeld: boolean;
  isInFlight: boolean;
  /** Whether nothing else was in flight with it. */
  isAlone: boolean;
  /** How often the connection broke while it alone was in flight. */
  losses: number;
};

/** The most messages that may wait for the broker. */
const limit = 1000;

/** The most messages handed over at once: presence queues behind them, and must not wait for all the rest. */
const mostInFlight = 100;

/** After breaking the connection this often a message is given up: a broker may disconnect because of it. */
const lossesThatTell = 5;

/**
 * Messages not acknowledged yet, in order. A message stays until the broker has acknowledged or refused
 * it; what was in flight when the connection broke is sent again one message at a time, which finds one
 * that makes the broker disconnect.
 */
export class Outbox {
  #queue: Outgoing[] = [];
  #isCautious = false;
  readonly #onChange: () => void;
  readonly #mayPublish: (topic: string) => boolean;

  /** `mayPublish` says of a topic name whether we are where it belongs. */
  constructor(onChange: () => void, mayPublish: (topic: string) => boolean = () => true) {
    this.#onChange = onChange;
    this.#mayPublish = mayPublish;
  }

  get length(): number {
    return this.#queue.length;
  }

  /** How many of them wait for one topic name. */
  waitingFor(topic: string): number {
    return this.#queue.filter(({ publication }) => publication.topic === topic).length;
  }

  get isFull(): boolean {
    return this.#queue.length >= limit;
  }

  add(topic: string, payload: string, line: SaidLine, handlers: Handlers = {}): void {
    // What follows must not overtake.
    const isHeld = handlers.renewed !== undefined && this.#queue.some((other) => other.isHeld);
    const fresh = { isHeld, isInFlight: false, isAlone: false, losses: 0 };
    this.#queue.push({ publication: { topic, payload }, line, handlers, ...fresh });
  }

  /** There is no connection: what may have to be published in another way waits until `release`. */
  hold(): void {
    for (const outgoing of this.#queue) outgoing.isHeld = outgoing.handlers.renewed !== undefined;
  }

  /** It is known again who is there. */
  release(): void {
    for (const outgoing of this.#queue) outgoing.isHeld = false;
  }

  /** Sends what is not in flight yet, where it may be published. */
  flush(connection: Connection): void {
    if (connection.status.state !== 'connected') return;
    // Presence needs some of the broker's receive maximum, too.
    const { receiveMaximum } = connection.limits;
    const most = this.#isCautious ? 1 : Math.max(1, Math.min(mostInFlight, receiveMaximum - 4));
    const free = this.#queue.filter(
      ({ isHeld, publication }) => !isHeld && this.#mayPublish(publication.topic),
    );
    for (const outgoing of free.slice(0, most))
      if (!outgoing.isInFlight) void this.#send(outgoing, connection);
  }

  async #send(outgoing: Outgoing, connection: Connection): Promise<void> {
    outgoing.isInFlight = true;
    outgoing.isAlone = this.#isCautious;
    outgoing.line.delivery = { state: 'sending' };
    outgoing.publication = outgoing.handlers.renewed?.() ?? outgoing.publication;
    const { topic, payload } = outgoing.publication;
    try {
      await connection.publish(topic, payload, { qos: 1, retain: false });
      const isAnswered = connection.limits.maximumQos > 0;
      this.#settle(outgoing, { state: isAnswered ? 'acknowledged' : 'sent' });
      // This was not the culprit: the others need not go one by one.
      this.#isCautious = false;
      this.flush(connection);
    } catch (error) {
      if (error instanceof ConnectionLost) this.#lost(outgoing);
      else {
        this.#settle(outgoing, { state: 'failed', reason: (error as Error).message });
        this.flush(connection);
      }
    }
    this.#onChange();
  }

  #lost(outgoing: Outgoing): void {
    outgoing.isInFlight = false;
    outgoing.isHeld = outgoing.handlers.renewed !== undefined;
    outgoing.line.delivery = { state: 'waiting' };
    if (outgoing.isAlone) outgoing.losses += 1;
    this.#isCautious = true;
    if (outgoing.losses >= lossesThatTell)
      this.#settle(outgoing, {
        state: 'failed',
        reason: 'the connection broke each time it was sent',
      });
  }

  #settle(outgoing: Outgoing, delivery: DeliveryState): void {
    outgoing.line.delivery = delivery;
    outgoing.handlers.onSettled?.(delivery);
    this.#queue = this.#queue.filter((other) => other !== outgoing);
    if (this.#queue.length === 0) this.#isCautious = false;
  }
}
