import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { openInputHistory } from '../../source/command-line/input-history.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Called when a new file is on its way to the disk. */
let onSync = (): void => undefined;

vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof fs>();
  return {
    ...real,
    fsyncSync: (file: number) => {
      real.fsyncSync(file);
      onSync();
    },
  };
});

afterEach(() => {
  onSync = () => undefined;
});

const linesIn = (path: string): unknown[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

it('trims an input history that is too long, down to the disk, without losing what others add meanwhile', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'input-history');
  writeFileSync(path, Array.from({ length: 1500 }, (_, index) => `"${index}"\n`).join(''));
  let syncs = 0;
  onSync = () => {
    syncs += 1;
    appendFileSync(path, '"added meanwhile"\n');
  };
  expect(openInputHistory(path)).toMatchObject({ problem: undefined });
  const lines = linesIn(path);
  expect([syncs, lines.length, lines[0], ...lines.slice(-2)]).toEqual([
    1,
    1001,
    '500',
    '1499',
    'added meanwhile',
  ]);
  expect(readdirSync(folder)).toEqual(['input-history']);
});
