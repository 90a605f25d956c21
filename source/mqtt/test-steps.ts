/** A step of a connection test: begun, then passed or failed. */
export type TestStep = {
  /** The server it is about, without user name and password. */
  readonly server: string;
  /** What it does, such as `Name resolution`, `TCP`, `Unix socket`, `Proxy`, `TLS`, `WebSocket` or `MQTT`. */
  readonly name: string;
  readonly state: 'running' | 'passed' | 'failed';
  /** In ms; 0 while it runs. */
  readonly took: number;
  /** What was found out: addresses, names of the certificate, what the broker takes. Not yet `printable`. */
  readonly found: readonly string[];
  /** Why it failed, in one sentence. */
  readonly problem?: string;
};

/** A step has failed; the steps say why. */
export class StepFailed extends Error {
  override name = 'StepFailed';
}

/** Time is up, as an error of the network. */
export const tooLate = (): Error =>
  Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });

/** The work of a step. */
export type Work<Result> = (
  /** Adds to what is found out. */
  tell: (...words: string[]) => void,
  /** Ends with the time limit, or with the test. */
  signal: AbortSignal,
) => Promise<Result>;

type Options = {
  readonly server: string;
  readonly signal: AbortSignal;
  /** How long a step may take, ms. */
  readonly patience: number;
  /** Why a step failed, in one sentence. */
  readonly inWords: (error: unknown) => string;
  readonly secrets: readonly string[];
  readonly onSteps: (steps: readonly TestStep[]) => void;
};

/** The steps of a test, one after the other. */
export class TestSteps {
  #done: readonly TestStep[] = [];
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Works on a step, and tells of it when it begins, finds something out, and ends. Rejects with `StepFailed`. */
  async run<Result>(
    name: string,
    work: Work<Result>,
    patience = this.#options.patience,
  ): Promise<Result> {
    const { server, signal, inWords, onSteps } = this.#options;
    const before = this.#done;
    const start = performance.now();
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(tooLate()), patience);
    let found: readonly string[] = [];
    const show = (state: TestStep['state'], problem?: string): void => {
      const took = state === 'running' ? 0 : performance.now() - start;
      const step = { server, name, state, took, found };
      this.#done = [...before, problem === undefined ? step : { ...step, problem }];
      onSteps(this.#done);
    };
    show('running');
    try {
      const result = await work(
        (...words) => {
          found = [...found, ...words.map((word) => this.#withoutSecrets(word))];
          show('running');
        },
        AbortSignal.any([signal, limit.signal]),
      );
      show('passed');
      return result;
    } catch (error) {
      show('failed', signal.aborted ? 'Stopped.' : this.#withoutSecrets(inWords(error)));
      throw new StepFailed(name, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  /** A broker may quote what it was sent. */
  #withoutSecrets(text: string): string {
    return this.#options.secrets
      .filter((secret) => secret !== '')
      .reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  }
}
