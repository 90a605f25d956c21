import { join } from 'node:path';

/** The path of a file that somebody typed; `~/` is the home folder. */
export const inHome = (path: string, home: string): string =>
  path.startsWith('~/') ? join(home, path.slice(2)) : path;
