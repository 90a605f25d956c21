import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LoginDelays } from '../../source/mqtt/broker/login-delays.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Fails to log in and returns how long the answer takes, ms; `undefined` when it is refused at once. */
const attempt = (delays: LoginDelays, address: string): number | undefined => {
  const start = performance.now();
  let end: number | undefined;
  const isTaken = delays.wait(address, () => {
    end = performance.now();
  });
  vi.advanceTimersByTime(40_000);
  return isTaken && end !== undefined ? end - start : undefined;
};

describe('LoginDelays', () => {
  it('makes each wrong login of an address wait twice as long, to half a minute', () => {
    const delays = new LoginDelays();
    const waits = Array.from({ length: 9 }, () => attempt(delays, '10.0.0.1'));
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('lets eight of an address wait at a time', () => {
    const delays = new LoginDelays();
    const taken = Array.from({ length: 10 }, () => delays.wait('10.0.0.1', () => undefined));
    expect(taken.filter(Boolean)).toHaveLength(8);
    expect(delays.wait('10.0.0.1', () => undefined)).toBe(false);
    vi.advanceTimersByTime(40_000);
    expect(delays.wait('10.0.0.1', () => undefined)).toBe(true);
  });

  it('forgets after ten quiet minutes', () => {
    const delays = new LoginDelays();
    for (let count = 0; count < 5; count += 1) attempt(delays, '10.0.0.1');
    vi.advanceTimersByTime(11 * 60_000);
    expect(attempt(delays, '10.0.0.1')).toBe(250);
  });

  it.each([
    ['2001:db8::1', '2001:db8::ffff:2', 500],
    ['2001:db8:0:1::1', '2001:db8:0:2::1', 250],
    ['::ffff:10.0.0.1', '10.0.0.1', 500],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.2', 250],
  ])('%s and %s: the second waits %i ms', (first, second, expected) => {
    const delays = new LoginDelays();
    attempt(delays, first);
    expect(attempt(delays, second)).toBe(expected);
  });

  it('remembers some thousand addresses, not all', () => {
    const delays = new LoginDelays();
    for (let count = 0; count < 5000; count += 1)
      delays.wait(`10.0.${count >> 8}.${count & 255}`, () => undefined);
    vi.advanceTimersByTime(40_000);
    expect(attempt(delays, '10.0.0.0')).toBe(250);
    expect(attempt(delays, '10.0.19.135')).toBe(500);
  });
});
