import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptSubscriptions } from '../../source/command-line/script-subscriptions.ts';
import { ConnectionLost, Refused, Unanswered } from '../../source/mqtt/request-errors.ts';
import { type FakeConnection, fakeConnection } from '../support/fake-connection.ts';

let fake: FakeConnection;
let said: string[];

/** What becomes of the command that subscribes; `undefined`: it goes on. */
const connected = async (subscriptions: ScriptSubscriptions): Promise<number | undefined> => {
  const { connection } = fake;
  const end = await subscriptions.connected({ connection, say: (text) => said.push(text) });
  return end?.exitCode;
};

const refuse = (filter: string): void => {
  fake.answer = (asked) =>
    asked === filter || filter === 'all'
      ? Promise.reject(new Refused('unspecified error (128)'))
      : Promise.resolve();
};

beforeEach(() => {
  vi.useFakeTimers();
  fake = fakeConnection();
  said = [];
});
afterEach(() => void vi.useRealTimers());

describe('the topic filters of a script', () => {
  it('end it where all are refused at the start', async () => {
    refuse('all');
    expect(await connected(new ScriptSubscriptions(['a', 'b'], { qos: 0 }))).toBe(1);
    expect(said).toEqual([
      'The broker refused the topic filter a: unspecified error (128).',
      'The broker refused the topic filter b: unspecified error (128).',
    ]);
  });

  it('are tried again where some are refused, and that is said once', async () => {
    refuse('b');
    expect(await connected(new ScriptSubscriptions(['a', 'b'], { qos: 0 }))).toBeUndefined();
    await vi.advanceTimersByTimeAsync(3000);
    expect(fake.subscribed).toEqual(['a', 'b', 'b', 'b']);
    expect(said).toEqual(['The broker refused the topic filter b: unspecified error (128).']);
    refuse('none');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.subscribed).toEqual(['a', 'b', 'b', 'b', 'b']);
    expect(said.slice(1)).toEqual(['The broker grants the topic filter b now.']);
  });

  it('are tried again where the broker does not answer', async () => {
    fake.answer = () => Promise.reject(new Unanswered('SUBSCRIBE'));
    expect(await connected(new ScriptSubscriptions(['a'], { qos: 0 }))).toBeUndefined();
    expect(said).toEqual(['The broker did not answer the subscription to a. Trying again.']);
    refuse('none');
    await vi.advanceTimersByTimeAsync(1000);
    expect(fake.subscribed).toEqual(['a', 'a']);
  });

  it('that held once are not given up on the next connection', async () => {
    const subscriptions = new ScriptSubscriptions(['a'], { qos: 0 });
    expect(await connected(subscriptions)).toBeUndefined();
    refuse('all');
    expect(await connected(subscriptions)).toBeUndefined();
    fake.answer = () => Promise.reject(new ConnectionLost('lost'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.subscribed).toEqual(['a', 'a', 'a']);
    refuse('none');
    expect(await connected(subscriptions)).toBeUndefined();
    expect(said.at(-1)).toBe('The broker grants the topic filter a now.');
  });
});
