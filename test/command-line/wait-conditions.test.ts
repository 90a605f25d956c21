import { describe, expect, it } from 'vitest';
import { type WaitCondition, waitConditions } from '../../source/command-line/wait-conditions.ts';
import { flagValues } from '../support/flag-values.ts';

const read = (flags: readonly string[], ...typed: string[]): readonly WaitCondition[] =>
  waitConditions(flagValues('wait', flags), typed);

describe('the arguments of wait', () => {
  it.each<[string[], string, object]>([
    [[], 'site/temp > 30', { filter: 'site/temp', rule: { path: '', comparison: '> 30' } }],
    [[], ' a/+ .t["x y"] != off', { filter: 'a/+', rule: { path: '.t["x y"]' } }],
    [[], '"two words" = on', { filter: 'two words', rule: { comparison: '= on' } }],
    [
      [],
      'a > 30 --by 0.5',
      { rule: { condition: { operator: '>', text: '30', threshold: { by: { text: '0.5' } } } } },
    ],
    [[], 'a stale 5m', { rule: { condition: { operator: 'stale', after: 300_000 } } }],
    [['--stale', '5m'], 'a', { rule: { condition: { operator: 'stale', after: 300_000 } } }],
    [['--stale', '5'], 'a .t', { rule: { path: '.t', condition: { after: 5000 } } }],
    [['--changed'], 'a', { filter: 'a', path: [], rule: 'changed' }],
    [['--changed'], 'a .t[1]', { filter: 'a', path: ['t', 1], rule: 'changed' }],
  ])('with %j: %j', (flags, typed, expected) => {
    expect(read(flags, typed)).toMatchObject([{ typed, ...expected }]);
  });

  it('may have conditions of their own beside those of the flags', () => {
    const conditions = read(['--changed'], 'a', 'b > 1');
    expect(conditions.map(({ rule }) => (rule === 'changed' ? rule : rule.comparison))).toEqual([
      'changed',
      '> 1',
    ]);
  });

  it.each<[string[], string[], string]>([
    [[], [], "Wait for what? mqtt-tui wait 'site/1/temperature > 30'"],
    [[], ['a'], '"a": what must it be? A condition goes into the same quotes'],
    [[], ['a>30'], '"a>30": what must it be?'],
    [[], ['a .t'], 'or use --changed or --stale TIME.'],
    [[], ['a >'], '"a >": Compare it with what?'],
    [[], ['a > hot'], 'is not a number'],
    [[], ['a ~ 3'], 'Compare with >, >=, <, <=, = or !='],
    [[], ['a > 1 --post'], '--post is not an option: a condition takes --by NUMBER.'],
    [[], ['a > 1 --every 5'], '--every is not an option'],
    [[], ['a > 1 --loud'], '--loud is not an option'],
    [[], ['a/#/b > 1'], '"#" must be the last level'],
    [[], ['$share/g/a > 1'], 'leave out $share'],
    [['--changed'], ['$share/g/a'], 'leave out $share'],
    [['--changed'], ['a/#/b'], '"#" must be the last level'],
    [[], ['"a b > 1'], 'The double quote is not closed.'],
    [[], ['a stale soon'], 'stale takes a time such as 30s'],
    [['--stale', 'soon'], ['a'], '--stale takes a time such as 30s, 5m, 1h or 2d, not "soon".'],
    [['--stale', '0'], ['a'], '--stale takes a time'],
    [['--stale', '5m', '--changed'], ['a'], 'Use --changed or --stale, not both.'],
    [['--stale', '5m'], ['a > 1'], '--stale is for a topic without a condition'],
    [['--changed'], ['a > 1'], '--changed is for a topic without a condition'],
    [[], Array.from({ length: 101 }, () => 'a > 1'), 'at most 100 conditions'],
  ])('with %j are wrong: %j', (flags, typed, why) => {
    expect(() => read(flags, ...typed)).toThrow(why);
  });
});
