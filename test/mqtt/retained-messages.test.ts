import { describe, expect, it } from 'vitest';
import { RetainedMessages } from '../../source/mqtt/broker/retained-messages.ts';

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
