import { lstatSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { isNamedPipe } from '../../named-pipe.ts';

/** What happens to an existing file: it is refused, appended to, or replaced. */
export type FileMode = 'new' | 'append' | 'replace';

const flags: Readonly<Record<FileMode, string>> = { new: 'wx', append: 'a+', replace: 'w' };

/** A file that must not be overwritten exists already. */
export class FileExists extends Error {
  override name = 'FileExists';
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'that is not permitted',
  EPERM: 'that is not permitted',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is exceeded',
  EFBIG: 'it would be too large',
  EIO: 'the disk reports an error',
};

/** Why a file cannot be written to, in one sentence. */
export const writeProblem = (path: string, error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return `${path} cannot be written to: ${reasons[code ?? ''] ?? code ?? message}.`;
};

/** Opens a file for writing; a new one is the person's alone. Rejects with `FileExists`, or with an error whose message is a sentence. */
export const openWritable = async (path: string, mode: FileMode): Promise<FileHandle> => {
  try {
    if (isNamedPipe(path)) throw new Error('it is a named pipe');
    return await open(path, flags[mode], 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isFolder = code === 'EEXIST' && lstatSync(path).isDirectory();
    if (isFolder) throw new Error(`${path} is a folder.`, { cause: error });
    if (code === 'EEXIST') throw new FileExists(`${path} exists already.`);
    throw new Error(writeProblem(path, error), { cause: error });
  }
};
