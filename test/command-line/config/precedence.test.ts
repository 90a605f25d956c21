import { describe, expect, it } from 'vitest';
import { commands } from '../../../source/command-line/commands.ts';
import { type Config, noConfig } from '../../../source/command-line/config/config.ts';
import { connectionFlags } from '../../../source/command-line/connection-flags.ts';
import { credentialFlags } from '../../../source/command-line/credential-flags.ts';
import { type Flag, isSetting } from '../../../source/command-line/flag.ts';
import type { Value } from '../../../source/command-line/flag-value.ts';
import { settings, settingsFor } from '../../../source/command-line/flags.ts';
import { parseFlags, valuesForProfile } from '../../../source/command-line/parse-flags.ts';
import { serverFlags } from '../../../source/command-line/server-flags.ts';
import { addressInWords } from '../../../source/mqtt/server-address.ts';
import { configOf } from '../../support/config-file.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { flagValues } from '../../support/flag-values.ts';

type Environment = Readonly<Record<string, string>>;

/** Where a command line connects, and as whom. */
const login = (argv: readonly string[], config: Config, environment: Environment = {}): string => {
  const values = flagValues('screen', argv, environment, config);
  const { username = '', password = '' } = credentialFlags(values).credentials;
  const where = serverFlags(values).addresses.map(addressInWords).join(' ');
  return `${username}:${password}@${where}`;
};

const office = `
  room = ["all"]
  nick = "file"
  [profile.office]
  host = "office"
  username = "me"
  password = "secret"
  room = ["ops"]
  no-mouse = true
`;

describe('a value', () => {
  it('comes from the flag, the environment, the profile, the file or the table, in this order', async () => {
    const config = await configOf(office);
    const room = (argv: readonly string[], environment: Environment = {}): unknown[] => {
      const values = flagValues('screen', argv, environment, config);
      return [values.room, values.sourceOf('room')];
    };
    const set = { MQTT_TUI_ROOM: 'env' };
    expect(room(['office', '-r', 'typed'], set)).toEqual([['typed'], 'typed']);
    expect(room(['office'], set)).toEqual([['env'], 'environment']);
    expect(room(['office'])).toEqual([['ops'], 'profile']);
    expect(room(['-h', 'x'])).toEqual([['all'], 'file']);
    const values = flagValues('screen', ['office'], {}, config);
    expect([values.nick, values.sourceOf('nick')]).toEqual(['file', 'file']);
    expect([values.fps, values.sourceOf('fps')]).toEqual([10, 'default']);
  });

  it('of a switch that the profile sets may be taken back', async () => {
    const config = await configOf(office);
    expect(flagValues('screen', ['office'], {}, config)['no-mouse']).toBe(true);
    expect(flagValues('screen', ['office', '--mouse'], {}, config)['no-mouse']).toBe(false);
    const set = { MQTT_TUI_NO_MOUSE: '0' };
    expect(flagValues('screen', ['office'], set, config)['no-mouse']).toBe(false);
  });
});

/** A value that a flag takes. */
const good = (flag: Flag): Value => {
  if (flag.type === 'boolean') return true;
  if (flag.type === 'strings') return ['one'];
  if (flag.type === 'choice') return flag.choices[0] ?? '';
  if (flag.type === 'string') return 'one';
  return flag.type === 'qos' ? 1 : flag.range[1];
};

it.each(commands)(
  'a flag of $name that is meant for one call is set by no file',
  async ({ name, typed }) => {
    // Beside a server, a password would be for that one alone.
    const rows = [...settings.values()].filter(
      (flag) => !['host', 'url', 'unix'].includes(flag.name),
    );
    const set = new Map(rows.map((flag) => [flag.name, good(flag)] as const));
    const config = { ...noConfig, settings: set };
    const { values } = parseFlags(typed === '' ? [] : [typed], {}, config);
    const without = parseFlags(typed === '' ? [] : [typed], {}).values;
    for (const flag of settingsFor(name)) {
      const [value, unset] = [values, without].map((one) => Reflect.get(one, flag.name) as unknown);
      const expected = isSetting(flag) ? (set.get(flag.name) ?? unset) : unset;
      expect([flag.name, value]).toEqual([flag.name, expected]);
    }
  },
);

