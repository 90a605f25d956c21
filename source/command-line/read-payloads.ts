import type { Decoded } from '../payload/decoded.ts';
import { decodedLines, decodedText } from '../payload/decoded-text.ts';
import { MessageReader } from '../payload/message-reader.ts';
import { compactJson } from '../payload/value-text.ts';
import { messageFilter, type MessageTest } from '../session/monitor/message-filter.ts';
import { givenUp } from '../session/monitor/tree-filters.ts';
import { decodeFlags } from './decode-flags.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** How failures are reported. */
type Listeners = {
  readonly say: (sentence: string) => void;
  /** A regular expression took too long, and nothing passes any more. */
  readonly onGivenUp: (sentence: string) => void;
};

/** The payload of the message taken last, as `sub` prints it where payloads are to be decoded. */
export class DecodedPayload {
  readonly #reader: MessageReader;
  readonly #say: (sentence: string) => void;

  constructor(reader: MessageReader, say: (sentence: string) => void) {
    this.#reader = reader;
    this.#say = say;
  }

  /** On one line; `undefined` where it is printed as it is. */
  text(): string | undefined {
    const reader = this.#reader;
    return reader.isPlainText ? undefined : decodedText(this.#read(), reader.last.payload);
  }

  /** Over several lines; `undefined` where it is printed as it is. */
  lines(): string | undefined {
    const decoded = this.#read();
    const isLaidOut = decoded.value?.kind === 'list' || decoded.value?.kind === 'map';
    return this.#reader.isPlainText && !isLaidOut ? undefined : decodedLines(decoded);
  }

  /** As JSON; `undefined` for text that is none. */
  json(): string | undefined {
    const reader = this.#reader;
    const decoded = this.#read();
    if (decoded.value !== undefined) return compactJson(decoded.value);
    return reader.isPlainText
      ? undefined
      : JSON.stringify(decodedText(decoded, reader.last.payload));
  }

  #read(): Decoded {
    const decoded = this.#reader.read();
    if (decoded.problem !== undefined) this.#say(`${this.#reader.last.topic}: ${decoded.problem}`);
    return decoded;
  }
}

/** What `sub` reads payloads for. */
export type ReadPayloads = {
  /** Takes each message before it is tested or decoded. */
  readonly reader: MessageReader;
  /** The filters of `--filter`. */
  readonly tests: readonly MessageTest[];
  readonly decoded: DecodedPayload | undefined;
};

/** Reads payloads as the flags of `sub` say. Rejects with `UsageError`. */
export const readPayloads = async (
  values: FlagValues<'sub'>,
  { say, onGivenUp }: Listeners,
): Promise<ReadPayloads> => {
  const reader = await MessageReader.open(await decodeFlags(values));
  const tests = values.filter.map((text) => {
    const test = messageFilter(text, reader, () => onGivenUp(givenUp));
    if (typeof test === 'string') throw new UsageError(`--filter: ${test}`);
    return test;
  });
  const isDecoded = values.pretty || values.decode.length + values.proto.length > 0;
  return { reader, tests, decoded: isDecoded ? new DecodedPayload(reader, say) : undefined };
};
