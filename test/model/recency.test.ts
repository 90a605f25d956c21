import { describe, expect, it } from 'vitest';
import { Recency } from '../../source/model/recency.ts';

describe('how recent a message is', () => {
  it('goes by how many had been recorded when', () => {
    const recency = new Recency();
    recency.note(1000, 5);
    recency.note(2000, 8);
    recency.note(3000, 8);
    expect([5, 6, 8, 9].map((number) => recency.isWithin(number, 2000, 3000))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect([8, 9].map((number) => recency.isWithin(number, 1000, 3000))).toEqual([false, true]);
    expect(recency.isWithin(1, 2001, 3000)).toBe(true);
    expect(recency.restsAt(5, 2000)).toBe(3000);
    expect(recency.restsAt(6, 2000)).toBe(4000);
    expect(recency.restsAt(9, 2000)).toBeUndefined();
  });

  it('takes what happens within 200 ms as one moment', () => {
    const recency = new Recency();
    recency.note(1000, 1);
    recency.note(1199, 2);
    recency.note(1200, 3);
    expect(recency.restsAt(2, 0)).toBe(1000);
    expect(recency.restsAt(3, 0)).toBe(1200);
  });

  it('forgets what is further back than ten seconds, but for the last before', () => {
    const recency = new Recency();
    for (let second = 0; second <= 20; second += 1) recency.note(second * 1000, second + 1);
    expect(recency.restsAt(1, 0)).toBe(10_000);
    expect(recency.isWithin(11, 10_000, 20_000)).toBe(false);
    expect(recency.isWithin(12, 10_000, 20_000)).toBe(true);
  });

  it('starts over when the clock was set back', () => {
    const recency = new Recency();
    recency.note(50_000, 5);
    recency.note(10_000, 6);
    expect(recency.restsAt(1, 0)).toBe(10_000);
    expect(recency.isWithin(1, 1000, 10_500)).toBe(true);
  });
});
