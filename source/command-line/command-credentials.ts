import type { Credentials, CredentialSource } from '../mqtt/connection-options.ts';

/** The least time between two runs of the program, ms, whatever is refused. */
const leastBetween = 5000;

/** Credentials with a password that a program prints; it is run again once that is refused, for it may be a token. */
export class CommandCredentials implements CredentialSource {
  readonly #given: Credentials;
  readonly #run: (signal: AbortSignal) => Promise<string>;
  readonly #stopping = new AbortController();
  /** What all wait for who need a password now. */
  #running: Promise<Credentials> | undefined;
  #latest: Credentials | undefined;
  /** When the program was run last, ms of `performance.now()`. */
  #ranAt = Number.NEGATIVE_INFINITY;

  /** `given` has the user name, if there is one; `run` rejects with an error whose message is a sentence. */
  constructor(given: Credentials, run: (signal: AbortSignal) => Promise<string>) {
    this.#given = given;
    this.#run = run;
  }

  async first(): Promise<Credentials> {
    return this.#latest ?? this.#fetch();
  }

  /** Others than those refused: another connection may have fetched them already. */
  async renewed(refused: Credentials): Promise<Credentials | undefined> {
    const isOld = this.#latest !== undefined && this.#latest.password !== refused.password;
    if (isOld) return this.#latest;
    const isTooSoon = performance.now() - this.#ranAt < leastBetween;
    if (isTooSoon && this.#running === undefined) return undefined;
    const fresh = await this.#fetch();
    return fresh.password === refused.password ? undefined : fresh;
  }

  stop(): void {
    this.#stopping.abort();
  }

  #fetch(): Promise<Credentials> {
    this.#running ??= this.#runOnce().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #runOnce(): Promise<Credentials> {
    this.#ranAt = performance.now();
    const password = await this.#run(this.#stopping.signal);
    this.#latest = { ...this.#given, password };
    return this.#latest;
  }
}
