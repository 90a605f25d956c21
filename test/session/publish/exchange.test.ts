import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Connection } from '../../../source/mqtt/connection.ts';
import type { ConnectionStatus } from '../../../source/mqtt/connection-options.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { Exchange } from '../../../source/session/publish/exchange.ts';
import type { OutgoingMessage } from '../../../source/session/publish/publish-form.ts';
import { aMessage } from '../../support/messages.ts';

const request: OutgoingMessage = {
  topic: 'cmd',
  payload: Buffer.from('how?'),
  qos: 1,
  retain: false,
  properties: { correlationData: Buffer.from('mine') },
};

const data = (text: string): Partial<Message> => ({
  properties: { correlationData: Buffer.from(text) },
});

const refused = (): Promise<never> => Promise.reject(new Error('not authorized'));

type Options = {
  readonly request?: OutgoingMessage;
  readonly publish?: () => Promise<void>;
  readonly subscribe?: () => Promise<0>;
};

/** An exchange that waits ten seconds, on a connection whose events a test makes up. */
const exchangeOf = ({
  request: asked = request,
  publish = async () => undefined,
  subscribe = async () => 0 as const,
}: Options = {}) => {
  vi.useFakeTimers({ now: 1_000_000 });
  onTestFinished(() => void vi.useRealTimers());
  const calls: string[] = [];
  const events: {
    onMessage: (message: Message) => void;
    onStatus: (status: ConnectionStatus) => void;
  } = { onMessage: () => undefined, onStatus: () => undefined };
  const connection = {
    open: () => calls.push('open'),
    close: async () => void calls.push('close'),
    subscribe: (filter: string, { qos }: { qos: number }) => {
      calls.push(`subscribe ${filter} ${qos}`);
      return subscribe();
    },
  } as unknown as Connection;
  const exchange = new Exchange(
    asked,
    { responseTopic: 're', within: 10_000 },
    {
      connect: (given) => Object.assign(events, given) && connection,
      publish: ({ topic }) => {
        calls.push(`publish ${topic}`);
        return publish();
      },
      clock: {
        changed: (part) => calls.push(`changed ${part}`),
        changedNow: (part) => calls.push(`now ${part}`),
      },
    },
  );
  exchange.start();
  const connected = async (): Promise<void> => {
    events.onStatus({ state: 'connected', protocolVersion: 5 });
    await vi.advanceTimersByTimeAsync(0);
  };
  return { exchange, calls, events, connected };
};

