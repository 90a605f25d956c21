import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awaited } from '../../source/command-line/awaited.ts';
import { waitConditions } from '../../source/command-line/wait-conditions.ts';
import type { Message } from '../../source/mqtt/message.ts';
import { flagValues } from '../support/flag-values.ts';
import { aMessage } from '../support/messages.ts';

let met: string[];
let full: string[];
let isConnected: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  [met, full, isConnected] = [[], [], true];
});
afterEach(() => {
  vi.useRealTimers();
});

type Options = { readonly all?: boolean; readonly holdFor?: number; readonly flags?: string[] };

/** What is met is noted as the topics and payloads of the messages, and the condition met last. */
const waiting = (
  typed: readonly string[],
  { all = false, holdFor = 0, flags = [] }: Options = {},
): Awaited => {
  const conditions = waitConditions(flagValues('wait', flags), typed);
  const awaited = new Awaited(conditions, {
    all,
    holdFor,
    isConnected: () => isConnected,
    onMet: ({ deliveries, last, condition }) => {
      const texts = deliveries.map(
        ({ message: { topic, payload } }) => `${topic}=${Buffer.from(payload).toString()}`,
      );
      met.push(`${texts.join(' ')} (${condition.typed}, ${last.message.topic})`);
    },
    onFull: (condition) => full.push(condition.typed),
  });
  awaited.connected();
  for (const { filter } of conditions) awaited.subscribed(filter);
  return awaited;
};

const hear = (
  awaited: Awaited,
  topic: string,
  payload: string,
  rest: Partial<Message> = {},
): void => awaited.take({ message: aMessage(topic, payload, rest), packet: { dup: false } });

const pass = (ms: number): void => void vi.advanceTimersByTime(ms);

describe('what is waited for', () => {
  it('is told each time that it becomes met, retained or not', () => {
    const awaited = waiting(['a > 30', 'b/+ = on']);
    hear(awaited, 'a', '31', { retain: true });
    hear(awaited, 'a', '32');
    hear(awaited, 'a', '3');
    hear(awaited, 'a', '33');
    hear(awaited, 'b/1', 'on');
    hear(awaited, 'b/2', 'on');
    hear(awaited, 'c', '99');
    expect(met).toEqual([
      'a=31 (a > 30, a)',
      'a=33 (a > 30, a)',
      'b/1=on (b/+ = on, b/1)',
      'b/2=on (b/+ = on, b/2)',
    ]);
  });

  it('together is met when all of it is at the same time', () => {
    const awaited = waiting(['a > 30', 'b/+ = on', 'c stale 1s'], { all: true });
    hear(awaited, 'c', 'x');
    hear(awaited, 'a', '31');
    hear(awaited, 'b/1', 'on');
    hear(awaited, 'a', '3');
    pass(1000);
    expect(met).toEqual([]);
    hear(awaited, 'b/2', 'on');
    hear(awaited, 'a', '32');
    hear(awaited, 'b/1', 'off');
    expect(met).toEqual(['a=32 b/2=on c=x (a > 30, a)']);
    hear(awaited, 'b/2', 'off');
    hear(awaited, 'b/1', 'on');
    expect(met.slice(1)).toEqual(['a=32 b/1=on c=x (b/+ = on, b/1)']);
  });

  it('must stay met for its time, in which other messages may come', () => {
    const awaited = waiting(['a/+ .t > 30'], { holdFor: 10_000 });
    hear(awaited, 'a/1', '{"t":31}');
    pass(9999);
    hear(awaited, 'a/1', '{"t":3}');
    hear(awaited, 'a/1', '{"t":32}');
    hear(awaited, 'a/2', '{"t":40}');
    pass(5000);
    hear(awaited, 'a/1', '{"t":33}');
    hear(awaited, 'a/1', '{"other":1}');
    pass(4999);
    expect(met).toEqual([]);
    pass(1);
    expect(met).toEqual(['a/1={"t":33} (a/+ .t > 30, a/1)', 'a/2={"t":40} (a/+ .t > 30, a/2)']);
    pass(60_000);
    hear(awaited, 'a/1', '{"t":34}');
    pass(60_000);
    expect(met).toHaveLength(2);
  });

  it('together must stay met for its time', () => {
    const awaited = waiting(['a > 0', 'b > 0'], { all: true, holdFor: 1000 });
    hear(awaited, 'a', '1');
    pass(5000);
    hear(awaited, 'b', '1');
    pass(500);
    hear(awaited, 'a', '0');
    hear(awaited, 'a', '2');
    pass(999);
    expect(met).toEqual([]);
    pass(1);
    expect(met).toEqual(['a=2 b=1 (a > 0, a)']);
  });

  it('is not met by a time in which there was no connection', () => {
    const awaited = waiting(['a > 0'], { holdFor: 1000 });
    hear(awaited, 'a', '1');
    isConnected = false;
    pass(1000);
    expect(met).toEqual([]);
    isConnected = true;
    awaited.connected();
    hear(awaited, 'a', '1', { retain: true });
    pass(500);
    awaited.connected();
    pass(5000);
    expect(met).toEqual([]);
    hear(awaited, 'a', '1');
    pass(1000);
    expect(met).toEqual(['a=1 (a > 0, a)']);
  });
});

