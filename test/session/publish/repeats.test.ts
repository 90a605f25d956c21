import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ConnectionLost, Refused } from '../../../source/mqtt/request-errors.ts';
import type { OutgoingMessage } from '../../../source/session/publish/publish-form.ts';
import {
  type RepeatedPublish,
  Repeats,
  repeatTime,
} from '../../../source/session/publish/repeats.ts';

const message = (payload = 'n={{n}}', topic = 'beat'): OutgoingMessage => ({
  topic,
  payload: Buffer.from(payload),
  qos: 1,
  retain: true,
});

const started = (repeat: RepeatedPublish | string): RepeatedPublish => {
  if (typeof repeat === 'string') throw new Error(repeat);
  return repeat;
};

/** Repeats whose messages a test lets pass or fail; `answers` has one for each, or else it passes. */
const repeatsOf = (answers: (Error | Promise<void> | undefined)[] = []) => {
  vi.useFakeTimers({ now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  const sent: OutgoingMessage[] = [];
  const givenUp: string[] = [];
  const drawn: string[] = [];
  const broker = { isConnected: true };
  const repeats = new Repeats({
    publish: async (each) => {
      sent.push(each);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      await answer;
    },
    isConnected: () => broker.isConnected,
    clock: {
      changed: (...parts) => drawn.push(`changed ${parts.join(' ')}`),
      changedNow: (...parts) => drawn.push(`now ${parts.join(' ')}`),
    },
    onGivenUp: ({ id }, problem) => givenUp.push(`${id}: ${problem}`),
  });
  return { repeats, sent, givenUp, drawn, broker };
};

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const payloads = (sent: readonly OutgoingMessage[]): string[] =>
  sent.map(({ payload }) => payload.toString());

describe('a repeated message', () => {
  it('goes out at once and at every interval, with its QoS, RETAIN and placeholders', async () => {
    const { repeats, sent, drawn } = repeatsOf();
    const repeat = started(repeats.start(message('{{n}} {{now}}'), 1000, true));
    expect(drawn[0]).toBe('now work connection');
    await pass(0);
    expect([repeat.sent, sent.length]).toEqual([1, 1]);
    expect(drawn).toEqual(['now work connection', 'changed work']);
    await pass(999);
    expect(sent).toHaveLength(1);
    await pass(1);
    expect(sent[0]).toMatchObject({ topic: 'beat', qos: 1, retain: true });
    expect(payloads(sent)).toEqual(['1 1970-01-01T00:00:00.000Z', '2 1970-01-01T00:00:01.000Z']);
    expect(repeat).toMatchObject({ id: 1, every: 1000, sent: 2, missed: 0, problem: undefined });
  });

  it('that is no text stays as it is', async () => {
    const { repeats, sent } = repeatsOf();
    repeats.start(message(), 1000, false);
    await pass(0);
    expect(payloads(sent)).toEqual(['n={{n}}']);
  });

  it('is left out while there is no connection, or the one before is on its way', async () => {
    const slow = Promise.withResolvers<void>();
    const { repeats, sent, drawn, broker } = repeatsOf([slow.promise]);
    const repeat = started(repeats.start(message(), 1000, true));
    await pass(2000);
    expect([sent.length, repeat.sent, repeat.missed]).toEqual([1, 0, 2]);
    expect(drawn.at(-1)).toBe('changed work');
    slow.resolve();
    await pass(0);
    broker.isConnected = false;
    await pass(1000);
    expect([sent.length, repeat.sent, repeat.missed]).toEqual([1, 1, 3]);
    broker.isConnected = true;
    await pass(1000);
    // It counts what went out.
    expect(payloads(sent)).toEqual(['n=1', 'n=2']);
  });

  it('goes on after a loss, and tells of it until the next one has gone', async () => {
    const { repeats, givenUp } = repeatsOf([new ConnectionLost('lost')]);
    const repeat = started(repeats.start(message(), 1000, true));
    await pass(0);
    expect(repeat).toMatchObject({ sent: 0, missed: 1, problem: 'lost' });
    await pass(1000);
    expect(repeat).toMatchObject({ sent: 1, missed: 1, problem: undefined });
    expect([repeats.count, givenUp]).toEqual([1, []]);
  });

  it('goes on after any failure that leaves it without a connection', async () => {
    const gone = Promise.withResolvers<void>();
    const { repeats, broker, givenUp } = repeatsOf([gone.promise]);
    const repeat = started(repeats.start(message(), 1000, true));
    broker.isConnected = false;
    gone.reject(new Error('closed'));
    await pass(0);
    expect(repeat).toMatchObject({ missed: 1, problem: 'closed' });
    expect([repeats.count, givenUp]).toEqual([1, []]);
  });

  it('is given up when it is refused from the start', async () => {
    const { repeats, sent, givenUp } = repeatsOf([new Refused('not authorized')]);
    const repeat = started(repeats.start(message(), 1000, true));
    await pass(5000);
    expect(givenUp).toEqual(['1: not authorized']);
    expect(repeat).toMatchObject({ missed: 0, problem: 'not authorized' });
    expect([repeats.count, sent.length]).toEqual([0, 1]);
  });

  it('goes on when it is refused later, but not after other failures', async () => {
    const { repeats, givenUp } = repeatsOf([
      undefined,
      new Refused('quota'),
      new Error('too long'),
    ]);
    const repeat = started(repeats.start(message(), 1000, true));
    await pass(1000);
    expect(repeat).toMatchObject({ sent: 1, missed: 1, problem: 'quota' });
    expect(givenUp).toEqual([]);
    await pass(1000);
    expect(givenUp).toEqual(['1: too long']);
  });

  it('that is stopped meanwhile is not given up as well', async () => {
    const slow = Promise.withResolvers<void>();
    const { repeats, givenUp } = repeatsOf([slow.promise]);
    repeats.start(message(), 1000, true);
    expect(repeats.stop(1)).toBe(true);
    slow.reject(new Error('too long'));
    await pass(0);
    expect(givenUp).toEqual([]);
  });
});

describe('repeated messages', () => {
  it('are stopped one by one, by numbers that are not used again', async () => {
    const { repeats, sent, drawn } = repeatsOf();
    for (const topic of ['a', 'b', 'c']) repeats.start(message('x', topic), 1000, true);
    await pass(0);
    drawn.length = 0;
    expect(repeats.stop(2)).toBe(true);
    expect(drawn).toEqual(['now work connection']);
    expect(repeats.stop(2)).toBe(false);
    expect(repeats.stop(7)).toBe(false);
    expect(repeats.list.map(({ id }) => id)).toEqual([1, 3]);
    expect(started(repeats.start(message('x', 'd'), 1000, true)).id).toBe(4);
    await pass(1000);
    expect(sent.map(({ topic }) => topic)).toEqual(['a', 'b', 'c', 'd', 'a', 'c', 'd']);
    expect(repeats.stopAll()).toBe(3);
    expect([repeats.count, repeats.list, repeats.stopAll()]).toEqual([0, [], 0]);
    await pass(5000);
    expect(sent).toHaveLength(7);
  });

  it('are twenty at most', () => {
    const { repeats } = repeatsOf();
    for (let number = 1; number <= 20; number += 1)
      expect(started(repeats.start(message(), 1000, true)).id).toBe(number);
    expect(repeats.start(message(), 1000, true)).toBe(
      '20 messages are already being repeated: stop one with /stop NUMBER.',
    );
    repeats.stop(5);
    expect(repeats.start(message(), 1000, true)).toMatchObject({ id: 21 });
  });
});

describe('an interval', () => {
  it.each(['5x', 'x5', '1.', '.5', '1.5.5', '86400.001', '0.0994'])(
    'is not read from %j',
    (text) => {
      expect(repeatTime(text)).toBe(
        'A message is repeated every 0.1 to 86400 seconds; leave it empty to publish once.',
      );
    },
  );

  it.each([
    ['1.25', 1250],
    ['12', 12_000],
    ['   ', undefined],
    ['0.0995', 100],
  ])('is read from %j', (text, time) => {
    expect(repeatTime(text)).toBe(time);
  });
});
