import {
  type ConnectionProblem,
  hungUp,
  isUnexplained,
  keepsBeingClosed,
  lossProblem,
  takenOver,
} from './connection-problem.ts';
import type { ClientEnd } from './follow-client.ts';
import { sessionTakenOver } from './reason-codes.ts';
import type { UnansweredPacket } from './requests.ts';

/** A connection that lasted this long, ms, counts as stable. */
export const stableAfter = 10_000;

/** How many short-lived connections in a row look like two programs with one client identifier. */
const kicksThatTell = 3;

/** Counts connections that were up and did not last, to tell what is behind it. */
export class Losses {
  readonly #clientId: string;
  #shortLived = 0;
  /** How many short-lived ones in a row ended without a reason given, and nothing to answer. */
  #kicks = 0;
  /** How many in a row the broker closed instead of answering. */
  #hangUps = 0;

  constructor(clientId: string) {
    this.#clientId = clientId;
  }

  /** Whether none lasts, so that it makes no sense to hurry. */
  get keepComing(): boolean {
    return this.#shortLived >= kicksThatTell;
  }

  /** A connection was lost after `lasted` ms, with `last` not answered; says what is wrong. */
  take(
    { error, told, lasted = 0 }: ClientEnd,
    last: UnansweredPacket | undefined,
    where: string,
  ): ConnectionProblem {
    const code = disconnectCode(error);
    const isShort = lasted < stableAfter;
    this.#shortLived = isShort ? this.#shortLived + 1 : 0;
    const isKick = isShort && isUnexplained(code, error) && last === undefined;
    this.#kicks = isKick ? this.#kicks + 1 : 0;
    this.#hangUps = last === undefined ? 0 : this.#hangUps + 1;
    if (code === sessionTakenOver) return takenOver(this.#clientId);
    if (this.#kicks >= kicksThatTell) return keepsBeingClosed(this.#clientId);
    if (last !== undefined && code === undefined && this.#hangUps > 1) return hungUp(last);
    return lossProblem(code, told, error, where);
  }
}

/** The reason code of the broker's DISCONNECT, if that has ended the connection (MQTT 5, 3.14.2.1). */
export const disconnectCode = (error: unknown): number | undefined =>
  (error as { disconnectCode?: number } | undefined)?.disconnectCode;
