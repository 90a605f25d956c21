import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { yieldToOthers } from '../../source/mqtt/yielding.ts';

let now = 0;
let handled = 0;
let client: MqttClient;

/** Hands one message over; says whether the next may come at once. */
const handle = (): boolean => {
  const before = handled;
  client.handleMessage({} as never, () => {
    handled += 1;
  });
  return handled > before;
};

beforeEach(() => {
  now = 1000;
  handled = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  client = {} as MqttClient;
  yieldToOthers(client);
});

afterEach(() => vi.restoreAllMocks());

describe('a client that yields', () => {
  it('handles what comes within a few milliseconds at a stretch', () => {
    expect(Array.from({ length: 10_000 }, handle)).not.toContain(false);
  });

  it('lets everything else go first when it has been busy for long, and then goes on', async () => {
    now += 1000;
    const atOnce = Array.from({ length: 10_000 }, handle).indexOf(false);
    // The rest of a real client's messages would have waited for that one.
    expect(atOnce).toBeGreaterThanOrEqual(0);
    expect(atOnce).toBeLessThan(100);
  });

  it('waits for one turn of the event loop, in which a key is read', async () => {
    now += 1000;
    let isHeldBack = false;
    const order: string[] = [];
    const others = new Promise<void>((resolve) => {
      setImmediate(() => {
        order.push('key');
        resolve();
      });
    });
    for (let count = 0; count < 100 && !isHeldBack; count += 1) {
      client.handleMessage({} as never, () => order.push('message'));
      isHeldBack = order.length === count;
    }
    expect(isHeldBack).toBe(true);
    const before = order.length;
    await others;
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    expect(order.slice(before)).toEqual(['key', 'message']);
    expect(Array.from({ length: 1000 }, handle)).not.toContain(false);
  });
});

it('pings at the pace that the broker has asked for while it is held back', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  let pings = 0;
  // The broker's Server Keep Alive (MQTT 5, 3.2.2.3.14) takes the place of the client's own.
  client = {
    connected: true,
    options: { keepalive: 60 },
    keepalive: 10,
    sendPing: () => (pings += 1),
    reschedulePing: () => undefined,
  } as unknown as MqttClient;
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  yieldToOthers(client, () => held);
  const isDone = new Promise<void>((resolve) => client.handleMessage({} as never, () => resolve()));
  vi.advanceTimersByTime(20_000);
  expect(pings).toBe(4);
  release();
  await isDone;
  vi.advanceTimersByTime(20_000);
  expect(pings).toBe(4);
});
