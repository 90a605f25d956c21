import { describe, expect, it, vi } from 'vitest';
import { presenceTopic } from '../../../source/chat/presence.ts';
import { Unanswered } from '../../../source/mqtt/request-errors.ts';
import { RetainedCollector } from '../../../source/session/retained/collect-retained.ts';
import { aMessage } from '../../support/messages.ts';
import { retainedBroker } from '../../support/retained-broker.ts';

const stored = (topic: string, payload = 'x') => aMessage(topic, payload, { retain: true });

const unanswered = (): Promise<never> => Promise.reject(new Unanswered('SUBSCRIBE'));

const never = new AbortController().signal;

/** What is collected of the messages that a broker sends when it is subscribed to. */
const collected = async (
  filters: readonly string[],
  messages: readonly ReturnType<typeof aMessage>[],
): Promise<readonly string[]> => {
  const broker = retainedBroker();
  const collector = new RetainedCollector(broker.connection);
  const collecting = collector.collect(filters, never);
  for (const message of messages) collector.record(message);
  return collecting;
};

describe('what is retained', () => {
  it('is found with its size, each topic once', async () => {
    const broker = retainedBroker();
    const collector = new RetainedCollector(broker.connection);
    const collecting = collector.collect(['#'], never);
    collector.record(stored('a', 'xxx'));
    collector.record(stored('a', 'xx'));
    collector.record(stored('b', 'x'));
    collector.record(stored('cleared', ''));
    collector.record(aMessage('live', 'x'));
    expect(collector.found).toBe(2);
    expect(await collecting).toEqual(['a', 'b']);
    expect(['a', 'b', 'none'].map((topic) => collector.sizeOf(topic))).toEqual([2, 1, 0]);
  });

  it('is asked for with each filter, at QoS 0, and no longer than needed', async () => {
    const broker = retainedBroker();
    await new RetainedCollector(broker.connection).collect(['a/#', 'b'], never);
    expect(broker.calls.slice(0, 2)).toEqual(['subscribe a/# 0', 'subscribe b 0']);
    expect(broker.calls.slice(-2)).toEqual(['unsubscribe a/#', 'unsubscribe b']);
    // What is asked for an answer between them nobody has subscribed to.
    expect(broker.calls.slice(2, -2)).toEqual([
      expect.stringMatching(/^unsubscribe mqtt-tui\/[\da-f]{16}$/),
    ]);
  });

  it('is waited for as long as more comes, whatever it is', async () => {
    const broker = retainedBroker();
    const collector = new RetainedCollector(broker.connection);
    // With its first answers the broker sends what was left out so far.
    const late = ['late', 'later'];
    broker.onUnsubscribe = () => {
      const topic = late.shift();
      if (topic !== undefined) collector.record(stored(topic));
    };
    expect(await collector.collect(['#'], never)).toEqual(['late', 'later']);
    expect(broker.calls).toHaveLength(1 + 3 + 1);
  });

  it('is forgotten when it is collected again', async () => {
    const collector = new RetainedCollector(retainedBroker().connection);
    const first = collector.collect(['#'], never);
    collector.record(stored('a'));
    expect(await first).toEqual(['a']);
    expect(await collector.collect(['#'], never)).toEqual([]);
    expect([collector.found, collector.sizeOf('a')]).toEqual([0, 0]);
  });

  it('is what has come so far when it is stopped', async () => {
    const broker = retainedBroker();
    const collector = new RetainedCollector(broker.connection);
    const stopping = new AbortController();
    const collecting = collector.collect(['#'], stopping.signal);
    collector.record(stored('a'));
    broker.onUnsubscribe = () => collector.record(stored('endless'));
    stopping.abort();
    expect(await collecting).toEqual(['a', 'endless']);
    expect(broker.calls.at(-1)).toBe('unsubscribe #');
  });

  it('is not presence in a room, unless a filter names it', async () => {
    const presence = presenceTopic('chat', 'alice');
    const messages = [stored('chat/x'), stored(presence)];
    expect(await collected(['#'], messages)).toEqual(['chat/x']);
    expect(await collected(['chat/#', 'site/#'], messages)).toEqual(['chat/x']);
    expect(await collected(['chat/#', 'chat/$presence/+'], messages)).toEqual(['chat/x', presence]);
    expect(await collected(['chat/$presence/#'], messages)).toEqual([presence]);
  });

  it('is what matches a filter, whatever else the broker sends', async () => {
    const messages = ['a/b', 'a', 'ab', 'c/1/d', '$SYS/version'].map((topic) => stored(topic));
    expect(await collected(['a/#'], messages)).toEqual(['a/b', 'a']);
    expect(await collected(['c/+/d', 'ab'], messages)).toEqual(['ab', 'c/1/d']);
  });

  it('is what has come, where the broker answers no UNSUBSCRIBE', async () => {
    const { connection } = retainedBroker();
    const unsubscribe = vi.fn<() => Promise<never>>(() =>
      Promise.reject(new Unanswered('UNSUBSCRIBE')),
    );
    const collector = new RetainedCollector({ ...connection, unsubscribe });
    const collecting = collector.collect(['#'], never);
    collector.record(stored('a'));
    expect(await collecting).toEqual(['a']);
    // Once for an answer, and then for what was subscribed to.
    expect(unsubscribe).toHaveBeenCalledTimes(2);
  });

  it('is unknown where the broker does not answer a SUBSCRIBE', async () => {
    const { connection } = retainedBroker();
    const collector = new RetainedCollector({ ...connection, subscribe: unanswered });
    await expect(collector.collect(['#'], never)).rejects.toMatchObject({
      sentence: 'The broker has not answered the SUBSCRIBE within 5 s.',
    });
  });
});
