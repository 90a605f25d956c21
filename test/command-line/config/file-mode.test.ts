import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../source/command-line/config/read-config.ts';
import { main } from '../../../source/command-line/main.ts';
import { configFile } from '../../support/config-file.ts';
import { startFakeBroker } from '../../support/fake-broker.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const read = (path: string): Promise<unknown> =>
  readConfig({ path, isNamed: true, home: '/home/me' });

const withMode = (text: string, mode: number): string => {
  const path = configFile(text);
  chmodSync(path, mode);
  return path;
};

const profile = (line: string): string => `[profile.office]\nhost = "h"\n${line}\n`;

describe.each([
  profile('password = "secret"'),
  profile('password = ""'),
  'password = "secret"\n[profile.a]\nhost = "h"\n',
  'url = "mqtt://me:secret@h"\n',
  'url = ["mqtt://a", "wss://me:secret@h/mqtt"]\n',
  'proxy = "socks5://me:secret@h:1080"\n',
  'ws-header = ["Authorization: Bearer secret"]\n',
])('a file with a password: %j', (text) => {
  it.each([0o640, 0o604, 0o644, 0o666, 0o620, 0o602])('is refused with mode %o', async (mode) => {
    const path = withMode(text, mode);
    const may = (mode & 0o022) === 0 ? 'read' : 'change';
    const problem = read(path);
    await expect(problem).rejects.toThrow(
      `Others can ${may} this file, which has a password in it; "chmod 600 ${path}" keeps them out.`,
    );
    await expect(problem).rejects.toThrow(/^\S+config\.toml:[1-3]: /);
    await expect(problem).rejects.not.toThrow(/secret/);
  });

  it.each([0o600, 0o400, 0o700])('is read with mode %o', async (mode) => {
    await expect(read(withMode(text, mode))).resolves.toBeDefined();
  });
});

describe.each([
  profile('password-command = ["pass", "mqtt"]'),
  'key-password-command = ["pass", "key"]\n',
  '[passphrase-commands]\n"ops/secret" = ["pass", "ops"]\n',
])('a file with a program to run: %j', (text) => {
  it('is refused if others can change it, but may be read by them', async () => {
    const path = withMode(text, 0o664);
    await expect(read(path)).rejects.toThrow(
      `Others can change this file, which has a program to run in it; "chmod 600 ${path}" keeps them out.`,
    );
    await expect(read(withMode(text, 0o644))).resolves.toBeDefined();
  });
});

it('a file with neither may be anybody’s', async () => {
  await expect(read(withMode(profile('url = "mqtts://h/a@b:c"'), 0o666))).resolves.toBeDefined();
});

it.runIf(process.getuid?.() === 0)('a file of somebody else is refused with either', async () => {
  const path = withMode(profile('password = "secret"'), 0o600);
  chownSync(path, 12_345, 12_345);
  await expect(read(path)).rejects.toThrow(
    'This file, which has a password in it, belongs to somebody else.',
  );
});

it.runIf(process.getuid?.() === 0)('a user without a name has files too', () => {
  const path = withMode(profile('password = "secret"'), 0o600);
  const folder = dirname(path);
  chmodSync(folder, 0o755);
  chownSync(path, 12_345, 12_345);
  const module = new URL('../../../source/command-line/config/file-mode.ts', import.meta.url);
  const code = `import { fileModeProblems } from ${JSON.stringify(module.href)};
    const level = { settings: new Map([['password', 'secret']]), passphraseCommands: new Map() };
    console.log(fileModeProblems({ ...level, path: ${JSON.stringify(path)}, profiles: new Map() }));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module-typescript', '-e', code],
    { uid: 12_345, gid: 12_345, encoding: 'utf8' },
  );
  expect([stdout, stderr]).toEqual(['[]\n', '']);
});

it('scripts warn of a password file that everybody can read, and use it', async () => {
  const broker = await startFakeBroker();
  const file = join(temporaryFolder(), 'password');
  writeFileSync(file, 'secret\n');
  const argv = ['pub', '-h', '127.0.0.1', '-p', String(broker.port), '-t', 'a', '-m', 'x'];
  const run = async (mode: number, ...more: readonly string[]): Promise<string> => {
    chmodSync(file, mode);
    const { host, err } = fakeHost({ argv: [...argv, '--password-file', file, ...more] });
    expect(await main(host)).toBe(0);
    return err();
  };
  expect(await run(0o644)).toBe(
    `mqtt-tui: Everybody on this machine can read the file of --password-file; "chmod 600 ${file}" keeps others out.\n`,
  );
  expect(await run(0o644, '--quiet')).toBe('');
  expect(await run(0o640)).toBe('');
  expect(broker.connects().map(({ password }) => String(password))).toEqual(
    Array.from({ length: 3 }, () => 'secret'),
  );
});
