import { type ConnectionProblem, NoCredentials } from './connection-problem.ts';
import type { Credentials, CredentialSource } from './connection-options.ts';

/** The credentials of a connection: those given, or those of a source, which may have others when these are refused. */
export class ConnectionCredentials {
  #current: Credentials;
  /** Those of the current attempt, or of the last one. */
  #used: Credentials;
  #source: CredentialSource | undefined;
  /** Whether others were asked for since a connection has lasted. */
  #isRenewed = false;

  constructor(given: Credentials, source: CredentialSource | undefined) {
    this.#current = given;
    this.#used = given;
    this.#source = source;
  }

  /** Whether there are others by now. */
  get haveChanged(): boolean {
    return this.#used !== this.#current;
  }

  /** Whether the source may have others than those that the broker has refused: it is asked once. */
  mayBeRenewed({ credentials, code }: ConnectionProblem): boolean {
    const areRefused = credentials && code !== undefined;
    return areRefused && this.#source !== undefined && !this.#isRenewed;
  }

  /** Others were given: they count instead of the source's. */
  update(credentials: Credentials): void {
    this.#current = credentials;
    this.#source = undefined;
  }

  /** Waits for the first ones. Rejects with `NoCredentials`. */
  async ready(): Promise<void> {
    const source = this.#source;
    if (source === undefined || this.#current.password !== undefined) return;
    const first = await source.first().catch((error: unknown) => {
      throw new NoCredentials((error as Error).message, { cause: error });
    });
    if (this.#source === source) this.#current = first;
  }

  /** Those for an attempt. */
  take(): Credentials {
    this.#used = this.#current;
    return this.#used;
  }

  /**
   * Asks the source for others: a token may have expired. Then calls back with the refusal, and why there are
   * none; `haveChanged` tells whether there are.
   */
  async renew(
    refusal: ConnectionProblem,
    onAnswer: (outcome: ConnectionProblem) => void,
  ): Promise<void> {
    const source = this.#source;
    this.#isRenewed = true;
    let { sentence } = refusal;
    try {
      const renewed = await source?.renewed(this.#used);
      if (renewed !== undefined && this.#source === source) this.#current = renewed;
    } catch (error) {
      sentence = `${sentence}. ${(error as Error).message}`;
    }
    onAnswer({ ...refusal, sentence });
  }

  /** A connection has lasted, or the user has corrected something: the source may be asked again. */
  restart(): void {
    this.#isRenewed = false;
  }
}
