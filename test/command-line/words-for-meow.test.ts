import meow from 'meow';
import { describe, expect, it } from 'vitest';
import { flagsFor } from '../../source/command-line/flags.ts';
import { meowFlags, parseFlags } from '../../source/command-line/parse-flags.ts';

/** What meow alone makes of a command line, with the rows as its flags. */
const meowAlone = (argv: readonly string[]): Record<string, unknown> => {
  const [command] = argv;
  const own = flagsFor(command === 'sub' || command === 'pub' ? command : 'screen');
  const { input, flags } = meow({
    importMeta: import.meta,
    pkg: {},
    argv,
    autoHelp: false,
    booleanDefault: undefined,
    flags: meowFlags(own),
  });
  return { ...flags, input };
};

/** What the program reads, or says where it refuses it. */
const ours = (argv: readonly string[]): Record<string, unknown> | string => {
  try {
    const { values, positionals } = parseFlags(argv, {});
    return { ...values, input: positionals };
  } catch (error) {
    return (error as Error).message;
  }
};

describe('meow alone', () => {
  it.each([
    [
      'takes a value that begins with a dash for a flag',
      ['-P', '-x'],
      { password: '' },
      { password: '-x' },
    ],
    ['does so with two dashes', ['-P', '--x=1'], { password: '' }, { password: '--x=1' }],
    ['takes the letters behind a letter for flags', ['-nalice'], { nick: '' }, { nick: 'alice' }],
    [
      'takes the sign of an empty value for a flag',
      ['-P=', '-u', 'me'],
      { '=': true },
      { password: '', username: 'me' },
    ],
    [
      'takes the quotes off a value',
      ['pub', '--message="on"'],
      { message: 'on' },
      { message: '"on"' },
    ],
    [
      'takes a switch that begins with no- for the opposite of another',
      ['--no-history'],
      { history: false },
      { history: 100, 'no-history': true },
    ],
    [
      'takes the word behind a switch for its value',
      ['sub', '--json', 'true'],
      { json: true, input: ['sub'] },
      { json: true, input: ['true'] },
    ],
    [
      'does not know the opposite of a switch that begins with no-',
      ['--chat'],
      { chat: true },
      { 'no-chat': false },
    ],
  ] as const)('%s', (_, argv, alone, read) => {
    expect(meowAlone(argv)).toMatchObject(alone);
    expect(ours(argv)).toMatchObject(read);
  });

  it.each([
    [
      'takes a missing value for an empty one',
      ['-P'],
      { password: '' },
      '--password needs a value',
    ],
    ['takes a missing value of a list for none', ['-t'], { topic: [] }, '--topic needs a value'],
    ['takes any flag', ['--hots', 'x'], { hots: 'x' }, 'did you mean --host?'],
    ['takes a flag in capitals', ['--NICK=x'], { nick: 'x' }, 'Unknown flag --NICK'],
    [
      'takes a dot for a part of an object',
      ['--host.x', '3'],
      { host: { x: '3' } },
      'Unknown flag --host.x',
    ],
    [
      'takes any value of a switch for off',
      ['--insecure=maybe'],
      { insecure: false },
      '--insecure takes no value',
    ],
    ['takes any number as text', ['--port', '1e3'], { port: '1e3' }, '1 to 65535'],
  ] as const)('%s, which is refused', (_, argv, alone, problem) => {
    expect(meowAlone(argv)).toMatchObject(alone);
    expect(ours(argv)).toContain(problem);
  });

  it('names a flag that was given twice as in code', () => {
    const twice = ['--client-id', 'a', '--client-id', 'b'];
    expect(() => meowAlone(twice)).toThrow('--clientId can only be set once');
    expect(ours(twice)).toBe('The flag --client-id can only be set once.');
  });
});

describe('what meow reads by itself', () => {
  it.each([
    [['-h', 'x', '--port=1884', '-r', 'a', '-r=b'], { host: ['x'], port: 1884, room: ['a', 'b'] }],
    [['--insecure', '--devices', '--no-devices'], { insecure: true, devices: false }],
    [['pub', '-m', '"on"', '-t', 'true'], { message: '"on"', topic: 'true' }],
    [['sub', 'a', '-v', '--', '-b'], { verbose: true, input: ['a', '-b'] }],
  ])('%j', (argv, read) => {
    expect(ours(argv)).toMatchObject(read);
  });
});
