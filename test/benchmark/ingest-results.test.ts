import { expect, test } from 'vitest';
import { ingestCases } from './ingest-cases.ts';
import {
  type CaseResults,
  ingestTables,
  loadServerGoals,
  mosquittoGoals,
} from './ingest-results.ts';
import type { Measurement } from './ingest-round.ts';
import type { Receiver, ReceiverName } from './receivers.ts';

const measured = (more: Partial<Measurement> = {}): Measurement => ({
  messages: 1000,
  received: 1000,
  perSecond: 1000,
  seenPerSecond: 1000,
  cpu: 1,
  ownCpu: 1,
  ...more,
});

const counters = { received: 1000, recorded: 990, notStored: 10, evicted: 0, frames: 4 };
const ours = measured({ perSecond: 4000, cpu: 0.4, counters });

const results = (
  rounds: Partial<Record<ReceiverName, readonly Measurement[]>>,
): readonly CaseResults[] => [
  {
    of: ingestCases[0]!,
    rounds: new Map(Object.entries(rounds) as [ReceiverName, readonly Measurement[]][]),
  },
];

const receiver = (name: ReceiverName, more: Partial<Receiver> = {}): Receiver => ({
  name,
  title: name,
  start: () => Promise.reject(new Error('not to be started')),
  ...more,
});

const reached = (all: readonly CaseResults[]): boolean[] =>
  loadServerGoals(all).map(({ isReached }) => isReached);

test('the medians of the rounds are compared', () => {
  const slow = measured({ perSecond: 1 });
  const fast = measured({ perSecond: 1e9 });
  const all = results({
    'mqtt-tui': [slow, ours, ours],
    'MQTT.js': [measured(), fast, measured()],
  });
  expect(loadServerGoals(all)[0]).toEqual({
    what: '1,000 topics × 64 B through the load server: messages/s of MQTT.js: at least 4.00 ×',
    measured: '4.00 ×',
    isReached: true,
  });
});

test('who is not installed is no goal', () => {
  const others = { 'mqtt-tui': [ours], 'MQTT.js': [measured()] };
  expect(reached(results(others))).toEqual([true, true]);
  expect(reached(results({ ...others, mqttui: [measured({ perSecond: 2001 })] }))).toEqual([
    true,
    false,
    true,
  ]);
});

test.each([
  ['received', { received: 999 }],
  ['recorded', { recorded: 989 }],
])('a message that was not %s is a goal missed', (_what, less) => {
  const lossy = { ...ours, counters: { ...counters, ...less } };
  expect(reached(results({ 'mqtt-tui': [lossy], 'MQTT.js': [measured()] }))).toEqual([true, false]);
});

test.each([
  [0.4, true],
  [0.41, false],
])('through a broker CPU counts: %d of what MQTT.js uses', (cpu, isReached) => {
  const all = results({ 'mqtt-tui': [{ ...ours, cpu }], 'MQTT.js': [measured()] });
  expect(mosquittoGoals(all)[0]!.isReached).toBe(isReached);
});

test('who acknowledges early has two rows, and what is lost is said', () => {
  const early = measured({ perSecond: 8000, seenPerSecond: 2000, received: 900 });
  const text = ingestTables(
    [receiver('mqtt-tui'), receiver('lazymqtt', { acknowledgesEarly: true })],
    results({ 'mqtt-tui': [ours], lazymqtt: [early] }),
  );
  expect(text).toContain('| mqtt-tui | 4,000 · 0.40 µs |');
  expect(text).toContain('| lazymqtt, read from its socket | 8,000 · 1.00 µs (90.00 % received) |');
  expect(text).toContain('| lazymqtt, on its screen | 2,000 · 1.00 µs (90.00 % received) |');
  expect(text).toContain('| lazymqtt, read from its socket | 0.50 × · 0.40 × |');
  expect(text).toContain('| lazymqtt, on its screen | 2.00 × · 0.40 × |');
});
