import { setImmediate as whenIdle } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTimeSlices } from '../../source/session/time-slicing.ts';

/** How often the work has yielded. */
const yields = vi.mocked(whenIdle);
vi.mock('node:timers/promises', () => ({
  setImmediate: vi.fn<() => Promise<void>>(async () => undefined),
}));

/** What the clock says, ms. */
let now: number;
beforeEach(() => {
  now = 100;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  yields.mockReset();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const always = (): boolean => true;

describe('work in slices', () => {
  it('is done in one go where it is quick', async () => {
    const done: number[] = [];
    expect(await inTimeSlices(4, always, (number) => void done.push(number))).toBe(true);
    expect(done).toEqual([0, 1, 2, 3]);
    expect(yields).not.toHaveBeenCalled();
  });

  it('yields after each 12 ms', async () => {
    const done: number[] = [];
    const act = (number: number): void => {
      now += 4;
      done.push(number);
    };
    expect(await inTimeSlices(7, always, act)).toBe(true);
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(yields).toHaveBeenCalledTimes(2);
  });

  it('waits for each piece that takes its time', async () => {
    const order: string[] = [];
    await inTimeSlices(2, always, async (number) => {
      order.push(`begin ${number}`);
      await Promise.resolve();
      order.push(`end ${number}`);
    });
    expect(order).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
  });

  it('ends after the piece in which it is stopped', async () => {
    let isStopped = false;
    const done: number[] = [];
    const act = (number: number): void => {
      done.push(number);
      isStopped = number === 1;
    };
    expect(await inTimeSlices(5, () => !isStopped, act)).toBe(false);
    expect(done).toEqual([0, 1]);
  });

  it('ends where it is stopped while it has yielded', async () => {
    let isStopped = false;
    yields.mockImplementation(async () => {
      isStopped = true;
    });
    const done: number[] = [];
    const act = (number: number): void => {
      now += 12;
      done.push(number);
    };
    expect(await inTimeSlices(5, () => !isStopped, act)).toBe(false);
    expect(done).toEqual([0]);
  });

  it('is done at once where there is none', async () => {
    expect(await inTimeSlices(0, always, () => undefined)).toBe(true);
  });
});
