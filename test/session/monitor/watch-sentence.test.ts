import { expect, it } from 'vitest';
import { Watch } from '../../../source/model/watch.ts';
import type { WatchReport } from '../../../source/model/watches.ts';
import { readWatchRule } from '../../../source/session/monitor/watch-rule.ts';
import { reportSentence } from '../../../source/session/monitor/watch-sentence.ts';

const at = new Date(2026, 10, 22, 21, 3, 4).getTime();

const sentence = (typed: string, more: Partial<WatchReport> = {}, unit?: string): string => {
  const rule = readWatchRule('a/#', typed, { room: 'chat', postProblem: () => undefined });
  if (typeof rule === 'string') throw new Error(rule);
  const watch = new Watch(1, rule);
  const report = { watch, topic: 'a/b', value: '31', isMet: true, at, withheld: 0, ...more };
  return reportSentence(report, unit);
};

it.each<[string, Partial<WatchReport>, string]>([
  ['> 30', {}, 'a/b = 31, now > 30 (21:03:04)'],
  ['> 30', { isMet: false, value: '29' }, 'a/b = 29, no longer > 30 (21:03:04)'],
  ['= 31', {}, 'a/b = 31 (21:03:04)'],
  ['= 31', { isMet: false, value: '3' }, 'a/b = 3, no longer = 31 (21:03:04)'],
  ['.temp > 30', {}, 'a/b .temp = 31, now > 30 (21:03:04)'],
  ['> 30', { withheld: 1 }, 'a/b = 31, now > 30 (21:03:04); 1 crossing before it not reported'],
  ['stale 5m', {}, 'a/b: nothing for 5 min, last 31 (21:03:04)'],
  ['stale 5m', { value: '' }, 'a/b: nothing for 5 min (21:03:04)'],
  ['.temp stale 5m', { isMet: false }, 'a/b .temp = 31, heard again (21:03:04)'],
  [
    'stale 5m',
    { isMet: false, value: '', withheld: 1 },
    'a/b heard again (21:03:04); 1 crossing before it not reported',
  ],
  ['> 30', { withheld: 2 }, 'a/b = 31, now > 30 (21:03:04); 2 crossings before it not reported'],
])('%s with %j is told as: %s', (typed, more, expected) => {
  expect(sentence(typed, more)).toBe(expected);
});

it.each([
  ['31', 'a/b = 31 °C, now > 30 (21:03:04)'],
  ['31 °F', 'a/b = 31 °F, now > 30 (21:03:04)'],
  ['on', 'a/b = on, now > 30 (21:03:04)'],
])(
  'a value %j has the unit that was announced, unless it has one or is no number',
  (value, told) => {
    expect(sentence('> 30', { value }, '°C')).toBe(told);
  },
);

it('hostile and long texts are cut and made visible', () => {
  const told = sentence('> 30', { topic: `\u001b[2J${'t'.repeat(500)}`, value: '9'.repeat(500) });
  expect(told.length).toBeLessThan(500);
  expect(told).not.toContain('\u001b');
});

it('a topic is cut after 300 characters, a value, a path and a comparison after 80', () => {
  const told = sentence(`.${'p'.repeat(100)} = ${'c'.repeat(100)}`, {
    topic: 't'.repeat(400),
    value: 'v'.repeat(100),
    isMet: false,
  });
  const longest = (letter: string): number =>
    Math.max(...Array.from(told.matchAll(new RegExp(`${letter}{5,}`, 'g')), ([run]) => run.length));
  expect(longest('t')).toBeGreaterThan(290);
  expect(longest('t')).toBeLessThanOrEqual(300);
  for (const letter of ['p', 'c', 'v']) {
    expect(longest(letter)).toBeGreaterThan(70);
    expect(longest(letter)).toBeLessThanOrEqual(80);
  }
});
