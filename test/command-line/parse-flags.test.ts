import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../../source/command-line/commands.ts';
import { noConfig, noLevel } from '../../source/command-line/config/config.ts';
import { commandsOf, environmentName, type Flag } from '../../source/command-line/flag.ts';
import { flags, flagsFor, type FlagValues } from '../../source/command-line/flags.ts';
import { parseFlags } from '../../source/command-line/parse-flags.ts';
import { UsageError } from '../../source/command-line/usage-error.ts';
import { flagValues } from '../support/flag-values.ts';

type Environment = Readonly<Record<string, string>>;

/** A file with the profiles that flags are tried with. */
const config = {
  ...noConfig,
  profiles: new Map([
    ['one', noLevel],
    ['two', noLevel],
  ]),
};

const valuesOf = (argv: readonly string[], environment: Environment = {}): FlagValues<'screen'> =>
  flagValues('screen', argv, environment, config);

/** What is said about a wrong command line. */
const problemOf = (argv: readonly string[], environment: Environment = {}): string => {
  try {
    parseFlags(argv, environment);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'no problem';
};

/** The command in front of a flag. */
const commandOf = (flag: Flag): readonly string[] =>
  commandsOf(flag)[0] === 'screen' ? [] : commandsOf(flag).slice(0, 1);

/** Two good values of a flag, as typed and as read. */
const samples = (flag: Flag): readonly (readonly [string, unknown])[] => {
  switch (flag.type) {
    case 'boolean':
      return [
        ['1', true],
        ['0', false],
      ];
    case 'integer':
      return [
        [String(flag.range[0]), flag.range[0]],
        [String(flag.range[1]), flag.range[1]],
      ];
    case 'qos':
      return [
        ['1', 1],
        ['2', 2],
      ];
    case 'number':
      return [
        ['0.5', 0.5],
        [String(flag.range[1]), flag.range[1]],
      ];
    case 'choice':
      return flag.choices.slice(0, 2).map((one) => [one, one] as const);
    case 'strings':
      return [
        ['one', ['one']],
        ['two', ['two']],
      ];
    case 'string':
      return [
        ['one', 'one'],
        ['two', 'two'],
      ];
  }
};

/** Any flag of any command, without its type. */
const read = (flag: Flag, values: object): unknown => Reflect.get(values, flag.name);

const unset = (flag: Flag): unknown => {
  if (flag.type === 'boolean') return false;
  return flag.default ?? (flag.type === 'strings' ? [] : undefined);
};

const withValue = flags.filter(({ type }) => type !== 'boolean');
const isSettable = ({ isTypedOnly }: Flag): boolean => isTypedOnly !== true;
const switches = flags.filter((flag) => flag.type === 'boolean' && isSettable(flag));
const typedSwitches = flags.filter((flag) => flag.type === 'boolean' && !isSettable(flag));
const integers = [...flagsFor('screen'), ...flagsFor('broker')].flatMap((flag) =>
  flag.type === 'integer' ? [flag] : [],
);

describe('the table of flags', () => {
  it.each(commands)('has no name and no letter twice for $name', ({ name: command }) => {
    const own = flagsFor(command);
    const letters = own.flatMap(({ short }) => (short === undefined ? [] : [short]));
    expect(new Set(own.map(({ name }) => name)).size).toBe(own.length);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it.each(['screen', 'sub', 'pub'] as const)('has the letters of Mosquitto for %s', (command) => {
    const own = flagsFor(command);
    const letters = Object.fromEntries(own.map(({ short, name }) => [short ?? '', name]));
    expect(letters).toMatchObject({
      h: 'host',
      p: 'port',
      u: 'username',
      P: 'password',
      i: 'client-id',
      t: 'topic',
      q: 'qos',
      k: 'keepalive',
      V: 'protocol-version',
      L: 'url',
    });
  });
});

it.each(typedSwitches)('--$name is switched on by typing it, and by nothing else', (flag) => {
  const command = commandOf(flag);
  expect(read(flag, valuesOf([...command, `--${flag.name}`]))).toBe(true);
  const environment = { [environmentName(flag)]: '1' };
  expect(read(flag, valuesOf(command, environment))).toBe(false);
});

it.each(commands)('the variables of a Dockerfile do not break $typed', ({ typed }) => {
  const environment = { MQTT_TUI_VERSION: '0.1.0', MQTT_TUI_HELP: 'see README' };
  expect(problemOf(typed === '' ? [] : [typed], environment)).toBe('no problem');
});

describe.each(withValue)('--$name', (flag) => {
  const [typed, value] = samples(flag)[0]!;
  const command = commandOf(flag);

  it('takes its value behind it, or behind "="', () => {
    expect(read(flag, valuesOf([...command, `--${flag.name}`, typed]))).toEqual(value);
    expect(read(flag, valuesOf([...command, `--${flag.name}=${typed}`]))).toEqual(value);
  });

  it('has a short form, or none', () => {
    const short = flag.short === undefined ? `--${flag.name}` : `-${flag.short}`;
    expect(read(flag, valuesOf([...command, short, typed]))).toEqual(value);
  });

  it(`is set by ${environmentName(flag)}, or by nothing there where it has to be typed`, () => {
    for (const [text, expected] of samples(flag))
      expect(read(flag, valuesOf(command, { [environmentName(flag)]: text }))).toEqual(
        flag.isTypedOnly === true ? unset(flag) : expected,
      );
  });

  it('on the command line counts before the environment', () => {
    const [other] = samples(flag)[1]!;
    const environment = { [environmentName(flag)]: other };
    expect(read(flag, valuesOf([...command, `--${flag.name}`, typed], environment))).toEqual(value);
  });

  it('has its default when nobody sets it', () => {
    expect(read(flag, valuesOf(command))).toEqual(unset(flag));
  });

  it('without a value is refused', () => {
    const problem = problemOf([...command, `--${flag.name}`]);
    expect(problem).toContain(`--${flag.name} `);
  });
});

describe.each(switches)('--$name', (flag) => {
  const command = commandOf(flag);

  it('is off until it is given', () => {
    expect(read(flag, valuesOf(command))).toBe(false);
    expect(read(flag, valuesOf([...command, `--${flag.name}`]))).toBe(true);
  });

  it.each(['1', 'true', 'yes', 'on', 'TRUE'])(
    `is switched on by ${environmentName(flag)}=%s`,
    (text) => {
      expect(read(flag, valuesOf(command, { [environmentName(flag)]: text }))).toBe(true);
    },
  );

  it.each(['0', 'false', 'no', 'off', ''])(`is off with ${environmentName(flag)}=%s`, (text) => {
    expect(read(flag, valuesOf(command, { [environmentName(flag)]: text }))).toBe(false);
  });

  it('takes nothing else from the environment', () => {
    const problem = problemOf(command, { [environmentName(flag)]: 'maybe' });
    expect(problem).toContain(`${environmentName(flag)} takes 1 or 0`);
  });

  it('takes no value', () => {
    for (const value of ['false', 'true', 'maybe']) {
      const problem = problemOf([...command, `--${flag.name}=${value}`]);
      expect(problem).not.toContain(`did you mean --${flag.name}?`);
    }
  });
});

describe.each(integers)('the range of --$name', (flag) => {
  const { name } = flag;
  const command = commandOf(flag);
  const outside = fc.oneof(
    fc.integer({ max: flag.range[0] - 1 }),
    fc.integer({ min: flag.range[1] + 1 }),
    fc.double({ min: flag.range[0], max: flag.range[1], noInteger: true }),
  );

  it('is named when a value is outside', () => {
    fc.assert(
      fc.property(outside, (value) => {
        const problem = problemOf([...command, `--${name}=${value}`]);
        expect(problem).toContain(`--${name} `);
        expect(problem).toContain(`${flag.range[0]} to ${flag.range[1]}`);
      }),
    );
  });

  it('is named when it is no whole number', () => {
    for (const text of ['x', '1x', '0x10', '1e1', '1.0', '١', ' 1']) {
      const problem = problemOf([...command, `--${name}=${text}`]);
      expect(problem).toContain(`${flag.range[0]} to ${flag.range[1]}`);
    }
  });

  it('counts for the environment too, whose variable is named', () => {
    const variable = environmentName(flag);
    const problem = problemOf(command, { [variable]: String(flag.range[1] + 1) });
    expect(problem).toContain(variable);
    expect(problem).toContain(`${flag.range[0]} to ${flag.range[1]}`);
  });
});

describe('a value', () => {
  it('that is none of a choice names them all', () => {
    expect(problemOf(['-V', '4'])).toBe(
      '--protocol-version takes one of auto, 5, 3.1.1, 3.1, not "4".',
    );
  });

  it.each(['007', '1e3', '1.0', '0x10', 'true', 'a=b', '-', ' x ', '你好', '--'])(
    'is left as it is typed: %j',
    (text) => {
      expect(valuesOf([`--client-id=${text}`])['client-id']).toBe(text);
      expect(valuesOf([`--topic=${text}`]).topic).toEqual([text]);
    },
  );

  it.each(['007', '1e3', '1.0', '0x10', 'true', 'a=b'])(
    'behind a blank is left as it is: %j',
    (text) => {
      expect(valuesOf(['-i', text])['client-id']).toBe(text);
      expect(valuesOf(['-t', text]).topic).toEqual([text]);
    },
  );

  it.each(['-1', '-x', '--x', '-hunter2', '--host'])(
    'may begin with a dash, as for Mosquitto: %s',
    (text) => {
      expect(valuesOf(['-P', text]).password).toBe(text);
    },
  );

  it('of an empty text is one where that means something', () => {
    expect(valuesOf(['--password=', '--greeting=']).password).toBe('');
    expect(valuesOf(['--greeting', '']).greeting).toBe('');
    for (const argv of [['--host='], ['-h', ''], ['--room', ''], ['--room='], ['-t', '']])
      expect(problemOf(argv)).toContain('needs a value');
  });

  it('given twice is refused, unless the flag may be repeated', () => {
    expect(problemOf(['-p', '1', '-p', '2'])).toContain('once');
    expect(valuesOf(['-r', 'a', '--room', 'b', '-r=c']).room).toEqual(['a', 'b', 'c']);
  });

  it('of a list in the environment is divided by commas', () => {
    expect(valuesOf([], { MQTT_TUI_ROOM: 'a,b c' }).room).toEqual(['a', 'b c']);
    expect(problemOf([], { MQTT_TUI_TOPIC: 'a,,b' })).toContain('MQTT_TUI_TOPIC needs a value');
  });

  it.each([
    [String.raw`a\,b`, ['a,b']],
    [String.raw`a\,b,c\,,d`, ['a,b', 'c,', 'd']],
    [String.raw`\,`, [',']],
    [String.raw`a\\,b`, ['a\\', 'b']],
    [String.raw`a\\\,b`, ['a\\,b']],
    [String.raw`\\server\a\\b,c\\`, ['\\\\server\\a\\\\b', 'c\\\\']],
    [String.raw`C:\site.proto`, ['C:\\site.proto']],
  ])('of a list in the environment may contain commas: %s', (text, items) => {
    expect(valuesOf([], { MQTT_TUI_TOPIC: text }).topic).toEqual(items);
    expect(valuesOf([], { MQTT_TUI_PROTO: text }).proto).toEqual(items);
  });

  it('of a list on the command line replaces the one in the environment', () => {
    expect(valuesOf(['-r', 'c'], { MQTT_TUI_ROOM: 'a,b' }).room).toEqual(['c']);
  });
});

describe('an unknown flag', () => {
  it.each([
    ['--hots', 'host'],
    ['--keep-alive', 'keepalive'],
    ['--clientid', 'client-id'],
    ['--user-name', 'username'],
    ['--pasword', 'password'],
    ['--topics', 'topic'],
    ['--no-chatt', 'no-chat'],
    ['--protocol-versoin', 'protocol-version'],
  ])('%s is answered with the nearest', (typed, nearest) => {
    expect(problemOf([typed, '1'])).toBe(`Unknown flag ${typed}; did you mean --${nearest}?`);
  });

  it('that is like none is answered without a guess', () => {
    expect(problemOf(['--frobnicate'])).toBe('Unknown flag --frobnicate; --help lists them all.');
    expect(problemOf(['-z'])).toBe('Unknown flag -z; --help lists them all.');
  });

  it.each(['--abc', '--xyz', '--foo'])(
    'of three letters that fit none is answered without a guess: %s',
    (typed) => {
      expect(problemOf([typed])).not.toContain('did you mean');
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'with a name that JavaScript knows is unknown too: %s',
    (name) => {
      expect(problemOf([`--${name}`])).toContain('Unknown flag');
    },
  );

  it('is any that switches off what cannot be switched off', () => {
    expect(problemOf(['--no-password'])).not.toBe('no problem');
    expect(problemOf(['--no-host'])).not.toBe('no problem');
  });

  it('is one of another command', () => {
    expect(problemOf(['broker', '--host', 'x'])).toBe('--host is not a flag of mqtt-tui broker.');
    expect(problemOf(['--listen', 'x'])).toBe('--listen is not a flag of mqtt-tui.');
  });

  it('in the environment is none of ours, nor is one of another command', () => {
    expect(problemOf([], { MQTT_TUI_FROBNICATE: 'x', MQTT_TUI_LISTEN: 'x' })).toBe('no problem');
    expect(problemOf(['broker'], { MQTT_TUI_QOS: '7' })).toBe('no problem');
  });
});

describe('the command', () => {
  it('is the first word that is no flag', () => {
    expect(parseFlags(['broker'], {}).command).toBe('broker');
    expect(parseFlags(['-u', 'x', 'broker'], {}).command).toBe('broker');
    expect(parseFlags(['--no-chat'], {}).command).toBe('screen');
    expect(parseFlags(['sub', 'a', '-C', '1', 'b'], {})).toMatchObject({
      command: 'sub',
      positionals: ['a', 'b'],
    });
  });

  it('is one', () => {
    expect(problemOf(['broker', 'again'])).toMatch(/arguments/);
  });

  it('is not swallowed by a flag that may be repeated', () => {
    expect(problemOf(['-r', 'a', 'b', 'c'])).toMatch(/no such command/);
  });
});

describe('any command line', () => {
  const words = fc.array(
    fc.oneof(
      fc.constantFrom(...flags.map(({ name }) => `--${name}`)),
      fc.constantFrom(...flags.flatMap(({ short }) => (short === undefined ? [] : [`-${short}`]))),
      fc.constantFrom(
        'broker',
        '--',
        '-',
        '--=',
        '---',
        '--no-',
        '-=',
        '--.',
        '--a.b',
        '-hpu',
        '--no-no-chat',
      ),
      fc.string().map((text) => `--${text}`),
      fc.string().map((text) => `-${text}`),
      fc.string({ unit: 'binary' }),
      fc.integer().map(String),
    ),
    { maxLength: 6 },
  );

  it('is read, or refused in one sentence', () => {
    fc.assert(
      fc.property(words, (argv) => {
        expect(problemOf(argv)).toMatch(/^[^\n]+[.?]$|^no problem$/);
      }),
      { numRuns: 3000 },
    );
  });

  it('is refused where Node.js has put something else in place of bytes', () => {
    for (const argv of [
      ['pub', '-t', 'a', '-m', '\ufffd'],
      ['pub', '-t', 'a/\ufffd', '-m', 'x'],
    ])
      expect(problemOf(argv)).toMatch(/^The command line has bytes that are not UTF-8\. /);
  });

  it('is refused without control characters, whatever is in it', () => {
    // oxlint-disable-next-line no-control-regex -- the control characters are looked for
    const control = /[\u0000-\u001f\u007f-\u009f]/;
    expect(problemOf(['--port', '\u001b[31m\n'])).not.toMatch(control);
    expect(problemOf(['--\u001b[31m'])).not.toMatch(control);
    expect(problemOf([], { MQTT_TUI_QOS: '\u001b[31m' })).not.toMatch(control);
  });
});

describe('a flag that begins with no-, beside a flag of the name behind it', () => {
  it('is on alone, with the other one, and from the environment', () => {
    expect(valuesOf(['--no-history'])['no-history']).toBe(true);
    const both = valuesOf(['--history', '7', '--no-history']);
    expect([both.history, both['no-history']]).toEqual([7, true]);
    expect(valuesOf(['--history=7'])['no-history']).toBe(false);
    expect(valuesOf([], { MQTT_TUI_NO_HISTORY: '1' })['no-history']).toBe(true);
  });
});
