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

/** Whether the topic is printed too; `wait` always does. */
const isVerbose = (values: FlagValues<'print'>): boolean =>
  !('verbose' in values) || values.verbose;

const formatFlag = (values: FlagValues<'print'>): string => {
  const kinds = [
    ...(['format', 'json'] as const).filter(
      (flag) => values.sourceOf(flag) === 'typed' && values[flag] !== false,
    ),
    ...('verbose' in values && values.verbose ? ['verbose'] : []),
  ];
  if (kinds.length > 1)
    throw new UsageError(`Use only one of ${kinds.map((flag) => `--${flag}`).join(' and ')}.`);
  return 'verbose' in values && values.verbose ? '%t %p' : values.format;
};

/** What `mosquitto_sub` prints of an empty payload without a format: nothing, unless its topic begins the line. */
const ofEmpty = (
  topic: string,
  values: FlagValues<'print'>,
  gate: (bytes: Buffer) => Buffer,
): Buffer =>
  isVerbose(values) && !values['no-newline']
    ? gate(Buffer.from(`${topic} (null)\n`))
    : Buffer.alloc(0);

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
    const isPlain = values.sourceOf('format') !== 'typed';
    return (message, { messageId = 0 }) =>
      isPlain && message.payload.length === 0
        ? ofEmpty(message.topic, values, gate)
        : Buffer.concat([format({ message, messageId, gate, onNoJson }), end]);
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(`--format: ${error.message}`);
    throw error;
  }
};
