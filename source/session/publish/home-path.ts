import { join } from 'node:path';

/** Where a file is that somebody names, `~/` being the home folder. */
export const inHome = (path: string, home: string): string =>
  path.startsWith('~/') ? join(home, path.slice(2)) : path;
