import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** For the person alone. */
const newMode = { folder: 0o700, file: 0o600 };

/** Removes a file if that can be. */
const remove = (path: string): void => {
  try {
    rmSync(path, { force: true });
  } catch {
    // There is no place where it could be.
  }
};

/** Writes a file, down to the disk: after a power cut it is there in full. */
const writeThrough = (path: string, text: string, mode: number): void => {
  const file = openSync(path, 'wx', mode);
  try {
    // The mode of the call above is less what the umask takes away.
    fchmodSync(file, mode);
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/**
 * Replaces a small file, or creates it with its folders. Whoever reads it, also after a crash, finds
 * all of the old text or all of the new. Its mode is kept, and a symbolic link to it stays one.
 * Synchronous, so that writers of one program come one after the other. Throws where it fails, and
 * leaves the old file as it was.
 */
export const replaceFile = (path: string, text: string): void => {
  const old = statSync(path, { throwIfNoEntry: false });
  const target = old === undefined ? path : realpathSync(path);
  const draft = `${target}.${randomUUID()}`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: newMode.folder });
    writeThrough(draft, text, old === undefined ? newMode.file : old.mode & 0o777);
    renameSync(draft, target);
  } catch (error) {
    remove(draft);
    throw error;
  }
};
