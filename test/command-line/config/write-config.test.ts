import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { addProfile, setKey } from '../../../source/command-line/config/edit-config.ts';
import { writeConfig } from '../../../source/command-line/config/write-config.ts';
import { startScript } from '../../support/child.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const configIn = (text?: string): string => {
  const path = join(temporaryFolder(), 'config.toml');
  if (text !== undefined) writeFileSync(path, text);
  return path;
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('writeConfig', () => {
  it('creates the file with its folder, for the person alone', () => {
    const path = join(temporaryFolder(), 'a', 'mqtt-tui', 'config.toml');
    writeConfig(path, (text) => addProfile(text, 'office', { host: 'x' }));
    expect(readFileSync(path, 'utf8')).toBe('[profile.office]\nhost = "x"\n');
    expect([modeOf(path), modeOf(join(path, '..'))]).toEqual([0o600, 0o700]);
    expect(readdirSync(join(path, '..'))).toEqual(['config.toml']);
  });

  it('keeps the mode, the byte order mark and the symbolic link', () => {
    const folder = temporaryFolder();
    const target = join(folder, 'dotfiles.toml');
    writeFileSync(target, '\uFEFFa = 1\n');
    chmodSync(target, 0o640);
    const path = join(folder, 'config.toml');
    symlinkSync('dotfiles.toml', path);
    writeConfig(path, (text) => setKey(text, ['b'], 2));
    expect(readFileSync(target, 'utf8')).toBe('\uFEFFa = 1\nb = 2\n');
    expect(modeOf(target)).toBe(0o640);
    expect(readdirSync(folder).toSorted()).toEqual(['config.toml', 'dotfiles.toml']);
  });

  it('writes nothing where nothing changes', () => {
    const path = configIn('a = 1\n');
    utimesSync(path, 1, 1);
    writeConfig(path, (text) => setKey(text, ['a'], 1));
    expect(statSync(path).mtimeMs).toBe(1000);
  });

  it('edits again what an editor has written meanwhile', () => {
    const path = configIn('a = 1\n');
    let isFirst = true;
    writeConfig(path, (text) => {
      if (isFirst) writeFileSync(path, 'c = 3\n');
      isFirst = false;
      return setKey(text, ['b'], 2);
    });
    expect(readFileSync(path, 'utf8')).toBe('c = 3\nb = 2\n');
  });

  it('loses nothing when two programs write at the same time', async () => {
    const path = configIn('# ours\n');
    const programs = ['left', 'right'].map((name) =>
      startScript(`
        import { addProfile } from './source/command-line/config/edit-config.ts';
        import { writeConfig } from './source/command-line/config/write-config.ts';
        console.log('ready');
        process.stdin.once('data', () => {
          for (let number = 0; number < 25; number++)
            writeConfig(${JSON.stringify(path)}, (text) =>
              addProfile(text, '${name}' + number, { host: '${name}' }));
          process.stdin.unref();
        });
      `),
    );
    await Promise.all(programs.map((program) => program.line('ready', () => true)));
    for (const program of programs) program.tell('go');
    expect(await Promise.all(programs.map((program) => program.ended(30_000)))).toEqual([0, 0]);
    const { profile } = parse(readFileSync(path, 'utf8'));
    expect(Object.keys(profile ?? {})).toHaveLength(50);
  });

  it('goes on where a killed program has left its lock', async () => {
    const path = configIn('a = 1\n');
    const program = startScript(`
      import { lockFile } from './source/command-line/config/file-lock.ts';
      lockFile(${JSON.stringify(path)});
      process.kill(process.pid, 'SIGKILL');
    `);
    expect(await program.ended()).toBe('SIGKILL');
    expect(existsSync(`${path}.lock`)).toBe(true);
    writeConfig(path, (text) => setKey(text, ['b'], 2));
    expect(readFileSync(path, 'utf8')).toBe('a = 1\nb = 2\n');
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('does not wait for a lock of long ago', () => {
    const path = configIn();
    writeFileSync(`${path}.lock`, 'x');
    utimesSync(`${path}.lock`, 1, 1);
    const start = performance.now();
    writeConfig(path, (text) => setKey(text, ['b'], 2));
    expect(performance.now() - start).toBeLessThan(1500);
  });

  it('writes again if its lock was taken for one that was left behind', async () => {
    const path = configIn('a = 1\n');
    const program = startScript(`
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { writeConfig } = await import('./source/command-line/config/write-config.ts');
      const { fsyncSync } = fs;
      let times = 0;
      fs.fsyncSync = (file) => {
        times++;
        fsyncSync(file);
        if (times > 1) return;
        fs.writeFileSync(${JSON.stringify(`${path}.lock`)}, 'another');
        fs.utimesSync(${JSON.stringify(`${path}.lock`)}, 1, 1);
      };
      syncBuiltinESMExports();
      writeConfig(${JSON.stringify(path)}, (text) => text + 'b = 2\\n');
      console.log(times);
    `);
    await program.ended();
    expect(program.output()).toBe('2\n');
    expect(readFileSync(path, 'utf8')).toBe('a = 1\nb = 2\n');
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it.each([
    ['a folder', (path: string) => mkdirSync(path), 'is not a file, so nothing was written.'],
    [
      'a FIFO',
      (path: string) => void execFileSync('mkfifo', [path]),
      'is not a file, so nothing was written.',
    ],
    [
      'no UTF-8',
      (path: string) => writeFileSync(path, Buffer.from([0x23, 0xff])),
      'is not UTF-8: edit it by hand.',
    ],
    [
      'too large',
      (path: string) => writeFileSync(path, '#'.repeat(1024 * 1024 + 1)),
      'is larger than 1 MiB: edit it by hand.',
    ],
    ['no TOML', (path: string) => writeFileSync(path, 'a = '), 'The file is not valid TOML'],
  ])('says in one sentence that there is %s', (_, make, problem) => {
    const path = configIn();
    make(path);
    expect(() => writeConfig(path, (text) => setKey(text, ['b'], 2))).toThrow(problem);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('says in one sentence that there can be no such folder', () => {
    const folder = configIn('a = 1\n');
    const path = join(folder, 'config.toml');
    expect(() => writeConfig(path, (text) => setKey(text, ['b'], 2))).toThrow(
      `${path} cannot be written to: ${folder} is not a folder.`,
    );
  });

  it('says in one sentence that something is in the way of its lock', () => {
    const path = configIn();
    mkdirSync(`${path}.lock`);
    expect(() => writeConfig(path, (text) => setKey(text, ['b'], 2))).toThrow(
      `${path} cannot be written to: ${path}.lock is in the way.`,
    );
  });

  it('leaves the file as it was where the disk is full', async () => {
    const path = configIn('a = 1\n');
    const program = startScript(`
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { writeConfig } = await import('./source/command-line/config/write-config.ts');
      const { setKey } = await import('./source/command-line/config/edit-config.ts');
      const { writeFileSync } = fs;
      fs.writeFileSync = (place, ...rest) => {
        if (typeof place !== 'number') return writeFileSync(place, ...rest);
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      };
      syncBuiltinESMExports();
      try {
        writeConfig(${JSON.stringify(path)}, (text) => setKey(text, ['b'], 2));
      } catch (error) {
        console.log(error.message);
      }
    `);
    await program.ended();
    expect(program.output()).toBe(`${path} cannot be written to: the disk is full.\n`);
    expect(readFileSync(path, 'utf8')).toBe('a = 1\n');
    expect(readdirSync(join(path, '..'))).toEqual(['config.toml']);
  });
});
