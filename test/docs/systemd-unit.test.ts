import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPages } from '../../scripts/docs/pages.ts';
import { finished } from '../support/finished.ts';
import { findProgram } from '../support/find-program.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fencesOf } from './fences.ts';

const units = readPages().flatMap(({ path, text }) =>
  fencesOf(text)
    .filter(({ language, text: unit }) => language === 'ini' && unit.includes('[Service]'))
    .map(({ text: unit }) => ({ path, unit })),
);

const missing =
  findProgram('systemd-analyze') === undefined
    ? 'the program "systemd-analyze" is not installed'
    : undefined;

it('the pages print a unit', () => {
  expect(units).toHaveLength(1);
});

describeWith(missing, 'what systemd says', () => {
  it.each(units)('of the unit in $path is nothing', async ({ unit }) => {
    const file = join(temporaryFolder(), 'mqtt-alarm.service');
    // It is not installed here; what takes its place must exist.
    writeFileSync(file, unit.replace('/usr/local/bin/mqtt-tui', process.execPath));
    const { exitCode, err } = await finished('systemd-analyze', ['verify', '--man=no', file]);
    // Units of this machine may have problems of their own.
    const ours = err.split('\n').filter((line) => line.includes('mqtt-alarm'));
    expect([exitCode, ours]).toEqual([0, []]);
  });
});
