import { ConnectionLost, Refused } from '../../mqtt/request-errors.ts';
import { fillPlaceholders } from './placeholders.ts';
import type { Announcer } from '../frame-parts.ts';
import type { OutgoingMessage } from './publish-form.ts';

/** The shortest interval, ms. */
const shortestInterval = 100;

/** The longest interval, ms: a day. */
const longestInterval = 86_400_000;

/** The interval of a repeated message, ms, from seconds as typed; `undefined` for an empty text, or what is wrong, in one sentence. */
export const repeatTime = (seconds: string): number | undefined | string => {
  const text = seconds.trim();
  if (text === '') return undefined;
  const time = /^\d+(?:\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : Number.NaN;
  return time >= shortestInterval && time <= longestInterval
    ? time
    : `A message is repeated every ${shortestInterval / 1000} to ${longestInterval / 1000} seconds; leave it empty to publish once.`;
};

/** The most messages repeated at once. */
const mostRepeats = 20;

/** A message that is published repeatedly. */
export type RepeatedPublish = {
  /** From 1; what `/stop` takes. */
  readonly id: number;
  readonly message: OutgoingMessage;
  /** The interval, ms. */
  readonly every: number;
  /** How many were published. */
  sent: number;
  /** How many were skipped: no connection, or the previous one was still in flight. */
  missed: number;
  /** Why the last one was not published; `undefined` if it was. */
  problem: string | undefined;
};

type Wiring = {
  readonly publish: (message: OutgoingMessage) => Promise<void>;
  readonly isConnected: () => boolean;
  readonly clock: Announcer;
  /** A repeat was given up; `problem` says why, in one sentence. */
  readonly onGivenUp: (repeat: RepeatedPublish, problem: string) => void;
};

type Running = { readonly repeat: RepeatedPublish; readonly timer: NodeJS.Timeout };

/** Publishes messages at intervals until they are stopped. */
export class Repeats {
  readonly #wiring: Wiring;
  readonly #running = new Map<number, Running>();
  #last = 0;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** The running repeats, oldest first. */
  get list(): readonly RepeatedPublish[] {
    return Array.from(this.#running.values(), ({ repeat }) => repeat);
  }

  get count(): number {
    return this.#running.size;
  }

  /**
   * Publishes a message at once, and then every `every` ms; if `isText`, with the placeholders in its
   * payload filled in. Returns the repeat, or why there is none, in one sentence.
   */
  start(message: OutgoingMessage, every: number, isText: boolean): RepeatedPublish | string {
    if (this.#running.size >= mostRepeats)
      return `${mostRepeats} messages are already being repeated: stop one with /stop NUMBER.`;
    this.#last += 1;
    const repeat: RepeatedPublish = {
      id: this.#last,
      message,
      every,
      sent: 0,
      missed: 0,
      problem: undefined,
    };
    const text = isText ? message.payload.toString() : undefined;
    let count = 0;
    let isBusy = false;
    const publish = async (): Promise<void> => {
      // Nothing piles up: what cannot be sent now is skipped.
      if (isBusy || !this.#wiring.isConnected()) {
        repeat.missed += 1;
        this.#wiring.clock.changed('work');
        return;
      }
      isBusy = true;
      count += 1;
      const values = { n: count, now: Date.now(), random: Math.random };
      const payload =
        text === undefined ? message.payload : Buffer.from(fillPlaceholders(text, values));
      try {
        await this.#wiring.publish({ ...message, payload });
        repeat.sent += 1;
        repeat.problem = undefined;
      } catch (error) {
        this.#failed(repeat, error as Error);
      }
      isBusy = false;
      this.#wiring.clock.changed('work');
    };
    const timer = setInterval(() => void publish(), every);
    this.#running.set(repeat.id, { repeat, timer });
    this.#wiring.clock.changedNow('work', 'connection');
    void publish();
    return repeat;
  }

  /** Stops a repeat; returns whether it was running. */
  stop(id: number): boolean {
    const running = this.#running.get(id);
    clearInterval(running?.timer);
    this.#running.delete(id);
    this.#wiring.clock.changedNow('work', 'connection');
    return running !== undefined;
  }

  /** Stops all repeats; returns how many there were. */
  stopAll(): number {
    const { size } = this.#running;
    for (const id of this.#running.keys()) this.stop(id);
    return size;
  }

  #failed(repeat: RepeatedPublish, error: Error): void {
    repeat.problem = error.message;
    const mayPass = error instanceof ConnectionLost || !this.#wiring.isConnected();
    // A refusal may be temporary, but not if the broker has never accepted the message.
    if (mayPass || (error instanceof Refused && repeat.sent > 0)) {
      repeat.missed += 1;
      return;
    }
    if (this.stop(repeat.id)) this.#wiring.onGivenUp(repeat, error.message);
  }
}
