import { mostMessages, type RecordingIndex } from '../../model/recording-index.ts';
import type { Message } from '../../mqtt/message.ts';
import { decodeMessageLine, MessageLineError } from '../../payload/message-line.ts';
import type { FileLine, RecordingLines } from './recording-lines.ts';
import { textWithoutMark } from '../../payload/byte-order-mark.ts';

/** Lines of a recording that are not messages. */
export type BrokenLines = {
  count: number;
  /** Lines read, broken or not; line numbers start at 1. */
  read: number;
  first: { readonly number: number; readonly problem: string } | undefined;
};

/** What reading fills. */
type ReadTarget = {
  readonly lines: RecordingLines;
  readonly index: RecordingIndex;
  readonly broken: BrokenLines;
};

/** The text of a line, without the byte order mark that some editors put before the first one. */
export const recordedText = ({ offset, text }: FileLine): string =>
  offset === 0 ? textWithoutMark(text) : text;

/** Reads for about `time` ms, and passes each message to `take`; returns whether there is more. */
export const readRecording = async (
  { lines, index, broken }: ReadTarget,
  time: number,
  take: (message: Message) => void,
): Promise<boolean> => {
  const end = performance.now() + time;
  while (!index.isFull && performance.now() < end) {
    const line = lines.take();
    if (line === undefined) {
      if (!(await lines.fill())) return false;
      continue;
    }
    broken.read += 1;
    const text = recordedText(line);
    if (text.trim() === '') continue;
    const message = decoded(text, broken);
    if (message === undefined) continue;
    const { receivedAt, topic, retain, payload } = message;
    index.add({
      time: receivedAt,
      topic,
      retain,
      isEmpty: payload.length === 0,
      offset: line.offset,
    });
    take(message);
  }
  return !index.isFull;
};

const decoded = (text: string, broken: BrokenLines): Message | undefined => {
  try {
    return decodeMessageLine(text);
  } catch (error) {
    if (!(error instanceof MessageLineError)) throw error;
    broken.count += 1;
    broken.first ??= { number: broken.read, problem: error.message };
    return undefined;
  }
};

/** The message on the line that starts at a byte; `undefined` if there is none. */
export const messageAt = async (
  lines: RecordingLines,
  offset: number,
): Promise<Message | undefined> => {
  try {
    lines.seek(offset);
    let line = lines.take();
    while (line === undefined && (await lines.fill())) line = lines.take();
    return line === undefined ? undefined : decodeMessageLine(recordedText(line));
  } catch {
    return undefined;
  }
};

/** What is missing from a recording, in one sentence; `undefined` if nothing is. */
export const missingInWords = (
  { count, first }: BrokenLines,
  { isFull }: RecordingIndex,
): string | undefined => {
  const many =
    count === 1
      ? '1 line of the file is not a message and was'
      : `${count} lines of the file are not messages and were`;
  if (first !== undefined)
    return `${many} left out; the first is line ${first.number}: ${first.problem}`;
  return isFull
    ? `Only the first ${mostMessages} messages of the file are shown: split it to see the others.`
    : undefined;
};
