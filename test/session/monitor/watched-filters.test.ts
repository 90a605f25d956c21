import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Subscription, usualOptions } from '../../../source/model/subscription.ts';
import type { Connection } from '../../../source/mqtt/connection.ts';
import type { QoS } from '../../../source/mqtt/message.ts';
import { ConnectionLost, Refused, Unanswered } from '../../../source/mqtt/request-errors.ts';
import { Deliveries } from '../../../source/session/monitor/deliveries.ts';
import { WatchedFilters } from '../../../source/session/monitor/watched-filters.ts';

/** What was asked of the broker, in order. */
let asked: string[];
/** The answers that the broker still owes, in order. */
let owed: PromiseWithResolvers<QoS>[];
let status: { state: string; protocolVersion?: number };
let told: string[];
let changes: number;
let deliveries: Deliveries;
let watched: WatchedFilters;

beforeEach(() => {
  asked = [];
  owed = [];
  told = [];
  changes = 0;
  status = { state: 'connected' };
  const connection = {
    get status() {
      return status;
    },
    subscribe: async (filter: string, { qos }: { qos: QoS }) => {
      asked.push(`+${filter} ${qos}`);
      const answer = Promise.withResolvers<QoS>();
      owed.push(answer);
      return answer.promise;
    },
    unsubscribe: async (filter: string) => {
      asked.push(`-${filter}`);
      throw new ConnectionLost('lost');
    },
  } as unknown as Connection;
  deliveries = new Deliveries({ messages: () => 0, perSecond: () => 0 });
  watched = new WatchedFilters({
    connection: () => connection,
    deliveries,
    onChange: () => (changes += 1),
    onSubscribe: () => undefined,
    notify: (text) => told.push(text),
  });
});

const known = (filter: string): Subscription => {
  const found = watched.byFilter.get(filter);
  if (found === undefined) throw new Error(`${filter} is not watched`);
  return found;
};

const answered = async (number: number, granted: QoS | Error): Promise<void> => {
  const before = changes;
  if (granted instanceof Error) owed[number]?.reject(granted);
  else owed[number]?.resolve(granted);
  await vi.waitFor(() => {
    if (changes === before) throw new Error('no change yet');
  });
};

/** All promises that can go on have gone on. */
const settled = (): Promise<unknown> => new Promise(setImmediate);

