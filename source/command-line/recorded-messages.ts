import { createReadStream } from 'node:fs';
import { decodeMessageLine, type LineMessage, MessageLineError } from '../payload/message-line.ts';
import { recordedText } from '../session/recording/recording-reader.ts';
import { linesOf } from './pub-payloads.ts';

/** A line of a recording: a message, or the reason why it is not one, in a sentence. */
export type RecordedLine = {
  /** From 1. */
  readonly number: number;
  /** Where it ends, bytes from the start of the file. */
  readonly end: number;
  readonly message: LineMessage | undefined;
  readonly problem: string | undefined;
};

const read = (text: string): Pick<RecordedLine, 'message' | 'problem'> => {
  try {
    return { message: decodeMessageLine(text), problem: undefined };
  } catch (error) {
    if (!(error instanceof MessageLineError)) throw error;
    return { message: undefined, problem: error.message };
  }
};

/** The lines of a file written by `record` or `sub --json`, one by one; blank ones are skipped. */
export async function* recordedMessages(path: string): AsyncGenerator<RecordedLine> {
  let [number, end] = [0, 0];
  for await (const line of linesOf(createReadStream(path))) {
    const text = recordedText({ offset: end, text: line.toString() });
    number += 1;
    end += line.length + 1;
    if (text.trim() !== '') yield { number, end, ...read(text) };
  }
}