describe('a profile', () => {
  it.each([
    [['office'], 'screen', []],
    [['--profile', 'office'], 'screen', []],
    [['watch', 'office'], 'watch', []],
    [['sub', 'office', 'site/#'], 'sub', ['site/#']],
    [['sub', '-C', '1', 'office', 'office'], 'sub', ['office']],
    [['record', 'office', 'a.jsonl'], 'record', ['a.jsonl']],
    [['pub', 'office', '-t', 'a', '-m', 'b'], 'pub', []],
    [['-u', 'you', 'office'], 'screen', []],
  ])('is used by %j', async (argv, command, positionals) => {
    const config = await configOf(office);
    expect(parseFlags(argv, {}, config)).toMatchObject({ command, positionals, profile: 'office' });
  });

  it.each([
    [['sub', '--', 'office'], ['office']],
    [['sub', '-t', 'office'], []],
    [
      ['sub', 'site/#', 'office'],
      ['site/#', 'office'],
    ],
  ])('is not meant by %j', async (argv, positionals) => {
    const config = await configOf(office);
    expect(parseFlags(argv, {}, config)).toMatchObject({ positionals, profile: undefined });
  });

  it('of MQTT_TUI_PROFILE gives way to a typed one', async () => {
    const config = await configOf(`${office}\n[profile.home]\nhost = "home"`);
    const set = { MQTT_TUI_PROFILE: 'office' };
    expect(parseFlags([], set, config).profile).toBe('office');
    expect(parseFlags(['home'], set, config).profile).toBe('home');
    expect(parseFlags(['sub', '--profile', 'home', 'office'], set, config)).toMatchObject({
      profile: 'home',
      positionals: ['office'],
    });
  });

  it('that is not there is answered with the nearest', async () => {
    const config = await configOf(office);
    const failing =
      (argv: readonly string[], environment: Environment = {}) =>
      () =>
        parseFlags(argv, environment, config);
    expect(failing(['ofice'])).toThrow(
      'There is no such command or profile; did you mean "office"?',
    );
    expect(failing(['sub', '--profile', 'ofice'])).toThrow(
      'There is no profile "ofice"; did you mean "office"?',
    );
    expect(failing(['sub'], { MQTT_TUI_PROFILE: 'x' })).toThrow(
      'There is no profile "x"; there are "office".',
    );
    expect(() => parseFlags(['--profile', 'office'], {})).toThrow('There is no profile "office".');
  });

  it('is used by the screen without being named, if it is the only one', async () => {
    const config = await configOf(office);
    expect(parseFlags([], {}, config).profile).toBe('office');
    expect(parseFlags(['watch', '--no-mouse'], {}, config).profile).toBe('office');
    expect(parseFlags(['sub', 'a'], {}, config).profile).toBeUndefined();
    expect(parseFlags(['-h', 'x'], {}, config).profile).toBeUndefined();
    expect(parseFlags([], { MQTT_TUI_URL: 'mqtt://x' }, config).profile).toBeUndefined();
    expect(parseFlags(['--demo'], {}, config).profile).toBeUndefined();
    const withServer = await configOf(`host = "top"\n${office}`);
    expect(parseFlags([], {}, withServer).profile).toBeUndefined();
  });

  it('is asked for if there are several', async () => {
    const config = await configOf(`${office}\n[profile.home]\nhost = "home"`);
    const asks = (argv: readonly string[], environment: Environment = {}): boolean =>
      parseFlags(argv, environment, config).asksForProfile;
    expect([asks([]), asks(['watch'])]).toEqual([true, true]);
    expect([asks(['home']), asks(['-p', '1884']), asks(['sub', 'a']), asks(['--demo'])]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(asks([], { MQTT_TUI_PROFILE: 'home' })).toBe(false);
  });

  it('opened beside another has nothing that was typed about the broker', async () => {
    const config = await configOf(`${office}\n[profile.home]\nhost = "home"`);
    const argv = ['office', '-u', 'typed', '-r', 'typed', '--fps', '5'];
    const set = { MQTT_TUI_PASSWORD: 'env', MQTT_TUI_EXCLUDE: 'a' };
    const values = valuesForProfile(argv, set, config, 'home');
    expect(values).toMatchObject({
      host: ['home'],
      username: undefined,
      password: undefined,
      room: ['all'],
      fps: 5,
      exclude: ['a'],
    });
  });
});

describe('the server', () => {
  it('is the one of the source that takes precedence, however it is written', async () => {
    const config = await configOf(`
      url = "mqtt://top:1"
      [profile.a]
      host = "a"
      port = 2
      [profile.b]
      unix = "/b.sock"
      [profile.c]
      url = ["mqtts://c1", "mqtts://c2"]
    `);
    expect(login([], config)).toBe(':@top:1');
    expect(login(['a'], config)).toBe(':@a:2');
    expect(login(['b'], config)).toBe(':@mqtt+unix:/b.sock');
    expect(login(['c'], config)).toBe(':@mqtts://c1:8883 mqtts://c2:8883');
    expect(login(['a'], config, { MQTT_TUI_URL: 'mqtt://env' })).toBe(':@env:1883');
    expect(login(['c', '-h', 'typed'], config, { MQTT_TUI_UNIX: '/x' })).toBe(':@typed:1883');
  });

  it('named in two ways by one source is refused', async () => {
    const config = await configOf('[profile.a]\nhost = "a"\nurl = "mqtt://b"');
    expect(() => login(['a'], config)).toThrow('Use either --url, or --host and --port');
  });
});

describe('a password', () => {
  it('of a file or a text is the one of the source that takes precedence', async () => {
    const config = await configOf(`
      password-file = "/nowhere"
      [profile.a]
      host = "a"
      password = "secret"
    `);
    expect(login(['a'], config)).toBe(':secret@a:1883');
  });

  it('of a profile goes to its own servers alone', async () => {
    const config = await configOf(office);
    expect(login(['office'], config)).toBe('me:secret@office:1883');
    expect(login(['office', '-h', 'OFFICE'], config)).toBe('me:secret@OFFICE:1883');
    expect(login(['office', '-L', 'mqtt://office'], config)).toBe('me:secret@office:1883');
    expect(login(['office', '-h', 'other'], config)).toBe(':@other:1883');
    expect(login(['office', '-p', '1884'], config)).toBe(':@office:1884');
    expect(login(['office', '-L', 'mqtts://office'], config)).toBe(':@mqtts://office:8883');
    expect(login(['office'], config, { MQTT_TUI_HOST: 'other' })).toBe(':@other:1883');
    expect(login(['office', '-h', 'other', '-u', 'you', '-P', 'x'], config)).toBe(
      'you:x@other:1883',
    );
    expect(parseFlags(['office', '-h', 'other'], {}, config).leftOut).toEqual([
      'username',
      'password',
    ]);
  });

  it('of the file goes to its server, or to any if it names none', async () => {
    const bound = await configOf(`host = "home"\npassword = "p"\n[profile.a]\nhost = "a"`);
    expect(login([], bound)).toBe(':p@home:1883');
    expect(login(['a'], bound)).toBe(':@a:1883');
    expect(login(['-h', 'x'], bound)).toBe(':@x:1883');
    const free = await configOf(`password = "p"\n[profile.a]\nhost = "a"`);
    expect(login(['a'], free)).toBe(':p@a:1883');
    expect(login(['-h', 'x'], free)).toBe(':p@x:1883');
  });

  it('of the file for a server is none that the broker of this program asks for', async () => {
    const config = await configOf(office);
    const values = flagValues('broker', ['office'], {}, config);
    expect(credentialFlags(values).credentials).toEqual({});
  });
});

it('the demo has nothing of the file but what is about the screen', async () => {
  const config = await configOf('host = "x"\nroom = "y"\nfps = 3');
  const values = flagValues('screen', ['--demo'], {}, config);
  expect([values.host, values.room, values.fps]).toEqual([[], ['chat'], 3]);
});

it('the topic filter of a typed URL counts before the topics of the file', async () => {
  const config = await configOf('topic = "a/#"');
  const { host } = fakeHost();
  const values = flagValues('sub', ['-L', 'mqtt://h/b/#'], {}, config);
  expect(connectionFlags(values, host).topic).toBe('b/#');
});
