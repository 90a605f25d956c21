import { reasonInWords } from './reason-codes.ts';

/** The connection ended before the acknowledgement: whether the broker has the message is unknown. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
}

/** The broker refused a publish or a subscription; `message` says why, with its reason code. */
export class Refused extends Error {
  override name = 'Refused';
}

/** How long the broker may take to answer a request, ms. */
export const answerTime = 5000;

/** The broker has not answered within `answerTime`; the connection is kept. `message` says so in a few words. */
export class Unanswered extends Error {
  override name = 'Unanswered';
  /** The same in a sentence, which names the packet. */
  readonly sentence: string;

  constructor(packet: 'PUBLISH' | 'SUBSCRIBE' | 'UNSUBSCRIBE') {
    super(`no answer for ${answerTime / 1000} s`);
    this.sentence = `The broker has not answered the ${packet} within ${answerTime / 1000} s.`;
  }
}

/** Interprets the client library's error for a request: with a reason code it is a refusal, otherwise a loss. */
export const asRequestError = (error: unknown): ConnectionLost | Refused => {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'number'
    ? new Refused(reasonInWords(code))
    : new ConnectionLost('the connection was lost', { cause: error });
};
