import type { ConnectionProblem } from './connection-problem.ts';
import { addressInWords } from './server-address.ts';
import type { Server, ServerList } from './server-list.ts';

/** One connection's way through the servers: each is tried once before there is a wait. */
export class ServerRound {
  readonly #list: ServerList;
  /** Those that have failed in this round. */
  readonly #failed = new Set<Server>();
  /** Those that are not tried again before the user has corrected something. */
  readonly #refused = new Map<Server, ConnectionProblem>();
  #current: Server | undefined;
  #wasConnected = false;

  constructor(list: ServerList) {
    this.#list = list;
  }

  /** The server of the next attempt, or of the present one. */
  get current(): Server {
    this.#current ??= this.#untried ?? this.#list.preferred;
    return this.#current;
  }

  /** Starts over: every server is to be tried. */
  restart(): void {
    this.#refused.clear();
    this.#failed.clear();
    this.#current = undefined;
  }

  /** The current server has accepted the connection. */
  connected(): void {
    this.#wasConnected = true;
    this.current.hasAccepted = true;
    this.current.last = { at: Date.now(), problem: undefined };
    this.#list.prefer(this.current);
  }

  /** The connection has lasted: what has failed before it says nothing any more. */
  hasLasted(): void {
    this.#failed.clear();
  }

  /** The connection was lost, though there may be nothing wrong with the server; returns whether it is tried again at once. */
  triesAgain(problem: ConnectionProblem): boolean {
    this.current.last = { at: Date.now(), problem };
    return this.#list.all.length > 1;
  }

  /**
   * The current server has failed. Returns `undefined` if another one is to be tried at once, or else what
   * is wrong.
   */
  failed(problem: ConnectionProblem): ConnectionProblem | undefined {
    const { current } = this;
    current.last = { at: Date.now(), problem };
    if (problem.final) this.#refused.set(current, problem);
    this.#failed.add(current);
    this.#current = problem.isOurs === true ? undefined : this.#untried;
    if (this.#current !== undefined) return undefined;
    this.#failed.clear();
    return problem.isOurs === true ? problem : this.#verdict(problem, current);
  }

  get #untried(): Server | undefined {
    return this.#list.inTurn.find(
      (server) => !this.#failed.has(server) && !this.#refused.has(server),
    );
  }

  /** What is wrong once all have failed: rather what can be corrected than what may pass. */
  #verdict(problem: ConnectionProblem, failed: Server): ConnectionProblem {
    if (this.#list.all.length === 1) return problem;
    const refusals = [...this.#refused];
    const [server, worst] =
      refusals.find(([, { credentials }]) => credentials) ??
      refusals[0] ??
      ([failed, problem] as const);
    // Where none is left, or none has ever accepted us, only the user can help.
    const final =
      refusals.length === this.#list.all.length || (refusals.length > 0 && !this.#wasConnected);
    const where = server.address === undefined ? '' : addressInWords(server.address);
    const sentence = worst.sentence.includes(where)
      ? worst.sentence
      : `${where}: ${worst.sentence}`;
    return { ...worst, final, sentence };
  }
}
