import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { replaceFile } from '../../source/session/replace-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What was asked of the file system, in order. */
const calls: string[] = [];
/** A call that fails. */
let failing: string | undefined;

vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof fs>();
  const noted = <Name extends 'fsyncSync' | 'renameSync' | 'writeFileSync'>(name: Name) =>
    ((...args: never[]) => {
      calls.push(name);
      if (failing === name) throw new Error(`${name} fails`);
      return (real[name] as (...all: never[]) => unknown)(...args);
    }) as unknown as (typeof fs)[Name];
  return {
    ...real,
    fsyncSync: noted('fsyncSync'),
    renameSync: noted('renameSync'),
    writeFileSync: noted('writeFileSync'),
  };
});

afterEach(() => {
  failing = undefined;
  calls.length = 0;
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('a file that is replaced', () => {
  it('is made with its folders, for the person alone', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'deep', 'er', 'file');
    replaceFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(modeOf(path)).toBe(0o600);
    expect(modeOf(join(folder, 'deep'))).toBe(0o700);
  });

  it('is on the disk before it takes the place of the old one', () => {
    const path = join(temporaryFolder(), 'file');
    replaceFile(path, 'new');
    expect(calls).toEqual(['writeFileSync', 'fsyncSync', 'renameSync']);
  });

  it('keeps its mode, whatever the umask', () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, 'old');
    chmodSync(path, 0o666);
    replaceFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(modeOf(path)).toBe(0o666);
  });

  it('stays where a symbolic link leads', () => {
    const folder = temporaryFolder();
    const [path, target] = [join(folder, 'link'), join(folder, 'files', 'target')];
    mkdirSync(join(folder, 'files'));
    writeFileSync(target, 'old');
    symlinkSync(target, path);
    replaceFile(path, 'new');
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('new');
    expect(readdirSync(join(folder, 'files'))).toEqual(['target']);
  });

  it.each(['writeFileSync', 'fsyncSync', 'renameSync'])(
    'is the old one, and nothing else is left, where %s fails',
    (call) => {
      const folder = temporaryFolder();
      const path = join(folder, 'file');
      replaceFile(path, 'old');
      failing = call;
      expect(() => replaceFile(path, 'new')).toThrow(`${call} fails`);
      expect(readFileSync(path, 'utf8')).toBe('old');
      expect(readdirSync(folder)).toEqual(['file']);
    },
  );
});
