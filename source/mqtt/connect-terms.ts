import type { ConnectionOptions, ProtocolVersion, WillMessage } from './connection-options.ts';
import {
  type ConnectionProblem,
  connectionProblem,
  isConnackTimeout,
  noAnswer,
  noAnswerNow,
  ofTheWill,
} from './connection-problem.ts';
import type { ClientEnd } from './follow-client.ts';
import { NotMqtt } from './frames.ts';
import { LastWill } from './last-will.ts';
import type { ServerLimits } from './server-limits.ts';
import { isVersionRefusal, isWillRefusal } from './reason-codes.ts';

type Options = Pick<
  ConnectionOptions,
  'protocolVersion' | 'will' | 'isWillOptional' | 'isReadOnly'
>;

/** What a connection asks of a server: a protocol version, and as much of its will as the server takes. */
export class ConnectTerms {
  version: ProtocolVersion;
  readonly #options: Options;
  readonly #will = new LastWill();
  #wasAccepted = false;
  /** Whether the server knows MQTT 5: then a later disconnect says nothing about versions. */
  #hasSpokenFive = false;

  constructor(options: Options) {
    // The broker would publish it for us.
    this.#options = options.isReadOnly === true ? { ...options, will: () => undefined } : options;
    this.version = options.protocolVersion === 'auto' ? 5 : options.protocolVersion;
  }

  /** What the server takes, where it has also shown that by what it took of the will. */
  shownIn(limits: ServerLimits): ServerLimits {
    return this.#will.shownIn(limits);
  }

  /** The will message, or what is left of it. */
  will(): WillMessage | undefined {
    return this.#will.of(this.#options.will?.());
  }

  /** The server has accepted them. */
  accepted(): void {
    this.#wasAccepted = true;
    this.#hasSpokenFive ||= this.version === 5;
  }

  /** The connection ended before CONNACK, or was refused; returns whether another attempt with other terms makes sense. */
  concede({ error, wasReached }: ClientEnd): boolean {
    const code = codeOf(error);
    const isAuto = this.#options.protocolVersion === 'auto';
    // Old brokers disconnect a client whose protocol version they do not know, or answer in their own.
    const isSilent = error === undefined || code === 'ECONNRESET' || code === 'EPIPE';
    const isMute = wasReached && isConnackTimeout(error);
    const saysNothing = isSilent || error instanceof NotMqtt || isMute;
    const isRefused = typeof code === 'number' && isVersionRefusal(code);
    if (isAuto && this.version === 5 && !this.#hasSpokenFive && (saysNothing || isRefused)) {
      this.version = 4;
      return true;
    }
    if (this.#asksForLess(isSilent, code)) return true;
    // If the broker did not answer 3.1.1 either, its silence says nothing about versions, nor about the will.
    if (saysNothing) {
      if (isAuto) this.version = 5;
      if (!this.#wasAccepted) this.#will.restore();
    }
    return false;
  }

  /** What is wrong, where no other terms help; `where` is the server, as a sentence names it, and `hasAccepted` whether it has accepted us in this run. */
  problem({ error, told }: ClientEnd, where: string, hasAccepted: boolean): ConnectionProblem {
    const insistsOnWill =
      this.#options.isWillOptional !== true && this.#options.will?.() !== undefined;
    if (error === undefined)
      return hasAccepted ? noAnswerNow(where) : noAnswer(where, insistsOnWill);
    const problem = connectionProblem(error, where, told);
    const code = codeOf(error);
    return insistsOnWill && isWillRefusal(code) ? ofTheWill(problem, code) : problem;
  }

  /** Whether less of the will may help: it was refused, or may be why there is no answer. */
  #asksForLess(isSilent: boolean, code: unknown): boolean {
    if (this.#options.isWillOptional !== true || this.#options.will?.() === undefined) return false;
    if (isWillRefusal(code)) return this.#will.askForLess(code);
    return isSilent && this.version !== 5 && !this.#wasAccepted && this.#will.askForLess();
  }
}

/** The reason code of CONNACK, or the name of a network error. */
const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;
