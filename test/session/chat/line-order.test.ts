import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LineOrder } from '../../../source/session/chat/line-order.ts';

describe('the order of lines', () => {
  let order: LineOrder;
  let shown: number[];
  const take = (...numbers: number[]): void => {
    for (const number of numbers) order.take('s', number, () => shown.push(number));
  };
  beforeEach(() => {
    vi.useFakeTimers();
    order = new LineOrder();
    shown = [];
  });
  afterEach(() => {
    order.stop();
    vi.useRealTimers();
  });

  it('is as they come while the connection stands, whatever their numbers are', () => {
    take(7, 9, 8, 9);
    expect(shown).toEqual([7, 9, 8, 9]);
    expect(order.missingAfter('s')).toBeUndefined();
  });

  it('is that of their numbers after a break, when those who were missing come', () => {
    take(1, 2);
    order.expectGaps();
    expect(order.missingAfter('s')).toBe(2);
    take(5, 6);
    expect(shown).toEqual([1, 2]);
    take(3, 4);
    expect(shown).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('does not wait for numbers that the speaker says there are not', () => {
    take(1);
    order.expectGaps();
    take(6, 5);
    order.resent('s', 2, false);
    expect(shown).toEqual([1]);
    order.resent('s', 4, true);
    expect(shown).toEqual([1, 5, 6]);
    expect(order.missingAfter('s')).toBeUndefined();
  });

  it('waits ten seconds at most, and anew after another break', () => {
    take(1);
    order.expectGaps();
    take(3);
    vi.advanceTimersByTime(9000);
    order.expectGaps();
    vi.advanceTimersByTime(9000);
    expect(shown).toEqual([1]);
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([1, 3]);
  });

  it('asks one who was here before the break and had not said anything, and nobody who is new', () => {
    expect(order.missingAfter('silent')).toBeUndefined();
    order.expectGaps();
    expect(order.missingAfter('silent')).toBe(0);
    expect(order.missingAfter('new')).toBeUndefined();
  });

  it('holds no more than a thousand lines back', () => {
    order.expectGaps();
    take(1);
    order.expectGaps();
    take(...Array.from({ length: 1000 }, (_, index) => index + 3));
    expect(shown).toEqual([1]);
    take(1003);
    expect(shown).toHaveLength(1002);
  });
});
