import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../source/command-line/commands.ts';
import { lookInto } from '../../../source/command-line/config/read-config.ts';
import { starter } from '../../../source/command-line/config/starter.ts';
import { configWords } from '../../../source/command-line/config/words.ts';
import { main } from '../../../source/command-line/main.ts';
import { configFile } from '../../support/config-file.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';

type Environment = Readonly<Record<string, string>>;
type Ended = { readonly exitCode: number; readonly out: string; readonly err: string };

const run = async (argv: readonly string[], environment: Environment = {}): Promise<Ended> => {
  const fake = fakeHost({ argv: ['config', ...argv], environment });
  const exitCode = await main(fake.host);
  return { exitCode, out: fake.out(), err: fake.err() };
};

it('has the words of its usage', () => {
  const usage = commands.find(({ name }) => name === 'config')?.usage ?? '';
  expect(usage.match(/[a-z]+/g)).toEqual(['config', ...configWords]);
});

describe('config', () => {
  it('prints the path, and whether there is a file', async () => {
    const path = configFile('');
    expect(await run(['--config', path])).toEqual({ exitCode: 0, out: `${path}\n`, err: '' });
    const none = join(temporaryFolder(), 'config.toml');
    const { exitCode, out, err } = await run([], { MQTT_TUI_CONFIG: none });
    expect([exitCode, out]).toEqual([0, `${none}\n`]);
    expect(err).toContain('There is no such file yet');
  });

  it('without a home folder says how to name a file', async () => {
    expect(await run([])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--config FILE'),
    });
  });

  it.each([
    [['shwo'], 'did you mean "show"?'],
    [
      ['frobnicate'],
      'mqtt-tui config takes one of edit, check, show, keys, import, schema, profiles, or nothing.',
    ],
    [['check', 'a'], 'mqtt-tui config check takes no more arguments.'],
    [['--host', 'x'], '--host is not a flag of mqtt-tui config.'],
  ])('refuses %j', async (argv, problem) => {
    const { exitCode, err } = await run(argv, { MQTT_TUI_CONFIG: configFile('') });
    expect([exitCode, err]).toEqual([2, expect.stringContaining(problem)]);
  });
});

