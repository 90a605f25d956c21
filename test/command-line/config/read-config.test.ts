import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configPlace, lookInto } from '../../../source/command-line/config/read-config.ts';
import { isSetting } from '../../../source/command-line/flag.ts';
import { flags, isAboutTheServer, settings } from '../../../source/command-line/flags.ts';
import { configFile, configOf } from '../../support/config-file.ts';

/** What is wrong with a file, without its path. */
const problemsOf = async (text: string): Promise<readonly string[]> => {
  const path = configFile(text);
  const { problems } = await lookInto({ path, isNamed: true, home: '' });
  return problems.map((problem) => problem.replace(`${path}:`, ''));
};

describe('the file', () => {
  const host = { environment: {}, home: '/home/me' };

  it('is the one of --config, of its variable, or in the XDG folder', () => {
    const environment = { MQTT_TUI_CONFIG: '/b.toml', XDG_CONFIG_HOME: '/xdg' };
    expect(configPlace('/a.toml', { ...host, environment }).path).toBe('/a.toml');
    expect(configPlace(undefined, { ...host, environment }).path).toBe('/b.toml');
    expect(configPlace(undefined, { ...host, environment: { XDG_CONFIG_HOME: '/xdg' } }).path).toBe(
      '/xdg/mqtt-tui/config.toml',
    );
    expect(configPlace(undefined, host).path).toBe('/home/me/.config/mqtt-tui/config.toml');
    expect(configPlace(undefined, { environment: {}, home: '' }).path).toBeUndefined();
  });

  it('need not be there, unless somebody has named it', async () => {
    const path = join(dirname(configFile('')), 'other.toml');
    expect(await lookInto({ path, isNamed: false, home: '' })).toMatchObject({
      config: { path, text: undefined },
      problems: [],
    });
    expect((await lookInto({ path, isNamed: true, home: '' })).problems).toEqual([
      `${path}: There is no such file.`,
    ]);
  });
});

describe('what it says', () => {
  it('has a key for every flag that the environment sets too, and two that no flag has', () => {
    const names = new Set(flags.filter(isSetting).map(({ name }) => name));
    expect(new Set(settings.keys())).toEqual(
      new Set([...names, 'password-command', 'key-password-command']),
    );
  });

  it('has the types of the flags', async () => {
    const config = await configOf(`
      port = 1884
      qos = 1
      no-mouse = true
      room = "chat"
      topic = ["a/#", "b/#"]
      protocol-version = "311"
      password-command = ["pass", "show", "mqtt"]
      [profile.office]
      host = "mqtt.example.com"
      greeting = ""
      [profile.office.passphrase-commands]
      "private/ops" = ["pass", "ops"]
    `);
    expect(Object.fromEntries(config.settings)).toEqual({
      port: 1884,
      qos: 1,
      'no-mouse': true,
      room: ['chat'],
      topic: ['a/#', 'b/#'],
      'protocol-version': '3.1.1',
      'password-command': ['pass', 'show', 'mqtt'],
    });
    const office = config.profiles.get('office');
    expect(Object.fromEntries(office?.settings ?? [])).toEqual({
      host: ['mqtt.example.com'],
      greeting: '',
    });
    expect(office?.passphraseCommands).toEqual(new Map([['private/ops', ['pass', 'ops']]]));
  });

  it('has paths from the folder of the file, or from home', async () => {
    const config = await configOf('cafile = "ca.pem"\ncert = "~/cert.pem"\nkey = "/key.pem"');
    const folder = dirname(config.path ?? '');
    expect(Object.fromEntries(config.settings)).toEqual({
      cafile: join(folder, 'ca.pem'),
      cert: '/home/me/cert.pem',
      key: '/key.pem',
    });
  });
});

