import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Whether nobody has asked this of a file before: it is created by the first to ask. If it cannot be
 * created, nobody is the first, so that nobody is the first at every start.
 */
export const isFirstRun = (path: string): boolean => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'wx', 0o600));
    return true;
  } catch {
    return false;
  }
};