describe('config keys', () => {
  it('prints the keys in force, also of a file that is wrong', async () => {
    const path = configFile('[keys]\npreset = "vim"\ntree.sort = "S"\ntree.srot = "x"\n');
    const { exitCode, out, err } = await run(['keys', '--config', path]);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/^\[keys\.anywhere\]\n/);
    expect(out).toMatch(/^\[keys\.tree\]\n(?:.+\n)*sort = \["S"\] +# sort by name/m);
    expect(out).toMatch(/^last = \["End", "G"\] +# last row/m);
  });

  it('has mistakes that config check tells', async () => {
    const path = configFile('[keys.tree]\nsort = "S"\nsrot = "x"\n');
    const { exitCode, out, err } = await run(['check', '--config', path]);
    expect([exitCode, `${out}${err}`]).toEqual([
      2,
      expect.stringContaining(':3: There is no action "srot" in [keys.tree]; did you mean sort?'),
    ]);
  });
});

describe('config check', () => {
  it('says that all is right', async () => {
    const path = configFile('[profile.a]\nhost = "a"\n[profile.b]');
    expect(await run(['check', '--config', path])).toEqual({
      exitCode: 0,
      out: `${path}: no mistakes, 2 profiles.\n`,
      err: '',
    });
  });

  it('names every mistake with its line, and ends with 2', async () => {
    const path = configFile('nik = "a"\n[profile.a]\nport = 0');
    expect(await run(['check', '--config', path])).toEqual({
      exitCode: 2,
      out: '',
      err: [
        `mqtt-tui: ${path}:1: There is no setting "nik"; did you mean "nick"?\n`,
        `mqtt-tui: ${path}:3: port takes a whole number from 1 to 65535, not "0".\n`,
      ].join(''),
    });
  });

  it('finds what is wrong only where a profile is used', async () => {
    const path = configFile(`
      nick = " "
      [profile.a]
      host = "a"
      cafile = "nowhere.pem"
      [profile.b]
      nick = "bob"
      room = ["a/#"]
      [profile.c]
      nick = "bob"
      decode = ["nonsense"]
      [profile.d]
      nick = "bob"
      url = "mqtt://me:hunter2@a"
      unix = "/a"
    `);
    const { exitCode, err } = await run(['check', '--config', path]);
    expect(exitCode).toBe(2);
    expect(err).not.toContain('hunter2');
    const lines = err.split('\n').map((line) => line.split(`${path}:`)[1]);
    expect(lines).toEqual([
      expect.stringMatching(/^2: --nick: /),
      expect.stringMatching(/^5: --cafile .*nowhere.pem: there is no such file\./),
      expect.stringMatching(/^8: --room: /),
      expect.stringMatching(/^11: --decode nonsense: /),
      expect.stringMatching(/^15: Use either --unix, or --url/),
      undefined,
    ]);
  });
});

/** The rows by name, their columns apart. */
const rowsOf = ({ out }: Ended): ReadonlyMap<string, readonly string[]> =>
  new Map(
    out
      .split('\n')
      .map((line) => line.split(/ {2,}/))
      .map(([name = '', ...rest]) => [name, rest] as const)
      .toReversed(),
  );

describe('config show', () => {
  const text = `
nick = "alice"
password-file = "secret.txt"
[profile.office]
url = "wss://me:hunter2@office/mqtt?token=hunter2"
password = "hunter2"
ws-header = "Authorization: hunter2"
connect-property = "token=hunter2"
proxy = "socks5://me:hunter2@proxy"
theme = "dark"
[profile.office.passphrase-commands]
"private/ops" = ["pass", "ops"]
[profile.home]
host = "home"
`;

  it('tells each value and where it is from', async () => {
    const path = configFile(text);
    const environment = { MQTT_TUI_CONFIG: path, MQTT_TUI_ROOM: 'a,b' };
    const rows = rowsOf(await run(['show', 'office'], environment));
    expect(rows.get('nick')).toEqual(['alice', 'line 2']);
    expect(rows.get('room')).toEqual(['a, b', 'MQTT_TUI_ROOM']);
    expect(rows.get('url')).toEqual(['wss://me:••••@office/mqtt?••••', 'profile office, line 5']);
    expect(rows.get('passphrase of private/ops')).toEqual(['pass ops', 'profile office, line 12']);
    expect(rows.get('fps')).toEqual(['10', 'default']);
    expect(rows.get('listen')).toEqual(['127.0.0.1:1883', 'default', 'broker']);
  });

  it('tells what does not count, because something else takes precedence', async () => {
    const environment = { MQTT_TUI_CONFIG: configFile(text), MQTT_TUI_PORT: '1884' };
    const rows = rowsOf(await run(['show', 'office'], environment));
    expect(rows.get('url')?.[1]).toBe('profile office, line 5, not used');
    expect(rows.get('port')?.[1]).toBe('MQTT_TUI_PORT');
    expect(rows.get('password-file')?.[1]).toBe('line 3');
    expect(rows.get('password')).toEqual(['(none)', 'default']);
  });

  it('hides every secret', async () => {
    const environment = { MQTT_TUI_CONFIG: configFile(text), MQTT_TUI_PASSWORD: 'hunter2' };
    for (const argv of [['show'], ['show', 'office'], ['show', 'home']]) {
      const { exitCode, out, err } = await run(argv, environment);
      expect([exitCode, err]).toEqual([0, '']);
      expect(out).not.toContain('hunter2');
    }
  });

  it('is about the profile of MQTT_TUI_PROFILE, or the only one, or none', async () => {
    const path = configFile(text);
    const head = async (file: string, environment: Environment = {}): Promise<string> =>
      (await run(['show', '--config', file], environment)).out.split('\n')[0] ?? '';
    expect(await head(path)).toBe(`${path}, no profile`);
    expect(await head(path, { MQTT_TUI_PROFILE: 'home' })).toBe(`${path}, profile home`);
    const only = configFile('[profile.a]');
    expect(await head(only)).toBe(`${only}, profile a`);
    const { exitCode, err } = await run(['show', 'hoem', '--config', path]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('did you mean "home"?')]);
  });
});

/** An editor that is a script; `$1` is the file. */
const anEditor = (script: string): Environment => {
  const path = join(temporaryFolder(), 'editor');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o700);
  return { EDITOR: path };
};

