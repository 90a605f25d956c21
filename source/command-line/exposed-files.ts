import { isReadByAll } from './config/file-mode.ts';
import type { FlagValues } from './flags.ts';

/** The flags whose files have secrets in them. */
const secretFiles = ['password-file', 'key', 'key-password-file'] as const;

/** Warnings about files with secrets that everybody on this machine can read, a sentence for each. */
export const exposedFiles = (values: FlagValues<'connection'>): readonly string[] =>
  secretFiles.flatMap((name) => {
    const path = values[name];
    return path === undefined || !isReadByAll(path)
      ? []
      : [
          `Everybody on this machine can read the file of --${name}; "chmod 600 ${path}" keeps others out.`,
        ];
  });
