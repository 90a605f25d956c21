import { execFileSync } from 'node:child_process';
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

  it('is made where symbolic links lead that lead nowhere yet', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'files'));
    symlinkSync(join('files', 'second'), join(folder, 'first'));
    symlinkSync('target', join(folder, 'files', 'second'));
    replaceFile(join(folder, 'first'), 'new');
    expect(lstatSync(join(folder, 'first')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(folder, 'files', 'second')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'files', 'target'), 'utf8')).toBe('new');
    expect(modeOf(join(folder, 'files', 'target'))).toBe(0o600);
    expect(readdirSync(join(folder, 'files'))).toEqual(['second', 'target']);
  });

  it('is not made behind a link whose folder is away, such as a disk', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'link');
    symlinkSync(join(folder, 'disk', 'target'), path);
    expect(() => replaceFile(path, 'new')).toThrow('ENOENT');
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder)).toEqual(['link']);
  });

  it('is not made of a link to itself', () => {
    const path = join(temporaryFolder(), 'link');
    symlinkSync('link', path);
    expect(() => replaceFile(path, 'new')).toThrow('ELOOP');
  });

  it.each(['named pipe', 'folder'])(
    'does not take the place of a %s, nor of a link to it',
    (kind) => {
      const folder = temporaryFolder();
      const [other, path] = [join(folder, 'other'), join(folder, 'link')];
      if (kind === 'folder') mkdirSync(other);
      else execFileSync('mkfifo', [other]);
      symlinkSync(other, path);
      for (const place of [other, path])
        expect(() => replaceFile(place, 'new')).toThrow('it is not a file');
      expect(statSync(path).isFile()).toBe(false);
      expect(readdirSync(folder)).toEqual(['link', 'other']);
    },
  );

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
