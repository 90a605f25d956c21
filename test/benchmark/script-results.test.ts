import { expect, test } from 'vitest';
import { printedBytes } from './load.ts';
import { type PairResults, scriptGoals, scriptShape } from './script-results.ts';
import type { ScriptRound } from './script-round.ts';

const round = (more: Partial<ScriptRound> = {}): ScriptRound => ({
  messages: 100,
  lines: 100,
  bytes: printedBytes(scriptShape)(100),
  perSecond: 1000,
  cpu: 1,
  ...more,
});

const pair = (ours: ScriptRound): PairResults => ({
  ours: { title: 'ours', rounds: [ours] },
  theirs: { title: 'theirs', rounds: [round()] },
});

const fast = round({ perSecond: 2000 });

const reached = (verbose: ScriptRound, json = fast): boolean[] =>
  scriptGoals(pair(verbose), pair(json)).map(({ isReached }) => isReached);

test('twice as fast and nothing lost', () => {
  expect(reached(fast)).toEqual([true, true, true, true]);
});

test('a slower one, a line and a byte that are missing, are goals missed', () => {
  expect(reached({ ...fast, perSecond: 1999 })).toEqual([false, true, true, true]);
  expect(reached({ ...fast, lines: 99 })).toEqual([true, false, true, true]);
  expect(reached({ ...fast, bytes: fast.bytes - 1 })).toEqual([true, true, false, true]);
  expect(reached(fast, { ...fast, lines: 101 })).toEqual([true, true, true, false]);
});
