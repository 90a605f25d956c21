import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialFlags } from '../../source/command-line/credential-flags.ts';
import type { Credentials } from '../../source/mqtt/connection-options.ts';
import { flagValues } from '../support/flag-values.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flags-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (content: string): string => {
  const path = join(folder, `password-${Buffer.from(content).toString('hex')}`);
  writeFileSync(path, content);
  return path;
};

const credentials = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Credentials => credentialFlags(flagValues('screen', argv, environment)).credentials;

describe('user name and password', () => {
  it('are nothing unless they are given', () => {
    expect(credentials([])).toEqual({});
    expect(credentials(['-u', 'admin'])).toEqual({ username: 'admin' });
  });

  it('come from the flags or the environment', () => {
    const expected = { username: 'admin', password: 'secret' };
    expect(credentials(['-u', 'admin', '-P', 'secret'])).toEqual(expected);
    expect(credentials([], { MQTT_TUI_USERNAME: 'admin', MQTT_TUI_PASSWORD: 'secret' })).toEqual(
      expected,
    );
  });

  it('may be an empty password', () => {
    expect(credentials(['-u', 'a', '-P', ''])).toEqual({ username: 'a', password: '' });
  });
});

describe('the password file', () => {
  it.each([
    ['secret', 'secret'],
    ['secret\n', 'secret'],
    ['secret\r\nnot this\n', 'secret'],
    [' with blanks \n', ' with blanks '],
    ['密码\n', '密码'],
    // As Windows editors save it.
    ['\ufeffsecret\r\n', 'secret'],
    ['secret\ufeff', 'secret\ufeff'],
    ['\n', ''],
    ['', ''],
  ])('%j has the password %j', (content, password) => {
    expect(credentials(['-u', 'a', '--password-file', fileWith(content)]).password).toBe(password);
  });

  it('and a password are refused together', () => {
    expect(() => credentials(['-P', 'secret', '--password-file', fileWith('x')])).toThrow(
      'Use either --password or --password-file, not both.',
    );
  });

  it('on the command line counts before a password in the environment', () => {
    const argv = ['--password-file', fileWith('from the file')];
    expect(credentials(argv, { MQTT_TUI_PASSWORD: 'from the environment' }).password).toBe(
      'from the file',
    );
  });

  it('that cannot be read is named, not what is in it', () => {
    expect(() => credentials(['--password-file', join(folder, 'none')])).toThrow(
      `--password-file ${join(folder, 'none')}: there is no such file.`,
    );
  });
});
