import { beforeEach, describe, expect, it } from 'vitest';
import { TopicTree } from '../../../source/model/topic-tree.ts';
import { StoredArrivals } from '../../../source/session/monitor/stored-arrivals.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { connected } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { aMessage } from '../../support/messages.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession } from '../../support/sessions.ts';

const start = 1_000_000;
let tree: TopicTree;
let stored: StoredArrivals;

beforeEach(() => {
  tree = new TopicTree({ history: 10, memory: 1e6, topics: 1000, payload: 1000 });
  stored = new StoredArrivals();
});

/** Takes and records a message with RETAIN; returns whether it was stored. */
const arrives = (topic: string, after: number): boolean => {
  const message = aMessage(topic, 'x', { retain: true, receivedAt: start + after });
  const isStored = stored.take(message, tree);
  tree.record(message, isStored);
  return isStored;
};

describe('what arrives with RETAIN', () => {
  it('was stored, where live messages do not carry the flag', () => {
    stored.subscribed(tree, start, false);
    expect([arrives('a', 0), arrives('a', 1), arrives('a', 60_000)]).toEqual([true, true, true]);
    expect(tree.root.rate.perSecond(start + 60_000)).toBe(0);
  });

  it('was stored if it is the first on its topic since subscribing, where they do', () => {
    stored.subscribed(tree, start, true);
    expect([arrives('a', 0), arrives('b', 1), arrives('a', 2)]).toEqual([true, true, false]);
    stored.subscribed(tree, start + 3, true);
    expect([arrives('a', 4), arrives('a', 5), arrives('b', 6)]).toEqual([true, false, true]);
    expect(tree.find('a')?.rate.perSecond(start + 6)).toBeCloseTo(0.4, 1);
  });

  it('is live once the broker has sent no more for a while, however long it took', () => {
    stored.subscribed(tree, start, true);
    const times = Array.from({ length: 20 }, (_, index) => index * 4000);
    expect(times.every((after) => arrives(`t/${after}`, after))).toBe(true);
    expect(arrives('new', 19 * 4000 + 5001)).toBe(false);
  });
});

describe.each(brokerKinds)('connecting', ({ name, missing, protocolVersion, start: begin }) => {
  describeWith(missing, `to ${name}`, () => {
    it('counts what was stored as messages, and only live ones as rate', async () => {
      const { port } = await forThisTest(begin());
      const { connection } = await connected({ port, protocolVersion });
      const topics = Array.from({ length: 50 }, (_, index) => `site/${index}`);
      for (const topic of topics) await connection.publish(topic, '1', { qos: 1, retain: true });
      const { session, until } = openSession({ port, protocolVersion, filters: ['#'] });
      const root = await until('what is retained', () => {
        const { tree: now } = session.monitor!;
        return now.topics === topics.length && now.root;
      });
      expect(root.messagesBelow).toBe(50);
      expect(root.rate.perSecond(Date.now())).toBe(0);
      await connection.publish('site/0', '2', { qos: 1, retain: true });
      await until('a live message', () => root.messagesBelow === 51);
      expect(root.rate.perSecond(Date.now())).toBeGreaterThan(0);
    });
  });
});
