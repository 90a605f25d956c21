import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Message } from '../../../source/mqtt/message.ts';
import type { MonitorSession } from '../../../source/session/monitor/monitor-session.ts';
import type { MqttSession } from '../../../source/session/session.ts';
import { aSession } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { nodeOf } from '../../support/topic-trees.ts';

let session: MqttSession;
let monitor: MonitorSession;

beforeEach(() => {
  session = aSession(undefined);
  onTestFinished(() => session.close());
  if (session.monitor === undefined) throw new Error('there is no monitor');
  ({ monitor } = session);
});

const play = (topic: string, payload = 'x', rest: Partial<Message> = {}): void =>
  monitor.replay(aMessage(topic, payload, { receivedAt: Date.now(), ...rest }), true);

/** What is announced from now on, each part once. */
const listening = (announce: 'changed' | 'changedNow'): (() => string) => {
  const { mock } = vi.spyOn(session.clock, announce).mockClear();
  return () => [...new Set(mock.calls.flat())].toSorted().join(' ');
};

describe('the monitor', () => {
  it('watches its filters from the start, with the QoS and the usual options', () => {
    expect([...monitor.subscriptions.values()]).toMatchObject([
      { filter: '#', qos: 0, noLocal: false, retainAsPublished: true },
    ]);
    monitor.subscribe('a/#', 2, { noLocal: true });
    expect(monitor.subscriptions.get('a/#')).toMatchObject({ qos: 2, noLocal: true });
    expect(monitor.unsubscribe('a/#')).toBe(true);
    expect(monitor.unsubscribe('a/#')).toBe(false);
  });

  it('counts what it receives, and knows the last message of each topic', () => {
    play('a', '1');
    play('a', '2');
    expect(monitor.received).toBe(2);
    expect(String(monitor.last('a')?.payload)).toBe('2');
    expect(monitor.last('b')).toBeUndefined();
  });

  it('shows a recorded message to watches only if it is played', () => {
    const seen: string[] = [];
    monitor.onMessage = ({ topic }) => seen.push(topic);
    monitor.replay(aMessage('skipped'), false);
    monitor.replay(aMessage('played'), true);
    expect(seen).toEqual(['played']);
    expect(monitor.received).toBe(2);
  });

  it('tells of each recorded topic', () => {
    const seen: string[] = [];
    monitor.onRecorded = ({ topic }) => seen.push(topic);
    play('a');
    expect(seen).toEqual(['a']);
  });

  it('excludes topics from the start', () => {
    const quiet = aSession(undefined, {
      monitor: {
        filters: ['#'],
        qos: 0,
        limits: { history: 9, memory: 1e6, topics: 99, payload: 99 },
        excludes: ['a'],
      },
    });
    onTestFinished(() => quiet.close());
    expect(quiet.monitor?.filters.excludes).toEqual(['a']);
    expect(monitor.filters.excludes).toEqual([]);
  });
});

describe('the log', () => {
  beforeEach(() => {
    for (const topic of ['site/1', 'site/2', 'other']) play(topic);
  });

  it('stays the same while the same topic is open, and takes new messages', () => {
    const now = listening('changedNow');
    const log = monitor.openLog(nodeOf(monitor.tree, 'site'));
    expect(now()).toBe('messages');
    expect(log.length).toBe(2);
    const again = listening('changedNow');
    expect(monitor.openLog(nodeOf(monitor.tree, 'site'))).toBe(log);
    expect(again()).toBe('');
    const later = listening('changed');
    play('other');
    expect(later()).toBe('topics');
    play('site/1');
    expect(log.length).toBe(3);
    expect(later()).toBe('messages topics');
    expect(monitor.openLog(nodeOf(monitor.tree, 'other'))).not.toBe(log);
  });

  it('counts what was on the screen, also of those that are closed', () => {
    expect(monitor.shownMessages).toBe(0);
    monitor.openLog(nodeOf(monitor.tree, 'site')).countShown(0, 1);
    expect(monitor.shownMessages).toBe(2);
    monitor.openLog(nodeOf(monitor.tree, 'other')).countShown(0, 0);
    expect(monitor.shownMessages).toBe(3);
    monitor.replaceModels(monitor.makeModels(0), 0, 0);
    expect(monitor.log).toBeUndefined();
    expect(monitor.shownMessages).toBe(3);
  });

  it('opens again with the topic, once another time of a recording has it', () => {
    monitor.openLog(nodeOf(monitor.tree, 'site'));
    const models = monitor.makeModels(0);
    models.record(aMessage('site/1'));
    const now = listening('changedNow');
    monitor.replaceModels(models, 7, 0);
    expect(now()).toBe('messages topics work');
    expect(monitor.received).toBe(7);
    expect([monitor.tree, monitor.devices]).toEqual([models.tree, models.devices]);
    expect(monitor.log?.topic).toBe('site');
    monitor.replaceModels(monitor.makeModels(0), 0, 0);
    expect(monitor.log).toBeUndefined();
    play('other');
    expect(monitor.log).toBeUndefined();
    play('site/9');
    expect(monitor.log?.length).toBe(1);
  });

  it('opens by itself only where one was open', () => {
    monitor.replaceModels(monitor.makeModels(0), 0, 0);
    play('site/1');
    expect(monitor.log).toBeUndefined();
  });

  it('keeps the filter with the models of another time', () => {
    monitor.filters.set('site', 0);
    const models = monitor.makeModels(0);
    monitor.filters.set('other', 0);
    for (const topic of ['site', 'other']) models.record(aMessage(topic));
    monitor.replaceModels(models, 2, 0);
    expect(monitor.tree.view.rows(0, 9).map(({ topic }) => topic)).toEqual(['other']);
  });
});

