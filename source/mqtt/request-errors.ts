import { reasonInWords } from './reason-codes.ts';

/** The connection ended before the acknowledgement: whether the broker has the message is unknown. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
}

/** The broker refused a publish or a subscription; `message` says why, with its reason code. */
export class Refused extends Error {
  override name = 'Refused';
}

/** The broker has not answered a subscription in time; the connection is kept. */
export class Unanswered extends Error {
  override name = 'Unanswered';
}

/** Interprets the client library's error for a request: with a reason code it is a refusal, otherwise a loss. */
export const asRequestError = (error: unknown): ConnectionLost | Refused => {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'number'
    ? new Refused(reasonInWords(code))
    : new ConnectionLost('the connection was lost', { cause: error });
};
