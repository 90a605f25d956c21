import { clientTopics } from './client-topics.ts';
import { chatOf, type ReceivedMessage } from './wire.ts';

/** "I have everything of your session up to here": asks for what came after. */
export type ResendRequest = {
  /** The `session` of the client that is asked, as in its presence. */
  readonly session: string;
  /** The number of the last line received; 0 for none, and then `here` counts. */
  readonly after: number;
  /** How long the requesting client has been in the room, ms: earlier lines are not for it. */
  readonly here: number;
  /** The client identifier of the requesting client. */
  readonly from: string;
};

/** Lines sent again for a client that missed them. */
export type ResentLines = {
  readonly session: string;
  /** With these, everything up to this number has been sent. */
  readonly upTo: number;
  readonly isLast: boolean;
  /** In order. */
  readonly messages: readonly ReceivedMessage[];
};

/** The topic on which a client receives requests to resend, and lines resent to it. */
export const { topicOf: resendTopic, parse: parseResendTopic } = clientTopics('repeat');

export const encodeRequest = ({ session, ...rest }: ResendRequest): string =>
  JSON.stringify({ repeat: session, ...rest });

/** `payloads` are the messages as they were published. */
export const encodeResentLines = (
  { session, upTo, isLast }: Omit<ResentLines, 'messages'>,
  payloads: readonly string[],
): string =>
  `{"session":${JSON.stringify(session)},"upTo":${upTo},"more":${!isLast},"messages":[${payloads.join(',')}]}`;

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

/** Reads a message on a client's resend topic; `undefined` if it is neither a request nor lines. Never throws. */
export const decodeResend = (payload: Uint8Array): ResendRequest | ResentLines | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(payload).toString());
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { repeat, after, here, from, session, upTo, more, messages } = value as Record<
    string,
    unknown
  >;
  if (typeof repeat === 'string' && isCount(after) && isCount(here) && typeof from === 'string')
    return { session: repeat, after, here, from };
  if (typeof session !== 'string' || !isCount(upTo) || !Array.isArray(messages)) return undefined;
  return {
    session,
    upTo,
    isLast: more !== true,
    messages: messages.flatMap((message) => chatOf(message) ?? []),
  };
};
