import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';

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

/** The path that symbolic links lead to where there is nothing yet. */
const followLinks = (path: string): string => {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path;
  return followLinks(resolve(realpathSync(dirname(path)), readlinkSync(path)));
};

/**
 * Replaces a small file, or creates it with its folders. Whoever reads it, also after a crash, finds
 * all of the old text or all of the new. Its mode is kept, and a symbolic link to it stays one, even where
 * nothing is there yet; folders are made only where no link leads. Synchronous, so that writers of one
 * program come one after the other. Throws where it fails, also where something other than a file is in its
 * place, and leaves the old file as it was. `check` runs when all that is left to do is to swap the two; if it
 * throws, nothing has changed.
 */
export const replaceFile = (path: string, text: string, check?: () => void): void => {
  const old = statSync(path, { throwIfNoEntry: false });
  if (old !== undefined && !old.isFile()) throw new Error('it is not a file');
  const target = old === undefined ? followLinks(path) : realpathSync(path);
  const draft = `${target}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: newMode.folder });
    writeThrough(draft, text, old === undefined ? newMode.file : old.mode & 0o777);
    check?.();
    renameSync(draft, target);
  } catch (error) {
    remove(draft);
    throw error;
  }
};
