import { mostMessages, type RecordingIndex } from '../../model/recording-index.ts';
import type { Message } from '../../mqtt/message.ts';
import { decodeMessageLine, MessageLineError } from '../../payload/message-line.ts';
import type { FileLine, RecordingLines } from './recording-lines.ts';

/** Lines of a recording that are no messages. */
export type BrokenLines = {
  count: number;
  /** Lines that have been read, broken or not; numbers count from 1. */
  read: number;
  first: { readonly number: number; readonly problem: string } | undefined;
};

/** What a file is read into. */
type ReadTarget = {
  readonly lines: RecordingLines;
  readonly index: RecordingIndex;
  readonly broken: BrokenLines;
};

const byteOrderMark = '\ufeff';

/** What a line of a recording says: some editors put a mark before the first one. */
export const recordedText = ({ offset, text }: FileLine): string =>
  offset === 0 && text.startsWith(byteOrderMark) ? text.slice(1) : text;

/** Reads on for about so many ms, and hands out each message; says whether there is more. */
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

/** The message of the line that begins at a byte; `undefined` where there is none. */
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

/** What is missing of a recording, in one sentence; `undefined` where all of it is there. */
export const missingInWords = (
  { count, first }: BrokenLines,
  { isFull }: RecordingIndex,
): string | undefined => {
  const many =
    count === 1
      ? '1 line of the recording is no message and is'
      : `${count} lines of the recording are no messages and are`;
  if (first !== undefined)
    return `${many} left out; the first is line ${first.number}: ${first.problem}`;
  return isFull
    ? `Only the first ${mostMessages} messages of the recording are shown: split the file to see the others.`
    : undefined;
};
