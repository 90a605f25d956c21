import { join } from 'node:path';

/** Expands a leading `~/` to the home folder. */
export const inHome = (path: string, home: string): string =>
  path.startsWith('~/') ? join(home, path.slice(2)) : path;