describe('a mistake', () => {
  it.each([
    ['pasword = "x"', '1: There is no setting "pasword"; did you mean "password"?'],
    ['frobnicate = 1', '1: There is no setting "frobnicate".'],
    ['\n[profile.a]\nhots = "x"', '3: There is no setting "hots"; did you mean "host"?'],
    ['[profil.a]', '1: There is no setting "profil"; did you mean "profile"?'],
    ['message = "x"', '1: There is no setting "message".'],
    [
      'profile.a = {\n keepalive = 70000 }',
      '2: keepalive takes a whole number from 0 to 65535, not "70000".',
    ],
    ['port = "1883"', '1: port takes a whole number from 1 to 65535, without quotes.'],
    ['port = 1883.0', '1: port takes a whole number from 1 to 65535, without quotes.'],
    ['no-mouse = 1', '1: no-mouse takes true or false.'],
    ['username = 1979-05-27', '1: username takes a text in quotes.'],
    ['password = 12345', '1: password takes a text in quotes.'],
    ['host = ["a", 1]', '1: host takes a text in quotes, or a list of them.'],
    ['room = []', '1: room takes at least one TOPIC.'],
    ['host = ""', '1: host needs a value: host HOST.'],
    ['nick = "a\\u0000"', '1: nick must not contain the null character.'],
    ['protocol-version = "4"', '1: protocol-version takes one of auto, 5, 3.1.1, 3.1, not "4".'],
    ['protocol-version = 5', '1: protocol-version takes one of auto, 5, 3.1.1, 3.1, in quotes.'],
    [
      'password-command = "pass"',
      '1: password-command takes a list of a program and its arguments: ["pass", "show", "mqtt"].',
    ],
    [
      '[passphrase-commands]\nops = "pass"',
      '2: "ops" takes a list of a program and its arguments: ["pass", "show", "mqtt"].',
    ],
    ['[profile.a.keys]', '1: "keys" is set for all profiles, at the top of the file.'],
    ['profile = "a"', '1: profile takes tables, such as [profile.office].'],
    ['profile.a = "b"', '1: A profile is a table: [profile.a].'],
    [
      '[profile.""]',
      '1: "" must begin with a letter or digit, and have only those and ".", "_" and "-".',
    ],
    ['[profile.sub]', '1: "sub" is the name of a command; call it something else.'],
    [
      '[profile."-h"]',
      '1: "-h" must begin with a letter or digit, and have only those and ".", "_" and "-".',
    ],
    [
      '[profile."a b"]',
      '1: "a b" must begin with a letter or digit, and have only those and ".", "_" and "-".',
    ],
    [
      'a = 1\na = 2',
      '2: This is not TOML: trying to redefine an already defined table or value (column 1).',
    ],
    ['password = hunter2', '1: This is not TOML: invalid value (column 12).'],
  ])('in %j is named with its line', async (text, problem) => {
    expect(await problemsOf(text)).toEqual([problem]);
  });

  it('is one of several, which are all named', async () => {
    const text = 'prot = 1\n[profile.a]\nhost = 1\n[profile.b]\nuser-name = "x"';
    expect(await problemsOf(text)).toEqual([
      '1: There is no setting "prot"; did you mean "proto"?',
      '3: host takes a text in quotes, or a list of them.',
      '5: There is no setting "user-name"; did you mean "username"?',
    ]);
    await expect(configOf(text)).rejects.toThrow(
      /There are 2 more: mqtt-tui config check lists them all\.$/,
    );
    await expect(configOf('prot = 1\nhots = 1')).rejects.toThrow(/There is 1 more: /);
  });
});

describe('docs/config.md', () => {
  const page = readFileSync(new URL('../../../docs/config.md', import.meta.url), 'utf8');

  it('has an example that is right', async () => {
    const [, example = ''] = /```toml\n([^]*?)```/.exec(page) ?? [];
    expect([...(await configOf(example)).profiles.keys()]).toEqual(['office', 'home']);
  });

  it('names what goes to no other server', () => {
    const named = new Set(page.match(/(?<=`)[a-z-]+(?=`)/g));
    const others = ['cafile', 'cert', 'key', 'key-password-file', 'key-password-command'];
    const tls = new Set([...others, 'alpn', 'tls-version', 'ciphers']);
    const own = [...settings.keys()].filter((name) => isAboutTheServer(name) && !tls.has(name));
    expect([...named]).toEqual(expect.arrayContaining(own));
  });
});
