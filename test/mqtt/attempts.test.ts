import { expect, it, vi } from 'vitest';
import { Attempts } from '../../source/mqtt/attempts.ts';

it('an attempt in between leaves the next one when it was due, and the wait as long', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const attempts = new Attempts();
  const wait = attempts.failed();
  expect(attempts.number).toBe(2);
  now.mockReturnValue(1200);
  attempts.early(1000 + wait);
  expect(attempts.failed()).toBe(wait - 200);
  expect(attempts.number).toBe(2);
  // The wait was over anyway.
  attempts.early(1100);
  expect(attempts.failed()).toBeGreaterThan(1000);
  expect(attempts.number).toBe(3);
});

it('a success forgets what was due', () => {
  const attempts = new Attempts();
  attempts.early(performance.now() + 100_000);
  attempts.succeeded();
  expect(attempts.failed()).toBeLessThanOrEqual(1000);
  expect(attempts.number).toBe(2);
});
