import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { platform } from 'node:os';
import { dirname } from 'node:path';
import { Identity } from '../chat/identity.ts';

/** The key pair of this installation, and in one sentence what is wrong with its file. */
export type OpenedIdentity = { readonly identity: Identity; readonly problem?: string };

const read = (path: string): OpenedIdentity => {
  const { mode } = statSync(path);
  const identity = Identity.fromSeed(readFileSync(path, 'utf8').trim());
  if (identity === undefined) throw new Error('it holds no key');
  return {
    identity,
    // Windows knows no such modes.
    ...((mode & 0o077) === 0 || platform() === 'win32'
      ? {}
      : { problem: `Others can read your signing key: run chmod 600 ${path}` }),
  };
};

/** Creates the file with all of the key, or not at all: another program may do the same at this moment. */
const create = (path: string): OpenedIdentity => {
  const identity = Identity.create(false);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(file, `${identity.seed}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
    return { identity };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return read(path);
    // Not every file system has links.
    if (code !== 'EPERM' && code !== 'ENOTSUP') throw error;
    renameSync(draft, path);
    return { identity };
  } finally {
    rmSync(draft, { force: true });
  }
};

/**
 * The key pair in a file of one line, which is created at the first start; a temporary one if the file
 * cannot be used. Never throws, and never changes a file that is there.
 */
export const openIdentity = (path: string): OpenedIdentity => {
  try {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known?.isFile() === false) throw new Error('it is not a regular file');
    return known === undefined ? create(path) : read(path);
  } catch (error) {
    return {
      identity: Identity.create(true),
      problem: `Your signing key ${path} cannot be used (${(error as Error).message}): what you say in this run is signed with a temporary one.`,
    };
  }
};
