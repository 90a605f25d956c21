import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { emptyCount, type Subscription, usualOptions } from '../../../source/model/subscription.ts';
import type { TopicTree } from '../../../source/model/topic-tree.ts';
import type { Connection } from '../../../source/mqtt/connection.ts';
import { ConnectionLost, Refused, Unanswered } from '../../../source/mqtt/request-errors.ts';
import { SysHangUps } from '../../../source/session/monitor/sys-hang-ups.ts';
import { BrokerWatch } from '../../../source/session/monitor/broker-watch.ts';
import { Deliveries } from '../../../source/session/monitor/deliveries.ts';
import type { WatchedFilters } from '../../../source/session/monitor/watched-filters.ts';
import { aMessage } from '../../support/messages.ts';
import { treeOf } from '../../support/topic-trees.ts';

const since = 1_000_000;
const own = 268_435_455;

let asked: unknown[];
/** What the broker answers; `undefined`: it agrees. */
let answer: Error | undefined;
let status: { state: string };
let byFilter: Map<string, Subscription>;
let deliveries: Deliveries;
let tree: TopicTree;
let changes: number;

beforeEach(() => {
  asked = [];
  answer = undefined;
  status = { state: 'connected' };
  byFilter = new Map();
  deliveries = new Deliveries({ messages: () => 0, perSecond: () => 0 });
  tree = treeOf();
  changes = 0;
});

const watch = (filter: string, more: Partial<Subscription> = {}): void => {
  byFilter.set(filter, {
    ...usualOptions,
    filter,
    identifier: byFilter.size + 1,
    state: 'granted',
    count: emptyCount(),
    ...more,
  });
  deliveries.follow(byFilter.values(), since);
};

const look = (): BrokerWatch =>
  new BrokerWatch(
    {
      sysHangUps: new SysHangUps(),
      connection: {
        get status() {
          return status;
        },
        subscribe: async (filter: string, options: object) => {
          asked.push(['subscribe', filter, options]);
          if (answer !== undefined) throw answer;
        },
        unsubscribe: async (filter: string) => {
          asked.push(['unsubscribe', filter]);
          if (answer !== undefined) throw answer;
        },
      } as unknown as Connection,
      deliveries,
      watched: { byFilter } as unknown as WatchedFilters,
      tree,
    },
    { onChange: () => (changes += 1), since },
  );

/** All promises that can go on have gone on. */
const settled = (): Promise<unknown> => new Promise(setImmediate);

const version = (broker: BrokerWatch): unknown =>
  broker.status.nodes.get('')?.get('version')?.value;

const about = '$SYS/broker/version';
const subscribed = ['subscribe', '$SYS/#', { qos: 0, identifier: own }];

