import { readFileSync } from 'node:fs';
import { textWithoutMark } from '../payload/byte-order-mark.ts';
import { isNamedPipe } from '../named-pipe.ts';
import { UsageError } from './usage-error.ts';

/** Reads a file that a flag names. Throws `UsageError`. */
export const readFlagFile = (flag: string, path: string): Buffer => {
  if (isNamedPipe(path)) throw new UsageError(`--${flag} ${path}: it is a named pipe.`);
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EACCES'
          ? 'reading it is not permitted'
          : String(code);
    throw new UsageError(`--${flag} ${path}: ${why}.`);
  }
};

/** The first line of a text file that a flag names, such as a password. Throws `UsageError`. */
export const readFlagLine = (flag: string, path: string): string =>
  textWithoutMark(readFlagFile(flag, path).toString()).split(/\r?\n/, 1)[0] ?? '';
