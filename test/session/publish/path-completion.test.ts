import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pathsStartingWith } from '../../../source/session/publish/path-completion.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A home folder with files, folders and links. */
const home = (): string => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'data', '.git'), { recursive: true });
  for (const name of ['one.json', 'other.json', '.hidden', '你好'])
    writeFileSync(join(folder, 'data', name), '');
  symlinkSync('.', join(folder, 'data', 'round'));
  symlinkSync('nowhere', join(folder, 'data', 'broken'));
  return folder;
};

describe('paths that begin with what is typed', () => {
  it.each([
    ['~', ['~/']],
    ['~/', ['~/data/']],
    ['~/da', ['~/data/']],
    ['~/data/o', ['~/data/one.json', '~/data/other.json']],
    ['~/data/', ['one.json', 'other.json', 'round/', '你好'].map((name) => `~/data/${name}`)],
    ['~/data/.', ['~/data/.git/', '~/data/.hidden']],
    ['~/data/..', ['~/data/../']],
    ['~/data/round/on', ['~/data/round/one.json']],
    ['~/none/', []],
    ['..', ['../']],
    ['~/data/a..', []],
    ['~/data/br', []],
    ['~/data/one.json/', []],
  ])('are completed in the home folder: %s', async (typed, paths) => {
    expect(await pathsStartingWith(typed, home(), 100)).toEqual(paths);
  });

  it('are completed from the root, and where the program runs', async () => {
    const folder = home();
    expect(await pathsStartingWith(`${folder}/da`, '', 100)).toEqual([`${folder}/data/`]);
    expect(await pathsStartingWith('package.js', folder, 100)).toEqual(['package.json']);
  });

  it('are as many as wanted at most, the first by name', async () => {
    const folder = temporaryFolder();
    for (let index = 0; index < 50; index += 1) writeFileSync(join(folder, `f${index}`), '');
    expect(await pathsStartingWith('~/', folder, 3)).toEqual(['~/f0', '~/f1', '~/f2']);
  });

  it.skipIf(process.platform === 'win32')('leave out what no line can hold', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a\nb'), '');
    writeFileSync(join(folder, 'a\u001B[31m'), '');
    writeFileSync(join(folder, 'ab'), '');
    expect(await pathsStartingWith('~/a', folder, 100)).toEqual(['~/ab']);
  });

  it.skipIf(process.platform === 'win32')('leave out what is neither file nor folder', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    writeFileSync(join(folder, 'plain'), '');
    expect(await pathsStartingWith('~/p', folder, 100)).toEqual(['~/plain']);
  });
});
