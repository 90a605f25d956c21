import type { DeliveryFlags, Message } from '../mqtt/message.ts';
import { csvMessage, csvMessageHeader } from '../payload/message-csv.ts';
import { FormatError, type MessageFormat, parseMessageFormat } from '../payload/message-format.ts';
import { encodeMessageLine } from '../payload/message-line.ts';
import { printable } from '../payload/printable.ts';
import { prettyLine } from '../payload/value-text.ts';
import type { FlagValues } from './flags.ts';
import type { DecodedPayload } from './read-payloads.ts';
import { UsageError } from './usage-error.ts';

/** Turns messages into the bytes to print. */
export type MessageWriter = {
  /** Printed before the first message. */
  readonly header: string;
  readonly write: (message: Message, packet: DeliveryFlags) => Buffer;
};

/** What printing messages needs besides the flags. */
type Wiring = {
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** The payload of each message, where it is to be decoded. */
  readonly decoded?: DecodedPayload | undefined;
  readonly say: (sentence: string) => void;
};

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
const ofEmpty = (
  topic: string,
  values: FlagValues<'print'>,
  gate: (bytes: Buffer) => Buffer,
): Buffer =>
  choices(values).verbose && !values['no-newline']
    ? gate(Buffer.from(`${topic} (null)\n`))
    : Buffer.alloc(0);

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
  const gate = isTerminal && !values.raw ? forTerminal : asIs;
  if (values.json) {
    const layOut = values.pretty ? prettyLine : asIs;
    return {
      header: '',
      write: (message, { dup }) => {
        const line = Buffer.from(encodeMessageLine({ ...message, dup }, decoded?.json()));
        return Buffer.concat([layOut(line), Buffer.from('\n')]);
      },
    };
  }
  if (csv) {
    let last: number | undefined;
    return {
      header: csvMessageHeader,
      write: (message) => {
        const interval = last === undefined ? undefined : message.receivedAt - last;
        last = message.receivedAt;
        const all = { ...message, size: message.payload.length, decoded: decoded?.text() };
        const [line, end] = [csvMessage(all, interval).slice(0, -2), '\r\n'];
        return Buffer.concat([gate(Buffer.from(line)), Buffer.from(end)]);
      },
    };
  }
  const end = Buffer.from(values['no-newline'] ? '' : '\n');
  const format = parsed(isVerboseSet ? '%t %p' : values.format);
  const isPretty = values.pretty;
  const onNoJson = (topic: string): void =>
    say(`The payload on ${topic} is not JSON, which "%J" needs; "%j" accepts any.`);
  const isPlain = values.sourceOf('format') !== 'typed';
  return {
    header: '',
    write: (message, { messageId = 0 }) => {
      if (isPlain && message.payload.length === 0) return ofEmpty(message.topic, values, gate);
      const text = isPretty ? decoded?.lines() : decoded?.text();
      const bytes = text === undefined ? undefined : Buffer.from(text);
      return Buffer.concat([
        format({ message, messageId, decoded: bytes, isPretty, gate, onNoJson }),
        end,
      ]);
    },
  };
};