describe('looking at the broker', () => {
  it('subscribes, and unsubscribes in the end', async () => {
    const broker = look();
    expect(broker.since).toBe(since);
    expect(asked).toEqual([subscribed]);
    await settled();
    expect(changes).toBe(1);
    expect(broker.refusal).toBeUndefined();
    await broker.stop();
    expect(asked).toEqual([subscribed, ['unsubscribe', '$SYS/#']]);
  });

  it('ends even where the broker does not answer that any more', async () => {
    const broker = look();
    await settled();
    answer = new ConnectionLost('lost');
    await expect(broker.stop()).resolves.toBeUndefined();
  });

  it('waits for the connection, and asks again on the next one', async () => {
    status = { state: 'waiting' };
    const broker = look();
    expect(asked).toEqual([]);
    expect(changes).toBe(0);
    status = { state: 'connected' };
    await broker.request();
    await broker.request();
    expect(asked).toEqual([subscribed, subscribed]);
  });

  it('says why the broker refuses, until it agrees', async () => {
    answer = new Refused('not authorized (135)');
    const broker = look();
    await settled();
    expect(broker.refusal).toBe('not authorized (135)');
    expect(changes).toBe(1);
    answer = undefined;
    await broker.request();
    expect(broker.refusal).toBeUndefined();
  });

  it('asks again where the broker refuses or does not answer, until it is stopped', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    answer = new Refused('unspecified error (128)');
    const broker = look();
    await settled();
    answer = new Unanswered('SUBSCRIBE');
    vi.advanceTimersByTime(1000);
    await settled();
    expect([asked.length, broker.refusal]).toEqual([2, undefined]);
    vi.advanceTimersByTime(2000);
    await settled();
    expect(asked).toHaveLength(3);
    await broker.stop();
    const before = asked.length;
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(before);
  });

  it('takes a lost connection for no refusal', async () => {
    answer = new ConnectionLost('the connection was lost');
    const broker = look();
    await settled();
    expect(broker.refusal).toBeUndefined();
  });

  it('asks for nothing where the person watches that anyway, and shows what is known', async () => {
    watch('$SYS/#', { reason: 'not now', state: 'refused' });
    tree.record(aMessage(about, 'one', { receivedAt: since }));
    tree.record(aMessage('other/version', 'two', { receivedAt: since }));
    const broker = look();
    expect(version(broker)).toBe('one');
    expect(broker.status.received).toBe(1);
    expect(broker.refusal).toBe('not now');
    await broker.request();
    await broker.stop();
    expect(asked).toEqual([]);
  });

  it('shows nothing at first where the tree knows nothing of the broker', () => {
    watch('$SYS/#');
    tree.record(aMessage('other/version', 'two', { receivedAt: since }));
    expect(look().status.received).toBe(0);
  });

  it('asks where the filter that the person has is off', () => {
    watch('$SYS/#', { state: 'off', reason: 'old' });
    tree.record(aMessage(about, 'old', { receivedAt: since }));
    const broker = look();
    expect(asked).toEqual([subscribed]);
    expect(version(broker)).toBeUndefined();
    expect(broker.refusal).toBeUndefined();
  });
});

const properties = (subscriptionIdentifier: number) => ({
  properties: { subscriptionIdentifier },
});

describe('a message while the broker is looked at', () => {
  it('is of no interest unless it is about the broker', () => {
    const broker = look();
    expect(broker.take(aMessage('site/1', 'x', properties(own)))).toBe(false);
    expect(broker.take(aMessage('$SYSTEM/1', 'x'))).toBe(false);
    expect(broker.status.received).toBe(0);
    expect(changes).toBe(0);
  });

  it('stays out of the tree where it came for this alone', () => {
    const broker = look();
    expect(broker.take(aMessage(about, 'one', properties(own)))).toBe(true);
    expect(version(broker)).toBe('one');
    expect(changes).toBe(1);
    expect(broker.take(aMessage(about, 'two', properties(1)))).toBe(false);
    expect(version(broker)).toBe('two');
  });

  it('stays in the tree without an identifier where a watched filter matches', () => {
    watch('$SYS/broker/#');
    const broker = look();
    expect(broker.take(aMessage(about, 'one'))).toBe(false);
    expect(broker.take(aMessage('$SYS/other', 'one'))).toBe(true);
  });

  it.each([
    [false, false],
    [true, true],
  ])('gives a rate with the one before, retained or not, where watched anyway: %s', (isWatched) => {
    if (isWatched) watch('$SYS/#');
    const broker = look();
    const total = (value: string, receivedAt: number, retain: boolean): void =>
      void broker.take(aMessage('$SYS/broker/bytes/sent', value, { receivedAt, retain }));
    total('1000', since, true);
    total('3000', since + 1000, true);
    const rate = (): number | undefined =>
      broker.status.nodes.get('')?.get('bytes sent')?.perSecond;
    // What is retained is of unknown age, unless it is passed on as published.
    expect(rate()).toBe(isWatched ? 2000 : undefined);
    total('5000', since + 2000, false);
    total('6000', since + 3000, false);
    expect(rate()).toBe(1000);
  });
});