const isRetained = (topic: string): boolean => nodeOf(monitor.tree, topic).isRetained;

describe('what the person publishes with RETAIN', () => {
  it('is retained with its echo, which does not say so, and once only', () => {
    monitor.noteRetained('a', true, 1000);
    expect(monitor.tree.find('a')).toBeUndefined();
    play('b');
    expect(isRetained('b')).toBe(false);
    play('a');
    expect(isRetained('a')).toBe(true);
    nodeOf(monitor.tree, 'a').isRetained = false;
    play('a');
    expect(isRetained('a')).toBe(false);
  });

  it('is cleared with an empty echo', () => {
    play('a', 'x', { receivedAt: 500 });
    monitor.noteRetained('a', true, 1000);
    expect(isRetained('a')).toBe(true);
    monitor.noteRetained('a', false, 1000);
    expect(isRetained('a')).toBe(false);
    nodeOf(monitor.tree, 'a').isRetained = true;
    play('a', '');
    expect(isRetained('a')).toBe(false);
  });

  it('waits for no echo that has come already', () => {
    play('a', 'x', { receivedAt: 1000 });
    monitor.noteRetained('a', true, 1000);
    nodeOf(monitor.tree, 'a').isRetained = false;
    play('a', 'y', { receivedAt: 2000 });
    expect(isRetained('a')).toBe(false);
  });

  it('waits for no echo of what is not watched', () => {
    monitor.unsubscribe('#');
    monitor.noteRetained('a', true, 1000);
    play('a');
    expect(isRetained('a')).toBe(false);
  });

  it('says nothing about a branch that is no topic', () => {
    play('a/b');
    monitor.noteRetained('a', true, 1000);
    expect(isRetained('a')).toBe(false);
  });

  it('waits for a thousand echoes at most', () => {
    for (let index = 0; index <= 1000; index += 1) monitor.noteRetained(`t/${index}`, true, 1000);
    for (const topic of ['t/999', 't/1000']) play(topic);
    expect([isRetained('t/999'), isRetained('t/1000')]).toEqual([true, false]);
  });

  it('announces a change of the tree and the log', () => {
    const later = listening('changed');
    monitor.noteRetained('a', true, 1000);
    expect(later()).toBe('messages topics');
  });
});

describe('looking at the broker', () => {
  it('begins and ends, and announces that', async () => {
    const now = listening('changedNow');
    monitor.watchBroker(1234);
    expect(now()).toBe('work');
    expect(monitor.broker?.since).toBe(1234);
    play('$SYS/broker/version', 'one');
    expect(monitor.broker?.status.received).toBe(1);
    await monitor.leaveBroker();
    expect(monitor.broker).toBeUndefined();
  });

  it('goes on where it has begun again meanwhile', async () => {
    monitor.watchBroker(1);
    const leaving = monitor.leaveBroker();
    monitor.watchBroker(2);
    await leaving;
    expect(monitor.broker?.since).toBe(2);
  });

  it('ends where it never began', async () => {
    await monitor.leaveBroker();
    expect(monitor.broker).toBeUndefined();
  });
});

describe('long work', () => {
  it('on the tree is done bit by bit, and announced', async () => {
    for (let index = 0; index < 10_000; index += 1) play(`site/${index}`);
    monitor.filters.set('payload:nothing', 0);
    expect(monitor.tree.view.isBusy).toBe(true);
    const later = listening('changed');
    await vi.waitUntil(() => !monitor.tree.view.isBusy, 30_000);
    expect(later()).toContain('topics');
    expect(monitor.tree.view.passing).toBe(0);
  }, 40_000);
});
