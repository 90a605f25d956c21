import { clientTopics } from './client-topics.ts';
import { type ChatMessage, chatOf } from './wire.ts';

/** "Of this session of yours I have everything up to here": asks for what came after. */
export type ResendRequest = {
  /** The start of the program that is asked, as in its presence. */
  readonly session: string;
  /** The number of the last line that was heard; 0 for none, then `here` counts. */
  readonly after: number;
  /** For how long the one who asks has been in the room, ms: what was said before is no concern of theirs. */
  readonly here: number;
  /** The client identifier of the one who asks. */
  readonly from: string;
};

/** Lines sent again for a client that missed them. */
export type ResentLines = {
  readonly session: string;
  /** With these, everything up to this number has come. */
  readonly upTo: number;
  readonly isLast: boolean;
  /** In order. */
  readonly messages: readonly ChatMessage[];
};

/** Where a client is asked to repeat, and hears what is repeated for it. */
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

/** Reads what came on the topic of a client; `undefined` when it is neither. Never throws. */
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
