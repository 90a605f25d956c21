import { describe, expect, it } from 'vitest';
import { readWatchRule } from '../../../source/session/monitor/watch-rule.ts';

const inChat = { room: 'chat', postProblem: () => undefined };

const read = (typed: string, filter = 'a/+'): ReturnType<typeof readWatchRule> =>
  readWatchRule(filter, typed, inChat);

/** What a watch sees in a payload. */
const valueOf = (typed: string, payload: string): unknown => {
  const rule = read(typed);
  return typeof rule === 'string' ? rule : rule.read(Buffer.from(payload))?.text;
};

/** A condition with a number and a hysteresis. */
const threshold = (operator: string, text: string, by: number): object => ({
  operator,
  text,
  threshold: { number: { text }, by: { double: by } },
});

describe('what stands behind the topic of a watch', () => {
  it.each([
    ['> 30', { path: '', comparison: '> 30', room: 'chat', isPosted: false, every: 60_000 }],
    ['.temp >= -1.5 °C', { path: '.temp', comparison: '>= -1.5 °C' }],
    ['["odd name"][0]<7', { path: '["odd name"][0]', comparison: '< 7' }],
    [
      '= open',
      { comparison: '= open', condition: { operator: '=', text: 'open', threshold: undefined } },
    ],
    ['== open', { comparison: '= open' }],
    // What stands in quotes is posted nowhere.
    ['!= "a --post b"', { comparison: '!= a --post b', isPosted: false, room: 'chat' }],
    ['="a --loud b" --post "x --by 1"', { comparison: '= a --loud b', room: 'x --by 1' }],
    ['= 5" --post "ops"', { comparison: '= 5"', isPosted: true, room: 'ops' }],
    ['= "two words"', { comparison: '= two words' }],
    ['= ""', { comparison: '= ' }],
    ['> 30 --by 0.5', { condition: threshold('>', '30', 0.5) }],
    ['> 30 --by .5', { condition: threshold('>', '30', 0.5) }],
    ['> 50', { condition: threshold('>', '50', 1) }],
    ['> 30 --every 1', { every: 1000 }],
    ['> 30 --every 86400', { every: 86_400_000 }],
    ['> 30 --post', { isPosted: true, room: 'chat' }],
    ['> 30 --post ops', { isPosted: true, room: 'ops' }],
    ['> 30 --post "two words" --every 5', { isPosted: true, room: 'two words', every: 5000 }],
    ['> 30 --tell', { isPosted: false, room: 'chat' }],
    ['> 30 --by 5.', { condition: threshold('>', '30', 5) }],
    ['> 30 --by 12.25', { condition: threshold('>', '30', 12.25) }],
    ['> 30 --by 0', { condition: threshold('>', '30', 0) }],
    ['= 5 --by 1', { condition: threshold('=', '5', 1) }],
    ['= 5', { condition: threshold('=', '5', 0) }],
    ['!= open', { condition: { operator: '!=', text: 'open', threshold: undefined } }],
    ['<= 7', { comparison: '<= 7' }],
    ['==  5', { comparison: '= 5' }],
    ['.a ==5', { path: '.a', comparison: '= 5' }],
    ['= -x', { comparison: '= -x' }],
    ['= a--b', { comparison: '= a--b' }],
    ['stale 5m', { comparison: 'stale 5m', condition: { operator: 'stale', after: 300_000 } }],
    ['.temp  stale 1.5h', { path: '.temp', condition: { operator: 'stale', after: 5_400_000 } }],
    ['stale 30 --post ops --every 5', { comparison: 'stale 30', isPosted: true, every: 5000 }],
    ['> 30 --every 5 --post ops --by 1', { isPosted: true, room: 'ops', every: 5000 }],
  ])('%s is read', (typed, rule) => {
    expect(read(`  ${typed} `)).toMatchObject({ ...rule, filter: 'a/+', typed });
  });

  it.each([
    ['', 'Compare with'],
    ['30', 'Compare with'],
    ['.temp', 'Compare with'],
    ['.a..b > 1', 'has no path that can be read'],
    ['>', 'Compare it with what?'],
    ['> --post', 'Compare it with what?'],
    ['> hot', 'is not a number; text can only be compared with = and !='],
    ['= hot --by 1', 'which --by needs'],
    ['> 1e999999999 --by 1', '--by 1 and 1e999999999 are too far apart in size'],
    [`> 30 --by ${'1'.repeat(1001)}`, '--by takes a number'],
    ['> 30 --by -1', '--by takes a number'],
    ['> 30 --by 1e3', '--by takes a number'],
    ['> 30 --by', '--by takes a number'],
    ['> 30 --every 0', '--every takes seconds from 1 to 86400'],
    ['> 30 --every 86401', '--every takes seconds'],
    ['> 30 --every 1.5', '--every takes seconds'],
    ['> 30 --every', '--every takes seconds'],
    ['> 30 --post --tell', 'Use --post or --tell, not both.'],
    ['> 30 --tell ops', '--tell takes no value'],
    ['> 30 --by 1 --by 2', '--by is given twice.'],
    ['> 30 --loud', '--loud is not an option'],
    [
      '= --loud',
      '--loud is not an option: /watch takes --tell, --post [ROOM], --by NUMBER and --every',
    ],
    ['> 30 --by 1.2.3', '--by takes a number'],
    ['stale', 'stale takes a time such as 30s'],
    ['stale soon', 'stale takes a time'],
    ['stale 0s', 'stale takes a time'],
    ['stale --post', 'stale takes a time'],
    ['stale5m', 'Compare with'],
    ['stale 5m --by 1', '--by is for numbers'],
    ['stale 5m --loud', '--loud is not an option'],
    ['> 30 --by x1', '--by takes a number'],
    ['> 30 --by 1x', '--by takes a number'],
    ['> 30 --by .', '--by takes a number'],
    ['> 30 --every x5', '--every takes seconds'],
    ['> 30 --every 5x', '--every takes seconds'],
    ['> 30 --every 000005', '--every takes seconds'],
    ['!= hot --by 1', '"hot" is not a number, which --by needs.'],
    ['[x > 1', '"[x > 1" has no path that can be read'],
    ['x .temp > 1', 'A topic with blanks goes in double quotes'],
  ])('%j cannot be watched', (typed, why) => {
    expect(read(typed)).toContain(why);
  });

  it('needs a filter that is no shared one', () => {
    expect(read('> 1', 'a/#/b')).toContain('"#" must be the last level');
    expect(read('> 1', '$share/g/a')).toContain('leave out $share');
    expect(read('> 1', '$SYS/#')).toMatchObject({ filter: '$SYS/#' });
  });

  it('is posted only where that may be', () => {
    const asked: unknown[] = [];
    const place = {
      room: undefined,
      postProblem: (room: string | undefined) => {
        asked.push(room);
        return room === undefined ? 'In which room?' : undefined;
      },
    };
    expect(readWatchRule('a', '> 1 --post', place)).toBe('In which room?');
    expect(readWatchRule('a', '> 1 --post ops', place)).toMatchObject({ room: 'ops' });
    expect(readWatchRule('a', '> 1', place)).toMatchObject({ room: undefined });
    expect(asked).toEqual([undefined, 'ops']);
  });

  it('reads the value at its path, and nothing that others post', () => {
    expect(valueOf('.temp > 1', '{"temp": 21.5}')).toBe('21.5');
    expect(valueOf('.temp > 1', '21.5')).toBeUndefined();
    expect(valueOf('> 1', '21.5')).toBe('21.5');
    const posted = '{"user":"bob","say":"a = 3"}';
    expect(valueOf('.say = x', posted)).toBe('a = 3');
    expect(valueOf('.say = x --post', posted)).toBeUndefined();
    expect(valueOf('.say = x --post', '{"say":"y"}')).toBe('y');
  });
});
