import { expect, it } from 'vitest';
import { TwinCopies } from '../../../source/session/monitor/twin-copies.ts';
import { aMessage } from '../../support/messages.ts';

/** Which of these are taken for copies, each for two filters: topic, payload, ms. */
const copies = (
  messages: readonly (readonly [topic: string, payload: string, at: number, retain?: boolean])[],
  filters = 2,
): boolean[] => {
  const twins = new TwinCopies();
  return messages.map(([topic, payload, receivedAt, retain = false]) =>
    twins.isCopy(aMessage(topic, payload, { receivedAt, retain }), filters),
  );
};

it('what comes once for each filter counts once, also where others come in between', () => {
  expect(
    copies([
      ['a', '1', 0],
      ['a', '1', 5],
      ['a', '2', 2000],
      ['b', '2', 2000],
      ['a', '3', 2001],
      ['a', '2', 2002],
      ['a', '3', 2003],
      ['b', '2', 2004],
      ['a', '3', 2005],
    ]),
  ).toEqual([false, true, false, false, false, true, true, true, false]);
});

it('of three filters two copies are left out', () => {
  const same = ['a', '1', 0] as const;
  expect(copies([same, same, same, same], 3)).toEqual([false, true, true, false]);
});

it('where a message has come alone, none is a copy any more', () => {
  expect(
    copies([
      ['a', '1', 0],
      ['a', '1', 1000],
      ['a', '1', 1001],
      ['b', '1', 1001],
      ['b', '1', 1001],
    ]),
  ).toEqual([false, false, false, false, false]);
});

it('what was retained may come alone: another filter was subscribed to later', () => {
  expect(
    copies([
      ['a', '1', 0, true],
      ['a', '1', 1, true],
      ['b', '1', 1, true],
      ['b', '2', 1500],
      ['b', '2', 1501],
    ]),
  ).toEqual([false, true, false, false, true]);
});

it('payloads of which the beginning is the same are not', () => {
  const long = 'x'.repeat(600);
  expect(
    copies([
      ['a', long, 0],
      ['a', `${long}y`, 1],
    ]),
  ).toEqual([false, false]);
});
