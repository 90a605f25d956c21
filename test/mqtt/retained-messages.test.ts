import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RetainedMessages } from '../../source/mqtt/broker/retained-messages.ts';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { connected } from '../support/connections.ts';
import { forThisTest } from '../support/for-this-test.ts';

const payload = Buffer.from('x');

/** How many of the topics find room, one after the other. */
const stored = (messages: RetainedMessages, topics: readonly string[]): number =>
  topics.filter((topic) => messages.store(topic, payload, 0)).length;

const deep = (name: string): string => name + '/a'.repeat(99);

const numbered = (count: number, topic: (index: number) => string): string[] =>
  Array.from({ length: count }, (_each, index) => topic(index));

describe('the size of retained messages', () => {
  it('includes the levels of their topics', () => {
    const messages = new RetainedMessages({ retained: 1000, retainedBytes: 100_000 });
    expect(
      stored(
        messages,
        numbered(100, (index) => deep(String(index))),
      ),
    ).toBe(4);
  });

  it('includes each level once', () => {
    const messages = new RetainedMessages({ retained: 1000, retainedBytes: 100_000 });
    const topics = numbered(100, (index) => `${deep('x').slice(0, -2)}/${index}`);
    expect(stored(messages, topics)).toBe(100);
  });

  it('shrinks by the levels of those that are cleared', () => {
    const messages = new RetainedMessages({ retained: 1000, retainedBytes: 30_000 });
    for (const topic of numbered(100, (index) => deep(String(index)))) {
      expect(messages.store(topic, payload, 0)).toBe(true);
      messages.store(topic, Buffer.alloc(0), 0);
    }
  });
});

describe('the payload of a retained message', () => {
  it.each([
    ['once when it is stored', {}, 1],
    ['not at all where there is no room', { retained: 0 }, 0],
  ])('is copied %s', async (_, limits, times) => {
    const { port } = await forThisTest(startEmbeddedBroker({ host: '127.0.0.1', port: 0, limits }));
    const { connection } = await connected({ port });
    const sent = Buffer.alloc(12_345, 'x');
    const copies = vi.spyOn(Buffer, 'from');
    onTestFinished(() => copies.mockRestore());
    const copiesFor = async (retain: boolean): Promise<number> => {
      copies.mockClear();
      await connection.publish('a', sent, { qos: 1, retain });
      const { calls } = copies.mock;
      return calls.filter(([bytes]) => (bytes as Buffer | string).length === sent.length).length;
    };
    expect((await copiesFor(true)) - (await copiesFor(false))).toBe(times);
  });
});
