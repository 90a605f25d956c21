import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completionScript, shells } from '../../source/command-line/completion-script.ts';
import { commands } from '../../source/command-line/commands.ts';
import { flagsFor } from '../../source/command-line/flags.ts';
import { manPage } from '../../source/command-line/man-page.ts';
import { finished } from '../support/finished.ts';
import { findProgram } from '../support/find-program.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A folder with a program that plays `mqtt-tui config profiles`. */
const withProfiles = (...names: string[]): string => {
  const folder = temporaryFolder();
  const script = `#!/bin/sh\n[ "$*" = "config profiles" ] && printf '%s\\n' ${names.join(' ')}\n`;
  writeFileSync(join(folder, 'mqtt-tui'), script, { mode: 0o700 });
  return folder;
};

/** What bash offers for a command line whose last word is being typed, with two profiles. */
const offered = async (...words: string[]): Promise<readonly string[]> => {
  const file = join(temporaryFolder(), 'completion.bash');
  const path = `PATH=${withProfiles('office', 'home')}:$PATH\n`;
  writeFileSync(file, `${path}${completionScript('bash')}`);
  const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _mqtt_tui; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const args = ['--norc', '-c', script, 'bash', file, 'mqtt-tui', ...words];
  const { exitCode, out, err } = await finished('bash', args);
  expect([exitCode, err]).toEqual([0, '']);
  return out
    .toString()
    .split('\n')
    .filter((line) => line !== '');
};

const missing = (program: string): string | undefined =>
  findProgram(program) === undefined ? `the program "${program}" is not installed` : undefined;

describeWith(missing('bash'), 'the completion of bash', () => {
  it.each([
    [['s'], ['sub']],
    [
      ['completions', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['--ho'], ['--host']],
    [['sub', '--ret'], ['--retained-only']],
    [['pub', '--ret'], ['--retain']],
    [['broker', '--ho'], []],
    [
      ['sub', '-V', ''],
      ['auto', '5', '3.1.1', '3.1'],
    ],
    [
      ['pub', '--qos', ''],
      ['0', '1', '2'],
    ],
    [['--notify', 'b'], ['bell']],
    [['sub', '-t', 's'], []],
    [
      ['sub', ''],
      ['office', 'home'],
    ],
    [['sub', 'office', ''], []],
    [['o'], ['open', 'office']],
    [['--profile', 'o'], ['office']],
    [['pub', '--profile', 'h'], ['home']],
    [['record', 'of'], ['office']],
    [['record', ''], []],
    [
      ['config', ''],
      ['edit', 'check', 'show', 'keys', 'import', 'schema', 'profiles'],
    ],
    [
      ['config', 'show', ''],
      ['office', 'home'],
    ],
  ])('offers for %j: %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it.each(commands)('offers all flags of $name', async ({ name, typed }) => {
    const words = typed === '' ? ['--'] : [typed, '--'];
    expect(await offered(...words)).toEqual(flagsFor(name).map((flag) => `--${flag.name}`));
  });
});

describe.each(['zsh', 'fish'] as const)('the completion of %s', (shell) => {
  describeWith(missing(shell), 'there', () => {
    it('is read without an error', async () => {
      const file = join(temporaryFolder(), 'completion');
      writeFileSync(file, completionScript(shell));
      expect(await finished(shell, ['-n', file])).toMatchObject({ exitCode: 0, err: '' });
    });
  });
});

describeWith(missing('fish'), 'the completion of fish', () => {
  it.each([
    ['mqtt-tui o', ['office', 'open']],
    ['mqtt-tui sub o', ['office']],
    ['mqtt-tui --profile o', ['office']],
    ['mqtt-tui config show o', ['office']],
    ['mqtt-tui config e', ['edit']],
  ])('offers for %j: %j', async (line, expected) => {
    const file = join(temporaryFolder(), 'completion.fish');
    writeFileSync(file, completionScript('fish'));
    const script = `set -x PATH ${withProfiles('office', 'home')} $PATH; source ${file}; complete -C '${line}'`;
    const { out } = await finished('fish', ['--no-config', '-c', script]);
    const words = out
      .toString()
      .split('\n')
      .flatMap((one) => (one === '' ? [] : [one.split('\t')[0]]));
    expect(new Set(words)).toEqual(new Set(expected));
  });
});

describe('the generated texts', () => {
  it.each(shells)('of %s name each command and flag', (shell) => {
    const script = completionScript(shell);
    for (const { name } of commands)
      for (const flag of flagsFor(name)) expect(script).toContain(flag.name);
  });

  it('the manual page names each command and flag, in plain roff', () => {
    const page = manPage();
    for (const { name, usage } of commands) {
      expect(page).toContain(usage.replaceAll('-', String.raw`\-`).replaceAll('…', '...'));
      const shown = flagsFor(name).filter((flag) => !['help', 'version'].includes(flag.name));
      for (const flag of shown)
        expect(page).toContain(`--${flag.name}`.replaceAll('-', String.raw`\-`));
    }
    expect(page).not.toMatch(/^[.'](?!TH|SH|SS|TP|B |br)/m);
  });
});