describe('an exchange', () => {
  it('subscribes, then asks, and is drawn every second until its time is up', async () => {
    const { exchange, calls, connected } = exchangeOf();
    expect([exchange.state, calls]).toEqual(['subscribing', ['open']]);
    // The time to connect is not taken from the time for answers.
    await vi.advanceTimersByTimeAsync(9000);
    await connected();
    expect([exchange.state, exchange.sentAt]).toEqual(['waiting', 1_009_000]);
    expect(calls).toEqual(['open', 'subscribe re 1', 'publish cmd']);
    await vi.advanceTimersByTimeAsync(9999);
    expect(exchange.state).toBe('waiting');
    expect(calls.filter((call) => call === 'changed work')).toHaveLength(9);
    await vi.advanceTimersByTimeAsync(1);
    expect([exchange.state, exchange.isStopped, exchange.problem]).toEqual([
      'over',
      false,
      undefined,
    ]);
    expect(calls.slice(-2)).toEqual(['close', 'now work']);
    const { length } = calls;
    await vi.advanceTimersByTimeAsync(60_000);
    exchange.stop();
    expect([exchange.isStopped, calls.length]).toEqual([false, length]);
  });

  it('asks once, however often it is connected', async () => {
    const { calls, connected } = exchangeOf();
    await connected();
    await connected();
    expect(calls.filter((call) => call.startsWith('publish'))).toEqual(['publish cmd']);
    expect(calls.filter((call) => call.startsWith('subscribe'))).toHaveLength(1);
  });

  it('fails without a connection in time, and publishes nothing', async () => {
    const { exchange, calls, events } = exchangeOf();
    events.onStatus({ state: 'connecting', attempt: 1 });
    // It tries again by itself.
    events.onStatus({ state: 'waiting', attempt: 2, retryAt: 0, problem: 'nobody there' });
    expect(exchange.state).toBe('subscribing');
    await vi.advanceTimersByTimeAsync(10_000);
    expect([exchange.state, exchange.problem]).toEqual([
      'failed',
      'There was no connection in time to receive the answer; nothing was published.',
    ]);
    expect(calls).toEqual(['open', 'close', 'now work']);
  });

  it('fails when the broker refuses it', () => {
    const { exchange, events } = exchangeOf();
    events.onStatus({ state: 'refused', problem: 'Who are you?', credentials: true });
    expect([exchange.state, exchange.problem]).toEqual(['failed', 'Who are you?']);
    events.onStatus({ state: 'refused', problem: 'again', credentials: true });
    expect(exchange.problem).toBe('Who are you?');
  });

  it('fails when the connection is lost while it waits: the subscription is gone', async () => {
    const { exchange, events, connected } = exchangeOf();
    await connected();
    events.onStatus({ state: 'connecting', attempt: 1 });
    expect(exchange.state).toBe('waiting');
    events.onStatus({ state: 'waiting', attempt: 2, retryAt: 0, problem: 'It is lost.' });
    expect([exchange.state, exchange.problem]).toEqual(['failed', 'It is lost.']);
  });

  it('fails where it may not subscribe, and publishes nothing', async () => {
    const { exchange, calls, connected } = exchangeOf({ subscribe: refused });
    await connected();
    expect([exchange.state, exchange.problem]).toEqual([
      'failed',
      'The response topic could not be subscribed to: not authorized',
    ]);
    expect(calls).not.toContain('publish cmd');
  });

  it('fails where it may not publish', async () => {
    const { exchange, connected } = exchangeOf({ publish: refused });
    await connected();
    expect([exchange.state, exchange.problem]).toEqual(['failed', 'not authorized']);
  });

  it('publishes nothing once it is stopped', async () => {
    const subscribed = Promise.withResolvers<0>();
    const { exchange, calls, connected } = exchangeOf({ subscribe: () => subscribed.promise });
    await connected();
    exchange.stop();
    expect([exchange.state, exchange.isStopped]).toEqual(['over', true]);
    subscribed.resolve(0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(calls).toEqual(['open', 'subscribe re 1', 'close', 'now work']);
  });

  it('can be stopped while it waits; what fails afterwards is not told', async () => {
    const published = Promise.withResolvers<void>();
    const { exchange, events, connected } = exchangeOf({ publish: () => published.promise });
    await connected();
    exchange.stop();
    published.reject(new Error('lost'));
    events.onMessage(aMessage('re', 'late', data('mine')));
    await vi.advanceTimersByTimeAsync(0);
    expect([exchange.state, exchange.isStopped, exchange.problem]).toEqual([
      'over',
      true,
      undefined,
    ]);
    expect(exchange.answers).toEqual([]);
  });

  it('keeps the answers with the time that they took', async () => {
    const { exchange, calls, events, connected } = exchangeOf();
    events.onMessage(aMessage('re', 'early', data('mine')));
    await connected();
    const drawn = calls.length;
    events.onMessage(aMessage('re', 'old', { ...data('mine'), retain: true }));
    events.onMessage(aMessage('re', 'stranger', data('other')));
    expect([exchange.answers.length, exchange.others]).toEqual([0, 1]);
    events.onMessage(aMessage('re', 'yes', { ...data('mine'), qos: 1, receivedAt: 1_000_250 }));
    events.onMessage(aMessage('re', 'bare', { receivedAt: 1_000_500 }));
    expect(exchange.answers).toMatchObject([
      {
        message: { topic: 're', payload: Buffer.from('yes'), size: 3, qos: 1, retain: false },
        took: 250,
        isUncertain: false,
      },
      { message: { payload: Buffer.from('bare') }, took: 500, isUncertain: true },
    ]);
    expect(exchange.answers[0]?.message.properties).toEqual(data('mine').properties);
    const sequences = exchange.answers.map(({ message }) => message.sequence);
    expect(new Set(sequences).size).toBe(2);
    // No message of the tree has a negative one.
    expect(sequences.every((sequence) => sequence < 0)).toBe(true);
    expect(calls.slice(drawn)).toEqual(['changed work', 'changed work']);
  });

  it('takes every answer where the request has no correlation data', async () => {
    const { properties: _, ...bare } = request;
    const { exchange, events, connected } = exchangeOf({ request: bare });
    await connected();
    events.onMessage(aMessage('re', 'with', data('any')));
    events.onMessage(aMessage('re', 'without'));
    expect(exchange.answers.map(({ isUncertain }) => isUncertain)).toEqual([false, false]);
    expect(exchange.others).toBe(0);
  });

  it('keeps twenty answers and the start of each, and counts the others', async () => {
    const { exchange, events, connected } = exchangeOf();
    await connected();
    const payload = Buffer.alloc(300_000, 'x');
    for (let answer = 0; answer < 23; answer += 1)
      events.onMessage(aMessage('re', payload, data('mine')));
    expect([exchange.answers.length, exchange.more]).toEqual([20, 3]);
    const [first] = exchange.answers;
    expect([first?.message.payload.length, first?.message.size]).toEqual([262_144, 300_000]);
    // The network may overwrite what it gave.
    payload.fill('y');
    expect(String(first?.message.payload.subarray(0, 3))).toBe('xxx');
  });
});