describe('config edit', () => {
  it('begins a file that is not there with hints, for its owner alone', async () => {
    const home = temporaryFolder();
    const environment = { XDG_CONFIG_HOME: join(home, 'config'), ...anEditor('true') };
    expect(await run(['edit'], environment)).toMatchObject({ exitCode: 0, err: '' });
    const path = join(home, 'config/mqtt-tui/config.toml');
    expect(readFileSync(path, 'utf8')).toBe(starter);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'config/mqtt-tui')).mode & 0o777).toBe(0o700);
  });

  it('has hints that are right once they are taken', async () => {
    const path = configFile(starter.replaceAll(/^# (?=[a-z-]+ = |\[)/gm, ''));
    const { config, problems } = await lookInto({ path, isNamed: true, home: '' });
    expect(problems).toEqual([]);
    expect(config.profiles.get('office')?.settings.size).toBe(5);
  });

  it('checks what was written, and keeps it', async () => {
    const path = configFile('');
    const { exitCode, err } = await run(
      ['edit', '--config', path],
      anEditor(`echo 'nik = "a"' > "$1"`),
    );
    expect([exitCode, err]).toEqual([2, expect.stringContaining('did you mean "nick"?')]);
    expect(readFileSync(path, 'utf8')).toBe('nik = "a"\n');
  });

  it('on a terminal offers to edit it again', async () => {
    const path = configFile('');
    const argv = ['config', 'edit', '--config', path];
    const script = `if grep -q nik "$1"; then echo 'nick = "a"' > "$1"; else echo 'nik = 1' > "$1"; fi`;
    const fake = fakeHost({ argv, isTerminal: true, environment: anEditor(script) });
    const ended = main(fake.host);
    await until({
      what: 'the question',
      find: () => fake.err().includes('Edit it again? [y/N]'),
      subscribe: fake.onOutput,
      seen: () => ({ err: fake.err() }),
    });
    fake.type('y\n');
    expect(await ended).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('nick = "a"\n');
  });

  it('leaves nothing behind where no editor can be started', async () => {
    const path = join(temporaryFolder(), 'config.toml');
    const { exitCode, err } = await run(['edit', '--config', path], { EDITOR: '/nowhere/editor' });
    expect([exitCode, err]).toEqual([
      2,
      expect.stringContaining('The editor "/nowhere/editor" cannot be started'),
    ]);
    expect(existsSync(path)).toBe(false);
  });

  it('says that an editor failed which has removed the file', async () => {
    const path = join(temporaryFolder(), 'config.toml');
    const { exitCode, err } = await run(['edit', '--config', path], anEditor('rm "$1"; exit 3'));
    expect([exitCode, err]).toEqual([2, expect.stringContaining('ended with code 3.')]);
  });
});

describe('what is wrong with a file', () => {
  const hostile = '\\u001b[31m\\u0007\\u009b\\u202e';

  it.each([
    `cafile = "${hostile}"`,
    `proto = "${hostile}"`,
    `[keys.tree]\n"${hostile}" = "x"`,
    `[keys."${hostile}"]`,
    `[theme]\n"${hostile}" = "red"`,
  ])('moves no cursor: %j', async (text) => {
    const path = configFile(text);
    for (const { exitCode, out, err } of [
      await run(['check', '--config', path]),
      await run(['edit', '--config', path], { EDITOR: 'true' }),
    ]) {
      expect([exitCode, out]).toEqual([2, '']);
      expect(err).toContain('\u241b[31m\u2407<U+009B><U+202E>');
      // oxlint-disable-next-line no-control-regex -- the control characters are looked for
      expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });
});

describe('config import', () => {
  const options = '-h broker.example\n-u me\n-P sesame\n-F %p\n';

  it('adds the connections of a file, and tells what it leaves out', async () => {
    const path = configFile('# mine\n');
    chmodSync(path, 0o600);
    const file = join(temporaryFolder(), 'mosquitto_sub');
    writeFileSync(file, options);
    expect(await run(['import', file, '--config', path])).toEqual({
      exitCode: 0,
      out: 'broker.example: mqtt://broker.example\n  The option -F is left out: there is no setting for it.\n',
      err: '',
    });
    expect(readFileSync(path, 'utf8')).toBe(
      '# mine\n\n[profile."broker.example"]\nurl = ["mqtt://broker.example"]\nusername = "me"\npassword = "sesame"\n',
    );
    expect((await run(['check', '--config', path])).exitCode).toBe(0);
  });

  it('creates a file that is named, as config edit does', async () => {
    const folder = temporaryFolder();
    const [file, path] = [join(folder, 'mosquitto_sub'), join(folder, 'new', 'config.toml')];
    writeFileSync(file, options);
    expect(await run(['import', file, '--config', path])).toMatchObject({ exitCode: 0, err: '' });
    expect(readFileSync(path, 'utf8')).toContain('password = "sesame"');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('says what is wrong, and changes nothing', async () => {
    const path = configFile('nik = 1\n');
    const environment = { MQTT_TUI_CONFIG: path };
    const none = join(temporaryFolder(), 'none\u001b[31m');
    expect((await run(['import', none], environment)).err).toContain('did you mean "nick"?');
    writeFileSync(path, '');
    expect(await run(['import'], environment)).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('mqtt-tui config import takes a file'),
    });
    const { exitCode, err } = await run(['import', none], environment);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('There is no such file.')]);
    expect(err).not.toContain('\u001b');
    expect(readFileSync(path, 'utf8')).toBe('');
  });
});

it('config profiles prints the names, one a line', async () => {
  const path = configFile('[profile.office]\n[profile.home]');
  expect(await run(['profiles', '--config', path])).toEqual({
    exitCode: 0,
    out: 'office\nhome\n',
    err: '',
  });
});

it('config profiles prints no name that a shell would run', async () => {
  const path = configFile('[profile."$(touch x)"]\n[profile.a]');
  expect((await run(['profiles', '--config', path])).out).toBe('a\n');
});
