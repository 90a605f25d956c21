import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LoginDelays } from '../../source/mqtt/broker/login-delays.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Tries to log in and returns how long the answer takes, ms; `undefined` when it is refused at once. */
const attempt = (delays: LoginDelays, address: string, isRight = false): number | undefined => {
  const start = performance.now();
  let end: number | undefined;
  const isTaken = delays.wait(address, isRight, () => {
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

  it('answers a right one at once where nobody has failed, and within a second elsewhere', () => {
    const delays = new LoginDelays();
    expect(attempt(delays, '10.0.0.1', true)).toBe(0);
    for (let count = 0; count < 8; count += 1) attempt(delays, '10.0.0.1');
    expect(attempt(delays, '10.0.0.1', true)).toBe(1000);
    expect(attempt(delays, '10.0.0.2', true)).toBe(0);
  });

  it('lets eight of an address wait at a time', () => {
    const delays = new LoginDelays();
    const taken = Array.from({ length: 10 }, () => delays.wait('10.0.0.1', false, () => undefined));
    expect(taken.filter(Boolean)).toHaveLength(8);
    expect(delays.wait('10.0.0.1', true, () => undefined)).toBe(false);
    vi.advanceTimersByTime(40_000);
    expect(delays.wait('10.0.0.1', true, () => undefined)).toBe(true);
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
      delays.wait(`10.0.${count >> 8}.${count & 255}`, false, () => undefined);
    vi.advanceTimersByTime(40_000);
    expect(attempt(delays, '10.0.0.0')).toBe(250);
    expect(attempt(delays, '10.0.19.135')).toBe(500);
  });
});
