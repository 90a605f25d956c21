import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Removes a file if that can be. */
const remove = (path: string): void => {
  try {
    rmSync(path, { force: true });
  } catch {
    // There is no place where it could be.
  }
};

/**
 * Writes a small file for the person alone, with the folders that it is in. A whole new one takes
 * the place of the old: nobody ever finds half of it. Throws where that cannot be.
 */
export const replaceFile = (path: string, text: string): void => {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    renameSync(draft, path);
  } catch (error) {
    remove(draft);
    throw error;
  }
};
