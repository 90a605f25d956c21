import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withTimeout } from '../../source/session/with-timeout.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether the waiting has ended. */
const waiting = (time: number, work: Promise<unknown>): { hasEnded: () => boolean } => {
  let hasEnded = false;
  void withTimeout(time, work).then(() => (hasEnded = true));
  return { hasEnded: () => hasEnded };
};

it('work is waited for as long as it takes, and no timer is left', async () => {
  const work = Promise.withResolvers<void>();
  const { hasEnded } = waiting(1000, work.promise);
  await vi.advanceTimersByTimeAsync(999);
  expect(hasEnded()).toBe(false);
  work.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(hasEnded()).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it('work that takes too long is not waited for', async () => {
  const { hasEnded } = waiting(1000, new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(999);
  expect(hasEnded()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(hasEnded()).toBe(true);
});
