import type { DeliveryFlags, Message } from '../mqtt/message.ts';
import type { ByteWriter } from '../payload/byte-writer.ts';
import { csvMessage, csvMessageHeader } from '../payload/message-csv.ts';
import { FormatError, type MessageFormat, parseMessageFormat } from '../payload/message-format.ts';
import { addMessageLine, encodeMessageLine } from '../payload/message-line.ts';
import { printable } from '../payload/printable.ts';
import { prettyLine } from '../payload/value-text.ts';
import type { FlagValues } from './flags.ts';
import type { DecodedPayload } from './read-payloads.ts';
import { UsageError } from './usage-error.ts';

/** How messages are printed. */
export type MessageWriter = {
  /** Printed before the first message. */
  readonly header: string;
  /** Adds what is printed of a message. */
  readonly write: (message: Message, packet: DeliveryFlags, into: ByteWriter) => void;
};

/** What printing messages needs besides the flags. */
type Wiring = {
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** The payload of each message, where it is to be decoded. */
  readonly decoded?: DecodedPayload | undefined;
  readonly say: (sentence: string) => void;
};

type Gate = (bytes: Buffer) => Buffer;

/** Line breaks and tabs stay; everything else that could harm a terminal is made visible. */
const forTerminal: Gate = (bytes) =>
  Buffer.from(
    bytes
      .toString()
      .split(/([\n\t])/)
      .map((part, index) => (index % 2 === 1 ? part : printable(part, Infinity)))
      .join(''),
  );

const parsed = (text: string): MessageFormat => {
  try {
    return parseMessageFormat(text);
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(`--format: ${error.message}`);
    throw error;
  }
};

/** What some of the commands have: `wait` always prints the topic. */
const choices = (
  values: FlagValues<'print'>,
): { readonly csv: boolean; readonly verbose: boolean; readonly isVerboseSet: boolean } => {
  const { csv = false, verbose }: { json: boolean; csv?: boolean; verbose?: boolean } = values;
  return { csv, verbose: verbose ?? true, isVerboseSet: verbose === true };
};

/** What `mosquitto_sub` prints of an empty payload without a format: nothing, unless its topic begins the line. */
const formatOfEmpty = (values: FlagValues<'print'>): MessageFormat | undefined => {
  if (values.sourceOf('format') === 'typed') return undefined;
  const isShown = choices(values).verbose && !values['no-newline'];
  return parseMessageFormat(isShown ? String.raw`%t (null)\n` : '');
};

const checkKinds = (values: FlagValues<'print'>): void => {
  const { csv, isVerboseSet } = choices(values);
  const kinds = Object.entries({
    format: values.sourceOf('format') === 'typed',
    json: values.json,
    csv,
    verbose: isVerboseSet,
  }).flatMap(([name, isGiven]) => (isGiven ? [`--${name}`] : []));
  if (kinds.length > 1) throw new UsageError(`Use only one of ${kinds.join(' and ')}.`);
  if (csv && values.pretty)
    throw new UsageError('Use either --csv or --pretty: a record of a CSV file is one line.');
};

/** How to print messages, from the flags. Throws `UsageError`. */
export const messageWriter = (
  values: FlagValues<'print'>,
  { isTerminal, decoded, say }: Wiring,
): MessageWriter => {
  checkKinds(values);
  const { csv, isVerboseSet } = choices(values);
  const gate = isTerminal && !values.raw ? forTerminal : undefined;
  if (values.json) {
    const isPretty = values.pretty;
    return {
      header: '',
      write: (message, { dup }, into) => {
        const line = dup ? { ...message, dup } : message;
        if (isPretty) into.add(prettyLine(Buffer.from(encodeMessageLine(line, decoded?.json()))));
        else addMessageLine(line, into, decoded?.json());
        into.addText('\n');
      },
    };
  }
  if (csv) {
    let last: number | undefined;
    return {
      header: csvMessageHeader,
      write: (message, _packet, into) => {
        const interval = last === undefined ? undefined : message.receivedAt - last;
        last = message.receivedAt;
        const all = { ...message, size: message.payload.length, decoded: decoded?.text() };
        const record = csvMessage(all, interval);
        if (gate === undefined) into.addText(record);
        else {
          into.add(gate(Buffer.from(record.slice(0, -2))));
          into.addText('\r\n');
        }
      },
    };
  }
  const end = values['no-newline'] ? '' : '\n';
  const format = parsed(isVerboseSet ? '%t %p' : values.format);
  const ofEmpty = formatOfEmpty(values);
  const isPretty = values.pretty;
  const onNoJson = (topic: string): void =>
    say(`The payload on ${topic} is not JSON, which "%J" needs; "%j" accepts any.`);
  return {
    header: '',
    write: (message, { messageId = 0 }, into) => {
      const source = { message, messageId, isPretty, gate, onNoJson };
      if (ofEmpty !== undefined && message.payload.length === 0) {
        ofEmpty(source, into);
        return;
      }
      const text = isPretty ? decoded?.lines() : decoded?.text();
      format(text === undefined ? source : { ...source, decoded: Buffer.from(text) }, into);
      into.addText(end);
    },
  };
};
