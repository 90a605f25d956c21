import { readFileSync } from 'node:fs';
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
