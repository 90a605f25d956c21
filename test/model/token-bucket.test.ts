import { describe, expect, it } from 'vitest';
import { FloodBucket, TokenBucket } from '../../source/model/token-bucket.ts';

const limits = { burst: 100, perSecond: 10 };

const passing = (bucket: TokenBucket, times: readonly number[]): number =>
  times.filter((at) => bucket.take(at)).length;

const evenly = (count: number, from: number, every: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index * every);

describe('a token bucket', () => {
  it('lets a burst pass, and no more of it', () => {
    const bucket = new TokenBucket(limits);
    expect(passing(bucket, evenly(1000, 5000, 0))).toBe(100);
  });

  it('lets a steady flow pass for ever', () => {
    const bucket = new TokenBucket(limits);
    expect(passing(bucket, evenly(10_000, 0, 100))).toBe(10_000);
  });

  it('lets its rate pass however long a flood lasts', () => {
    const bucket = new TokenBucket(limits);
    passing(bucket, evenly(100_000, 0, 1));
    const passed = passing(bucket, evenly(10_000, 100_000, 1));
    expect([passed > 95, passed < 105]).toEqual([true, true]);
  });

  it('bears a clock that is set back', () => {
    const bucket = new TokenBucket(limits);
    passing(bucket, evenly(200, 3_600_000, 0));
    expect(passing(bucket, [0, 3000])).toBe(1);
  });
});

describe('a flood bucket', () => {
  it('stays shut while the flood goes on, and opens when it has calmed down', () => {
    const bucket = new FloodBucket(limits);
    expect(passing(bucket, evenly(10_000, 0, 1))).toBeLessThan(120);
    expect(passing(bucket, [10_100])).toBe(0);
    expect(passing(bucket, [13_000])).toBe(1);
  });

  it('bears a clock that is set back', () => {
    const bucket = new FloodBucket(limits);
    passing(bucket, evenly(200, 3_600_000, 0));
    expect(passing(bucket, [0, 3000])).toBe(1);
  });
});
