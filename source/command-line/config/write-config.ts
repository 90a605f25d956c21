import { readFileSync, realpathSync, statSync } from 'node:fs';
import { replaceFile } from '../../session/replace-file.ts';
import { writeProblem } from '../../session/recording/writable-file.ts';
import { EditRefused } from './edit-refused.ts';
import { lockFile } from './file-lock.ts';

/** The largest file that is edited, in bytes. */
const most = 1024 * 1024;

/** Somebody has written the file since it was read. */
class ChangedMeanwhile extends Error {}

const pathOnDisk = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    // It is not there yet.
    return path;
  }
};

/** The text of the file with its byte order mark; empty if there is none. */
const readText = (path: string): string => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return '';
  if (!found.isFile()) throw new EditRefused(`${path} is not a file, so nothing was written.`);
  if (found.size > most) throw new EditRefused(`${path} is larger than 1 MiB: edit it by hand.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new EditRefused(`${path} is not UTF-8: edit it by hand.`);
  }
};

/** Replaces what was read. Only this is done under the lock: to edit a large file takes long. */
const replace = (path: string, before: string, after: string): void => {
  const lock = lockFile(pathOnDisk(path));
  try {
    replaceFile(path, after, () => {
      if (!lock.isHeld() || readText(path) !== before) throw new ChangedMeanwhile();
    });
  } finally {
    lock.release();
  }
};

const editOnce = (path: string, edit: (text: string) => string): void => {
  const before = readText(path);
  const after = edit(before);
  if (after !== before) replace(path, before, after);
};

/**
 * Changes config.toml, or creates it with its folder for the person alone. What another program, or a text
 * editor, writes at the same time is never overwritten: then `edit` gets the text as it is by then, more than
 * once if need be. Throws `EditRefused`, also where the file cannot be written; then
 * it is as it was.
 */
export const writeConfig = (path: string, edit: (text: string) => string): void => {
  for (;;)
    try {
      editOnce(path, edit);
      return;
    } catch (error) {
      if (error instanceof ChangedMeanwhile) continue;
      if (error instanceof EditRefused) throw error;
      throw new EditRefused(writeProblem(path, error));
    }
};
