import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { MiB, size } from '../../format/size.ts';
import { isNamedPipe } from '../../named-pipe.ts';

/** The largest config.toml that is read, in bytes. */
const largest = MiB;

/** Why a file cannot be used, in words that follow its path; `line` where it is about one. */
export class FileProblem extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}

/** How much is read at a time, in bytes. */
const chunkSize = 64 * 1024;

const readBytes = (path: string, most: number): Buffer => {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    // Its size need not be known, or be true: it may be what `<(command)` prints.
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkSize);
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks, length);
      chunks.push(chunk.subarray(0, read));
      length += read;
      if (length > most) throw new FileProblem(`The file is larger than ${size(most)}.`);
    }
  } finally {
    closeSync(file);
  }
};

const decode = (bytes: Buffer): string => {
  try {
    // Leaves out a byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const before = bytes.toString().split('\ufffd', 1)[0] ?? '';
    throw new FileProblem('This is not UTF-8.', before.split('\n').length);
  }
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EACCES: 'Reading it is not permitted.',
  EISDIR: 'It is a folder.',
  ELOOP: 'It is a symbolic link to itself.',
};

/** Whether the file is there, or at least something of its name. */
export const isThere = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // A folder that we may not look into, or that is something else, has no file for us.
    return !['EACCES', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code));
  }
};

/** The text of a file up to a limit in bytes, 1 MiB by default. Throws `FileProblem`, also for anything but a file. */
export const readText = (path: string, most: number = largest): string => {
  if (isNamedPipe(path)) throw new FileProblem('It is a named pipe.');
  try {
    return decode(readBytes(path, most));
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new FileProblem(reasons[code] ?? `It cannot be read (${code || message}).`);
  }
};
