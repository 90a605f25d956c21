import type { DeliveryFlags, Message } from '../mqtt/message.ts';
import { FormatError, parseMessageFormat } from '../payload/message-format.ts';
import { encodeMessageLine } from '../payload/message-line.ts';
import { printable } from '../payload/printable.ts';
import type { FlagValues } from './flag-values.ts';
import { UsageError } from './usage-error.ts';

/** The bytes that are printed for a message. */
export type MessageWriter = (message: Message, packet: DeliveryFlags) => Buffer;

const asIs = (bytes: Buffer): Buffer => bytes;

/** Line breaks and tabs stay; all else that could harm a terminal is made visible. */
const forTerminal = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes
      .toString()
      .split(/([\n\t])/)
      .map((part, index) => (index % 2 === 1 ? part : printable(part, Infinity)))
      .join(''),
  );

const formatFlag = (values: FlagValues): string | undefined => {
  const kinds = ['format', 'json', 'verbose'].filter(
    (flag) => values.text(flag) !== undefined || values.isOn(flag),
  );
  if (kinds.length > 1)
    throw new UsageError(`Give either ${kinds.map((flag) => `--${flag}`).join(' or ')}.`);
  if (values.isOn('verbose')) return '%t %p';
  return values.text('format') ?? '%p';
};

/** How messages are printed, by the flags. `isTerminal`: of standard output. Throws `UsageError`. */
export const messageWriter = (
  values: FlagValues,
  isTerminal: boolean,
  say: (sentence: string) => void,
): MessageWriter => {
  const end = Buffer.from(values.isOn('no-newline') ? '' : '\n');
  const text = formatFlag(values);
  if (values.isOn('json'))
    return (message, { dup }) => Buffer.from(`${encodeMessageLine({ ...message, dup })}\n`);
  const gate = isTerminal && !values.isOn('raw') ? forTerminal : asIs;
  const onNoJson = (topic: string): void =>
    say(`The payload on ${topic} is no JSON, as "%J" needs it; "%j" takes any.`);
  try {
    const format = parseMessageFormat(text ?? '%p');
    return (message, { messageId = 0 }) =>
      Buffer.concat([format({ message, messageId, gate, onNoJson }), end]);
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(`--format: ${error.message}`);
    throw error;
  }
};