describe('watched filters', () => {
  it('that are shared are doubted once before MQTT 5', async () => {
    status = { state: 'connected', protocolVersion: 4 };
    watched.add('$share/g/a', usualOptions);
    await answered(0, 0);
    watched.subscribeAll();
    await answered(1, 0);
    expect(told).toEqual([
      'The broker may not know shared subscriptions, which came with MQTT 5: then nothing arrives on $share/g/a.',
    ]);
  });

  it('are subscribed to at once, and known with what the broker grants', async () => {
    watched.add('a/#', { ...usualOptions, qos: 1 });
    expect(known('a/#')).toMatchObject({ state: 'pending', identifier: 1, qos: 1 });
    expect(asked).toEqual(['+a/# 1']);
    expect(changes).toBe(1);
    await answered(0, 0);
    expect(known('a/#')).toMatchObject({ state: 'granted', grantedQos: 0 });
    expect(changes).toBe(2);
    expect(deliveries.match('a/1')).toBe(true);
  });

  it('are told of where they are refused, until they are granted', async () => {
    watched.add('a', usualOptions);
    await answered(0, 0);
    watched.subscribeAll();
    await answered(1, new Refused('not authorized (135)'));
    expect(told).toEqual(['The broker refused the subscription to "a": not authorized (135)']);
    expect(known('a')).toMatchObject({ state: 'refused', reason: 'not authorized (135)' });
    expect(known('a')).not.toHaveProperty('grantedQos');
    watched.subscribeAll();
    await answered(2, 1);
    expect(known('a')).toMatchObject({ state: 'granted', grantedQos: 1 });
    expect(known('a')).not.toHaveProperty('reason');
  });

  it('are asked for again where that fails, which is said once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    watched.add('a', usualOptions);
    owed[0]?.reject(new Refused('unspecified error (128)'));
    await settled();
    vi.advanceTimersByTime(1000);
    expect(asked).toEqual(['+a 0', '+a 0']);
    owed[1]?.reject(new Refused('unspecified error (128)'));
    await settled();
    expect(told).toEqual(['The broker refused the subscription to "a": unspecified error (128)']);
    vi.advanceTimersByTime(2000);
    owed[2]?.reject(new Unanswered('SUBSCRIBE'));
    await settled();
    expect(known('a')).toMatchObject({ state: 'unanswered', reason: 'no answer for 5 s' });
    expect(told.slice(1)).toEqual(['The broker did not answer the subscription to "a".']);
    vi.advanceTimersByTime(4000);
    owed[3]?.resolve(0);
    await settled();
    expect(known('a')).toMatchObject({ state: 'granted', grantedQos: 0 });
    expect(known('a')).not.toHaveProperty('reason');
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(4);
  });

  it.each(['remove', 'off'] as const)(
    'are not asked for again once they are gone: %s',
    async (how) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      onTestFinished(() => void vi.useRealTimers());
      watched.add('a', usualOptions);
      owed[0]?.reject(new Refused('no'));
      await settled();
      if (how === 'remove') watched.remove('a');
      else watched.setOn('a', false);
      vi.advanceTimersByTime(60_000);
      expect(asked).toEqual(['+a 0', '-a']);
    },
  );

  it('wait for the next connection where one is lost', async () => {
    watched.add('a', usualOptions);
    owed[0]?.reject(new ConnectionLost('lost'));
    await settled();
    expect(known('a').state).toBe('pending');
    expect([told, changes]).toEqual([[], 1]);
  });

  it('are not asked for while there is no connection', () => {
    status = { state: 'waiting' };
    watched.add('a', usualOptions);
    watched.change('a', 'b', usualOptions);
    watched.setOn('b', false);
    watched.setOn('b', true);
    watched.subscribeAll();
    watched.remove('b');
    expect(asked).toEqual([]);
  });

  it('keep their identifier and count when they are added again', () => {
    watched.add('a', usualOptions);
    const { count, identifier } = known('a');
    watched.add('b', usualOptions);
    watched.add('a', { ...usualOptions, qos: 2 });
    expect(known('a').count).toBe(count);
    expect([known('a').identifier, known('b').identifier]).toEqual([identifier, 2]);
    expect(asked).toEqual(['+a 0', '+b 0', '+a 2']);
  });

  it('keep their place, count and identifier with other options', () => {
    for (const filter of ['a', 'b']) watched.add(filter, usualOptions);
    const { count } = known('a');
    asked = [];
    changes = 0;
    watched.change('a', 'a', { ...usualOptions, qos: 1 });
    expect([...watched.byFilter.keys()]).toEqual(['a', 'b']);
    expect(known('a')).toMatchObject({ identifier: 1, qos: 1, state: 'pending' });
    expect(known('a').count).toBe(count);
    expect(asked).toEqual(['+a 1']);
    expect(changes).toBe(1);
  });

  it('keep only their place where another filter takes it', () => {
    for (const filter of ['a', 'b']) watched.add(filter, usualOptions);
    const { count } = known('a');
    asked = [];
    watched.change('a', 'c', usualOptions);
    expect([...watched.byFilter.keys()]).toEqual(['c', 'b']);
    expect(known('c')).toMatchObject({ identifier: 3, state: 'pending' });
    expect(known('c').count).not.toBe(count);
    expect(asked).toEqual(['-a', '+c 0']);
    expect([deliveries.match('a'), deliveries.match('c')]).toEqual([false, true]);
  });

  it('that are off stay off when they are changed', () => {
    watched.add('a', usualOptions);
    watched.setOn('a', false);
    asked = [];
    watched.change('a', 'b', usualOptions);
    expect(known('b').state).toBe('off');
    watched.subscribeAll();
    watched.remove('b');
    expect(asked).toEqual([]);
  });

  it('are not changed or switched where they are not watched', () => {
    watched.change('a', 'b', usualOptions);
    watched.setOn('a', true);
    watched.setOn('a', false);
    expect(watched.remove('a')).toBe(false);
    expect([...watched.byFilter.keys(), ...asked]).toEqual([]);
    expect(changes).toBe(0);
  });

  it('go off and on once, and forget the answer of before', async () => {
    watched.add('a', usualOptions);
    await answered(0, 1);
    changes = 0;
    watched.setOn('a', true);
    expect(changes).toBe(0);
    watched.setOn('a', false);
    watched.setOn('a', false);
    expect(changes).toBe(1);
    expect(known('a').state).toBe('off');
    expect(known('a')).not.toHaveProperty('grantedQos');
    expect(deliveries.match('a')).toBe(false);
    watched.setOn('a', true);
    expect(known('a').state).toBe('pending');
    expect(asked).toEqual(['+a 0', '-a', '+a 0']);
  });

  it('forget why they were refused when they are switched off', async () => {
    watched.add('a', usualOptions);
    await answered(0, new Refused('no'));
    watched.setOn('a', false);
    expect(known('a')).not.toHaveProperty('reason');
  });

  it('are given up when they are removed', () => {
    watched.add('a', usualOptions);
    changes = 0;
    expect(watched.remove('a')).toBe(true);
    expect(watched.byFilter.size).toBe(0);
    expect(asked).toEqual(['+a 0', '-a']);
    expect(changes).toBe(1);
    expect(deliveries.match('a')).toBe(false);
  });

  it.each<[string, QoS | Error]>([
    ['grant', 2],
    ['refusal', new Refused('no')],
  ])('pay no heed to a late %s', async (_, answer) => {
    watched.add('a', usualOptions);
    watched.add('a', { ...usualOptions, qos: 1 });
    if (answer instanceof Error) owed[0]?.reject(answer);
    else owed[0]?.resolve(answer);
    await settled();
    expect(known('a').state).toBe('pending');
    expect([told, changes]).toEqual([[], 2]);
  });
});

