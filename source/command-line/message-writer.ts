import type { DeliveryFlags, Message } from '../mqtt/message.ts';
import { FormatError, parseMessageFormat } from '../payload/message-format.ts';
import { encodeMessageLine } from '../payload/message-line.ts';
import { printable } from '../payload/printable.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** Turns a message into the bytes to print. */
export type MessageWriter = (message: Message, packet: DeliveryFlags) => Buffer;

const asIs = (bytes: Buffer): Buffer => bytes;

/** Line breaks and tabs stay; everything else that could harm a terminal is made visible. */
const forTerminal = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes
      .toString()
      .split(/([\n\t])/)
      .map((part, index) => (index % 2 === 1 ? part : printable(part, Infinity)))
      .join(''),
  );

const formatFlag = (values: FlagValues<'print'>): string => {
  const isVerbose = 'verbose' in values && values.verbose;
  const kinds = [
    ...(['format', 'json'] as const).filter(
      (flag) => values.sourceOf(flag) === 'typed' && values[flag] !== false,
    ),
    ...(isVerbose ? ['verbose'] : []),
  ];
  if (kinds.length > 1)
    throw new UsageError(`Use only one of ${kinds.map((flag) => `--${flag}`).join(' and ')}.`);
  return isVerbose ? '%t %p' : values.format;
};

/** How to print messages, from the flags. `isTerminal` is about standard output. Throws `UsageError`. */
export const messageWriter = (
  values: FlagValues<'print'>,
  isTerminal: boolean,
  say: (sentence: string) => void,
): MessageWriter => {
  const end = Buffer.from(values['no-newline'] ? '' : '\n');
  const text = formatFlag(values);
  if (values.json)
    return (message, { dup }) => Buffer.from(`${encodeMessageLine({ ...message, dup })}\n`);
  const gate = isTerminal && !values.raw ? forTerminal : asIs;
  const onNoJson = (topic: string): void =>
    say(`The payload on ${topic} is not JSON, which "%J" needs; "%j" accepts any.`);
  try {
    const format = parseMessageFormat(text);
    return (message, { messageId = 0 }) =>
      Buffer.concat([format({ message, messageId, gate, onNoJson }), end]);
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(`--format: ${error.message}`);
    throw error;
  }
};
