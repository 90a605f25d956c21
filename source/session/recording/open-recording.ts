import { open, stat } from 'node:fs/promises';
import { RecordingIndex } from '../../model/recording-index.ts';
import { printable } from '../../payload/printable.ts';
import { Recording } from './recording.ts';
import { RecordingLines } from './recording-lines.ts';
import { type BrokenLines, readRecording } from './recording-reader.ts';

/** A file cannot be opened as a recording; the message says why, and what to do. */
export class RecordingError extends Error {
  override name = 'RecordingError';
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is not a folder',
};

const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
};

/** Opens a recording, keeping at most `topics` topics. Rejects with `RecordingError` if it contains no message. */
export const openRecording = async (path: string, topics: number): Promise<Recording> => {
  const refusal = (reason: string): RecordingError =>
    new RecordingError(`${printable(path, 300)} cannot be opened: ${reason}.`);
  const fail = (error: unknown): never => {
    throw refusal(reasonOf(error));
  };
  const found = await stat(path).catch(fail);
  if (found.isDirectory()) throw refusal('it is a folder');
  // Opening a pipe would wait for its writer.
  if (!found.isFile()) throw refusal('it is not a regular file; copy it to one first');
  if (found.size === 0) throw refusal('it is empty; record into it with "mqtt-tui sub --json"');
  const file = await open(path).catch(fail);
  try {
    const broken: BrokenLines = { count: 0, read: 0, first: undefined };
    const index = new RecordingIndex({ messages: 1, topics });
    const lines = new RecordingLines(file);
    while (await readRecording({ lines, index, broken }, 1000, () => undefined));
    if (index.length > 0) return new Recording(path, file, { size: found.size, topics });
    throw refusal(
      broken.first === undefined
        ? 'it has only blank lines'
        : `it has no messages as "mqtt-tui sub --json" writes them; line ${broken.first.number}: ${broken.first.problem.replace(/\.$/, '')}`,
    );
  } catch (error) {
    await file.close();
    throw error instanceof RecordingError ? error : refusal(reasonOf(error));
  }
};