const watch = (many: number): void => {
  for (let index = 0; index < many; index += 1) watched.add(`t/${index}`, usualOptions);
};

describe('the problem of a filter', () => {
  it('is that there are a hundred, unless it is one of them or takes the place of one', () => {
    watch(99);
    expect(watched.problem('new', usualOptions)).toBeUndefined();
    watched.add('t/99', usualOptions);
    expect(watched.problem('new', usualOptions)).toBe(
      'At most 100 topic filters are watched at once: remove one first.',
    );
    expect(watched.problem('t/5', usualOptions)).toBeUndefined();
    expect(watched.problem('new', usualOptions, 't/5')).toBeUndefined();
  });

  it('is that it is watched already, where it is to take the place of another', () => {
    watch(2);
    expect(watched.problem('t/0', usualOptions, 't/1')).toBe(
      'This topic filter is watched already: change that one.',
    );
    expect(watched.problem('t/1', usualOptions, 't/1')).toBeUndefined();
    expect(watched.problem('new', usualOptions, 't/1')).toBeUndefined();
    expect(watched.problem('t/0', usualOptions)).toBeUndefined();
  });

  it('is "no local" only with a shared subscription', () => {
    const noLocal = { ...usualOptions, noLocal: true };
    expect(watched.problem('$share/g/a', noLocal)).toContain('(MQTT 5, 3.8.3.1): switch it off.');
    expect(watched.problem('$share/g/a', usualOptions)).toBeUndefined();
    expect(watched.problem('a', noLocal)).toBeUndefined();
  });
});
