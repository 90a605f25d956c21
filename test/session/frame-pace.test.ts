import { describe, expect, it } from 'vitest';
import { FramePace } from '../../source/session/frame-pace.ts';

describe('the time from one frame to the next', () => {
  it('is a tenth of a second for five seconds after a key, then a quarter', () => {
    const pace = new FramePace(10);
    expect(pace.intervalAt(0, 1)).toBe(250);
    pace.attended(1000);
    expect([1000, 5999, 6000].map((at) => pace.intervalAt(at, 1))).toEqual([100, 100, 250]);
  });

  it('is a second while nobody looks, whatever was pressed', () => {
    const pace = new FramePace(20);
    pace.attended(0);
    pace.hasFocus = false;
    expect(pace.intervalAt(1, 1)).toBe(1000);
    pace.hasFocus = true;
    expect(pace.intervalAt(1, 1)).toBe(50);
  });

  it('grows with what drawing costs, to a bound', () => {
    const pace = new FramePace(10);
    expect([6, 7, 20, 25, 100].map((cost) => pace.intervalAt(0, cost))).toEqual([
      250, 280, 800, 1000, 1000,
    ]);
    pace.attended(0);
    expect([10, 11, 20, 25, 100].map((cost) => pace.intervalAt(0, cost))).toEqual([
      100, 110, 200, 250, 250,
    ]);
  });

  it('is no shorter than what was asked for', () => {
    const pace = new FramePace(2);
    pace.attended(0);
    expect([pace.intervalAt(0, 1), pace.intervalAt(9000, 1)]).toEqual([500, 500]);
  });
});
