import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isFirstRun } from '../../source/command-line/first-run.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('is the first run once, whether or not the folder is there', () => {
  const path = join(temporaryFolder(), 'mqtt-tui', 'welcomed');
  expect([isFirstRun(path), isFirstRun(path)]).toEqual([true, false]);
});

it('is never the first run where nothing can be remembered', () => {
  const folder = join(temporaryFolder(), 'file');
  writeFileSync(folder, '');
  expect(isFirstRun(join(folder, 'welcomed'))).toBe(false);
  const taken = join(temporaryFolder(), 'welcomed');
  mkdirSync(taken);
  expect(isFirstRun(taken)).toBe(false);
});
