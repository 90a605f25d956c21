import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { MonitorSession } from '../../../source/session/monitor/monitor-session.ts';
import type { MqttSession } from '../../../source/session/session.ts';
import { aSession } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { nodeOf } from '../../support/topic-trees.ts';

let session: MqttSession;
let monitor: MonitorSession;

beforeEach(() => {
  const limits = { history: 10, payload: 1000, memory: 1e8, topics: 5 };
  session = aSession(undefined, { monitor: { filters: ['#'], qos: 0, limits } });
  onTestFinished(() => session.close());
  if (session.monitor === undefined) throw new Error('there is no monitor');
  ({ monitor } = session);
});

const take = (topic: string, payload = 'x'): void =>
  monitor.replay(aMessage(topic, payload, { receivedAt: Date.now() }), true);

const churn = (): void => {
  for (let count = 0; count < 40; count += 1) take(`churn/${count}`);
};

describe('a full tree', () => {
  it('keeps what is selected, with the branches that lead there', () => {
    take('a/b/c');
    monitor.openLog(nodeOf(monitor.tree, 'a'));
    churn();
    expect(nodeOf(monitor.tree, 'a/b/c').messages).toBe(1);
    expect(monitor.log?.topic).toBe('a');
    monitor.openLog();
    churn();
    expect(monitor.tree.find('a')).toBeUndefined();
  });

  it('keeps what is bookmarked', () => {
    take('a/b');
    monitor.bookmarks.toggle('a/b');
    churn();
    expect(monitor.tree.find('a/b')).toBeDefined();
  });

  it('keeps what is charted', () => {
    take('a/b', '1');
    monitor.charted = new Set(['a/b']);
    churn();
    expect(monitor.tree.find('a/b')).toBeDefined();
  });

  it('keeps what is watched by name, and not all that a filter matches', () => {
    take('a/b', '1');
    monitor.watches.add('a/b', '> 3', 'chat');
    monitor.watches.add('churn/+', '> 3', 'chat');
    churn();
    expect(monitor.tree.find('a/b')).toBeDefined();
    expect(monitor.tree.find('churn/39')).toBeDefined();
    expect(monitor.tree.notStored).toBe(0);
  });

  it('keeps devices', () => {
    take('tele/plug/LWT', 'Online');
    while (monitor.devices.isBusy) monitor.devices.workOn();
    churn();
    expect(monitor.tree.find('tele/plug/LWT')).toBeDefined();
    expect(monitor.devices.counts.all).toBe(1);
  });

  it('says once what happens and what to set', () => {
    churn();
    expect(session.notice?.text).toBe(
      'The tree is full at 5 topics: those silent longest give way to new ones; a greater --max-topics keeps more.',
    );
    session.forgetNotice();
    churn();
    expect(session.notice).toBeUndefined();
  });

  it('says once that all of it must stay', () => {
    for (const topic of ['a', 'b', 'c', 'd', 'e']) {
      take(topic);
      monitor.bookmarks.toggle(topic);
    }
    churn();
    expect(monitor.tree.notStored).toBe(40);
    expect(session.notice?.text).toBe(
      'The tree is full at 5 topics that must stay, such as retained ones: new ones are not shown; set a greater --max-topics.',
    );
  });
});