describe('silence that is waited for', () => {
  it('is met once by each topic that falls silent', () => {
    const awaited = waiting(['a/+'], { flags: ['--stale', '5m'] });
    pass(240_000);
    hear(awaited, 'a/1', '1');
    hear(awaited, 'a/2', '\0\u{FF}');
    pass(60_000);
    expect(met).toEqual([]);
    hear(awaited, 'a/2', '2');
    pass(240_000);
    expect(met).toEqual(['a/1=1 (a/+, a/1)']);
    pass(600_000);
    expect(met.slice(1)).toEqual(['a/2=2 (a/+, a/2)']);
    hear(awaited, 'a/1', '3');
    pass(300_000);
    expect(met.slice(2)).toEqual(['a/1=3 (a/+, a/1)']);
  });

  it('is met by a topic that never comes; what is retained is no sign of life', () => {
    const awaited = waiting(['a stale 5m', 'b/# stale 5m']);
    hear(awaited, 'a', 'old', { retain: true });
    pass(300_000);
    expect(met).toEqual(['a=old (a stale 5m, a)', 'b/#= (b/# stale 5m, b/#)']);
  });

  it('of a filter as a whole ends with its first topic', () => {
    const awaited = waiting(['a/+ stale 5m'], { holdFor: 60_000 });
    pass(330_000);
    hear(awaited, 'a/1', '1');
    pass(60_000);
    expect(met).toEqual([]);
  });

  it('counts from the last subscription', () => {
    const awaited = waiting(['a stale 5m']);
    pass(299_000);
    isConnected = false;
    pass(900_000);
    isConnected = true;
    awaited.connected();
    pass(900_000);
    awaited.subscribed('a');
    pass(299_999);
    expect(met).toEqual([]);
    pass(1);
    expect(met).toEqual(['a= (a stale 5m, a)']);
  });
});

describe('a change that is waited for', () => {
  it('is another value than before, on the same topic', () => {
    const awaited = waiting(['#'], { flags: ['--changed'] });
    hear(awaited, 'a', '1', { retain: true });
    hear(awaited, 'b', '2');
    hear(awaited, 'a', '1.0');
    hear(awaited, 'b', 'on');
    hear(awaited, 'b', 'on');
    for (const payload of ['\u{FF}', 'y'.repeat(2000), 'y'.repeat(2000), 'y'.repeat(2001)])
      hear(awaited, 'c', payload);
    expect(met.map((one) => one.slice(0, 8))).toEqual(['b=on (#,', 'c=yyyyyy', 'c=yyyyyy']);
  });

  it('may be at a path', () => {
    const awaited = waiting(['a .t'], { flags: ['--changed'] });
    for (const payload of ['{"t":1}', '{"t":1,"n":2}', '{"n":3}', '{"t":2}'])
      hear(awaited, 'a', payload);
    expect([met, awaited.unreadable]).toEqual([['a={"t":2} (a .t, a)'], 1]);
  });
});

it.each([
  ['a/# = 0', [], '0'],
  ['a/#', ['--changed'], '0'],
])('%j follows a bounded number of topics, and says so once', (typed, flags, value) => {
  const awaited = waiting([typed], { flags });
  for (let index = 0; index < 1100; index += 1) hear(awaited, `a/${index}`, value);
  expect(full).toEqual([typed]);
  const before = met.length;
  hear(awaited, 'a/1099', '1');
  hear(awaited, 'a/1099', '0');
  expect(met).toHaveLength(before);
});

it('follows ever new topics while those before do not meet the condition', () => {
  const awaited = waiting(['a/# > 0']);
  for (let index = 0; index < 3000; index += 1) hear(awaited, `a/${index}`, '0');
  hear(awaited, 'a/1', '1');
  hear(awaited, 'a/2999', '1');
  expect([full, met]).toEqual([[], ['a/1=1 (a/# > 0, a/1)', 'a/2999=1 (a/# > 0, a/2999)']]);
});
