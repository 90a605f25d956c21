import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** A lock that is older, in ms, was left behind: writing a file takes a small part of that. */
const oldest = 10_000;

/** A lock that is seen for so long, in ms, was left behind, whatever the clocks say. */
const patience = 2000;

/** How long to wait before trying again, in ms. */
const pause = 10;

/** What a lock says; `undefined` if there is none. */
const holderOf = (lock: string): { readonly token: string; readonly age: number } | undefined => {
  try {
    return { token: readFileSync(lock, 'utf8'), age: Date.now() - statSync(lock).mtimeMs };
  } catch {
    return undefined;
  }
};

/** Takes away a lock that was left behind, and no other that has come in its place meanwhile. */
const discard = (lock: string, token: string): void => {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
    if (readFileSync(aside, 'utf8') !== token) linkSync(aside, lock);
    rmSync(aside);
  } catch {
    // Another program was quicker, or it cannot be taken away.
  }
};

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw isThere ? new Error(`${folder} is not a folder`, { cause: error }) : error;
  }
};

const create = (lock: string, token: string): boolean => {
  try {
    writeFileSync(lock, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const sleep = (time: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, time);
};

/** Held by one program at a time. */
export type FileLock = {
  /** Whether it is still ours: not if this program stood still for long, and another took it for left behind. */
  readonly isHeld: () => boolean;
  readonly release: () => void;
};

/**
 * Takes the lock beside a file that more than one program writes. Waits for others, which need it for some
 * ms; one that a killed program has left behind holds up the next for two seconds at most. Synchronous, as
 * what is done under it is. Throws where the file's folder cannot be written to.
 */
export const lockFile = (path: string): FileLock => {
  const lock = `${path}.lock`;
  const token = randomUUID();
  makeFolder(dirname(path));
  let seen: string | undefined;
  let since = performance.now();
  while (!create(lock, token)) {
    const holder = holderOf(lock);
    if (holder?.token !== seen) {
      seen = holder?.token;
      since = performance.now();
    }
    const wait = performance.now() - since;
    if (wait > 2 * patience) throw new Error(`${lock} is in the way`);
    if (holder !== undefined && (holder.age > oldest || wait > patience))
      discard(lock, holder.token);
    sleep(pause);
  }
  const isHeld = (): boolean => holderOf(lock)?.token === token;
  return {
    isHeld,
    release: () => {
      if (isHeld()) rmSync(lock, { force: true });
    },
  };
};
