import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookInto } from '../../../source/command-line/config/read-config.ts';
import { main } from '../../../source/command-line/main.ts';
import { configFile } from '../../support/config-file.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What is wrong with a file, and what it sets. */
const look = async (path: string): Promise<{ problems: readonly string[]; nick: unknown }> => {
  const { config, problems } = await lookInto({ path, isNamed: true, home: '' });
  return {
    problems: problems.map((one) => one.replace(`${path}:`, '')),
    nick: config.settings.get('nick'),
  };
};

const fine = { problems: [], nick: 'alice' };

/** Does something as a user who may not read everything, as root may. */
const unprivileged = async (work: () => Promise<void>): Promise<void> => {
  const user = process.geteuid?.();
  if (user === 0) process.seteuid?.(12_345);
  try {
    await work();
  } finally {
    if (user === 0) process.seteuid?.(0);
  }
};

describe('a file', () => {
  it('with a byte order mark is read', async () => {
    expect(await look(configFile('\ufeffnick = "alice"'))).toEqual(fine);
  });

  it('with the line ends of Windows is read', async () => {
    expect(await look(configFile('# a\r\nnick = "alice"\r\n'))).toEqual(fine);
    const { problems } = await look(configFile('# a\r\nnik = "alice"\r\n'));
    expect(problems).toEqual(['2: There is no setting "nik"; did you mean "nick"?']);
  });

  it('that is empty, or no file but a device without an end, says so or nothing', async () => {
    expect(await look(configFile(''))).toEqual({ problems: [], nick: undefined });
    expect((await look('/dev/null')).problems).toEqual([]);
    expect((await look('/dev/zero')).problems).toEqual([' The file is larger than 1 MiB.']);
  });

  it('of 10 MB is refused', async () => {
    const path = configFile(`# ${'x'.repeat(10_000_000)}`);
    expect((await look(path)).problems).toEqual([' The file is larger than 1 MiB.']);
  });

  it('that is a named pipe is refused and not waited for', async () => {
    const path = join(temporaryFolder(), 'pipe');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    expect((await look(path)).problems).toEqual([' It is a named pipe.']);
  });

  it('that is a folder is refused', async () => {
    expect((await look(temporaryFolder())).problems).toEqual([' It is a folder.']);
  });

  it('that is a symbolic link is followed', async () => {
    const link = join(temporaryFolder(), 'link.toml');
    symlinkSync(configFile('nick = "alice"'), link);
    expect(await look(link)).toEqual(fine);
    const round = join(temporaryFolder(), 'round.toml');
    symlinkSync(round, round);
    expect((await look(round)).problems).toEqual([' It is a symbolic link to itself.']);
  });

  it('that may not be read is refused', async () => {
    const path = configFile('nick = "alice"');
    chmodSync(path, 0);
    await unprivileged(async () =>
      expect((await look(path)).problems).toEqual([' Reading it is not permitted.']),
    );
  });

  it('that is not UTF-8 is refused, with the line', async () => {
    const bytes = Buffer.from('nick = "alice"\nroom = "caf\u00e9"\n', 'latin1');
    expect((await look(configFile(bytes))).problems).toEqual(['2: This is not UTF-8.']);
  });

  it('with arrays a thousand deep is refused or read', async () => {
    const { problems } = await look(configFile(`room = ${'['.repeat(20_000)}`));
    expect(problems).toHaveLength(1);
  });

  it('with 50 profiles is read', async () => {
    const profiles = Array.from({ length: 50 }, (_, index) => `[profile.p${index}]\nhost = "h"\n`);
    const path = configFile(profiles.join(''));
    const { config, problems } = await lookInto({ path, isNamed: true, home: '' });
    expect([config.profiles.size, problems]).toEqual([50, []]);
  });

  it('is hostile to terminals in vain', async () => {
    const path = configFile('"\\u001b[31m\\u202e" = 1\n[profile."\\u0007"]\n[profile.a.b]');
    const { problems } = await look(path);
    // oxlint-disable-next-line no-control-regex -- the control characters are looked for
    expect(problems.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(problems).toHaveLength(3);
  });

  it('of any text is read or refused in sentences, without what it has as a password', async () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('password = "hunter2"', 'password = hunter2', 'password = ["hunter2"]'),
      fc.constantFrom('[profile.a]', '[profile]', '[[profile]]', 'profile.a.host = 1', '[keys]'),
      fc.constantFrom('theme = 1', '[theme]', 'host = {}', 'room = [[]]', '__proto__ = 1'),
    );
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), async (lines) => {
        const path = join(folder, 'config.toml');
        writeFileSync(path, lines.join('\n'), { mode: 0o600 });
        for (const problem of (await look(path)).problems) {
          expect(problem).toMatch(/^(?:\d+:)? \S[^\n]*[.?]$/);
          expect(problem).not.toContain('hunter2');
        }
      }),
    );
  });
});

/** Runs a command line of somebody whose default file has a mistake. */
const run = async (
  argv: readonly string[],
): Promise<{ exitCode: number; out: string; err: string }> => {
  const home = temporaryFolder();
  mkdirSync(join(home, '.config/mqtt-tui'), { recursive: true });
  writeFileSync(join(home, '.config/mqtt-tui/config.toml'), '\npasword = "x"');
  const fake = fakeHost({ argv, isTerminal: true });
  const exitCode = await main({ ...fake.host, home });
  return { exitCode, out: fake.out(), err: fake.err() };
};

describe('every command', () => {
  const mistake =
    'mqtt-tui: ~/.config/mqtt-tui/config.toml:2: There is no setting "pasword"; did you mean "password"?\n';

  it.each([
    [],
    ['office'],
    ['watch'],
    ['broker'],
    ['sub', 'a'],
    ['wait', 'a > 1'],
    ['pub', '-t', 'a', '-n'],
    ['request', '-t', 'a', '-n'],
    ['clean', 'a'],
    ['record', 'a'],
    ['replay', 'a'],
    ['open', 'a'],
    ['config', 'check'],
    ['config', 'show'],
  ])('with a mistake in the file ends with 2 and opens nothing: %j', async (...argv) => {
    expect(await run(argv)).toEqual({ exitCode: 2, out: '', err: mistake });
  });

  it.each([['--config', ''], ['--config=']])(
    'asks for the name of its file: %j',
    async (...argv) => {
      const fake = fakeHost({ argv: ['sub', 'a', ...argv] });
      expect([await main(fake.host), fake.err()]).toEqual([
        2,
        'mqtt-tui: --config needs a value: --config FILE.\n',
      ]);
    },
  );

  it.each([
    ['--help'],
    ['sub', '--help'],
    ['broker', '--version'],
    ['man'],
    ['completions', 'bash'],
    ['config'],
    ['config', 'schema'],
    ['config', 'profiles'],
  ])('that helps is there all the same: %j', async (...argv) => {
    const { exitCode, err } = await run(argv);
    expect([exitCode, err]).toEqual([0, '']);
  });
});
