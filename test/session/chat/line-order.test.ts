import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LineOrder } from '../../../source/session/chat/line-order.ts';

const proven = (number: number): Parameters<LineOrder['take']>[1] => ({ number, isProven: true });

describe('the order of lines', () => {
  let order: LineOrder;
  let shown: number[];
  const take = (...numbers: number[]): void => {
    for (const number of numbers) order.take('s', proven(number), () => shown.push(number));
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

  it('is that of their numbers while the connection stands, too, where one comes a moment late', () => {
    take(7, 9);
    expect(shown).toEqual([7]);
    take(8, 9);
    expect(shown).toEqual([7, 8, 9, 9]);
    take(11);
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([7, 8, 9, 9, 11]);
    take(10);
    expect(shown).toEqual([7, 8, 9, 9, 11, 10]);
    expect(order.missingAfter('s')).toBeUndefined();
  });

  it('is as they come of one who has proven no number', () => {
    for (const number of [7, 9, 8])
      order.take('s', { number, isProven: false }, () => shown.push(number));
    expect(shown).toEqual([7, 9, 8]);
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
    order.present('s');
    vi.advanceTimersByTime(9000);
    order.present('s');
    expect(shown).toEqual([1]);
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([1, 3]);
  });

  it('waits for a minute for a speaker who is not back, and ten seconds once they are', () => {
    const held = (back: () => void): void => {
      order.expectGaps();
      vi.advanceTimersByTime(59_999);
      expect(shown).toEqual([1]);
      back();
      vi.advanceTimersByTime(9999);
      expect(shown).toEqual([1]);
    };
    take(1);
    order.expectGaps();
    take(3);
    held(() => order.present('s'));
    // They may have no presence here, but speak.
    held(() => take(5));
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([1, 3, 5]);
    order.expectGaps();
    take(7);
    order.expectGaps();
    vi.advanceTimersByTime(60_000);
    expect(shown).toEqual([1, 3, 5, 7]);
  });

  it('waits for a minute without a connection, over which nothing could come', () => {
    take(1);
    order.expectGaps();
    take(3);
    vi.advanceTimersByTime(9000);
    order.lost();
    vi.advanceTimersByTime(59_000);
    expect(shown).toEqual([1]);
    order.expectGaps();
    vi.advanceTimersByTime(9000);
    take(2);
    expect(shown).toEqual([1, 2, 3]);
    order.lost();
    // It was still being verified when the connection was lost.
    take(5);
    vi.advanceTimersByTime(59_000);
    expect(shown).toEqual([1, 2, 3]);
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([1, 2, 3, 5]);
  });

  it('still asks for what is missing once it has waited long enough, until that has come', () => {
    const late: number[] = [];
    take(1);
    order.expectGaps();
    take(4);
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1, 4]);
    take(5);
    expect(order.missingAfter('s')).toBe(1);
    for (const number of [2, 3])
      order.take('s', proven(number), (isLate) => {
        if (isLate) late.push(number);
      });
    expect(late).toEqual([2, 3]);
    order.resent('s', 3, false);
    expect(order.missingAfter('s')).toBe(3);
    order.resent('s', 5, true);
    expect(order.missingAfter('s')).toBeUndefined();
    order.expectGaps();
    expect(order.missingAfter('s')).toBe(5);
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

  it('asks again after each break until the speaker has answered', () => {
    take(1, 2);
    for (let round = 0; round < 2; round += 1) {
      order.expectGaps();
      expect(order.missingAfter('s')).toBe(2);
      order.resent('s', 2, false);
      expect(order.missingAfter('s')).toBe(2);
      order.resent('s', 2, true);
      expect(order.missingAfter('s')).toBeUndefined();
    }
  });

  it('does not wait for what was resent, and never goes back', () => {
    take(1);
    order.expectGaps();
    take(7, 4, 5, 3);
    expect(shown).toEqual([1]);
    order.resent('s', 2, false);
    expect(shown).toEqual([1, 3, 4, 5]);
    order.resent('s', 1, false);
    expect(order.missingAfter('s')).toBe(5);
    take(2);
    expect(order.missingAfter('s')).toBe(5);
    order.resent('s', 7, false);
    expect(shown).toEqual([1, 3, 4, 5, 2, 7]);
    expect(order.missingAfter('s')).toBe(7);
  });

  it('shows what was resent in the order of the numbers, also beyond nine', () => {
    take(1);
    order.expectGaps();
    take(11, 9, 10);
    order.resent('s', 11, false);
    expect(shown).toEqual([1, 9, 10, 11]);
  });

  it('waits from the first line that is early, not from the last', () => {
    take(1);
    order.expectGaps();
    take(3);
    vi.advanceTimersByTime(6000);
    take(5);
    vi.advanceTimersByTime(3999);
    expect(shown).toEqual([1]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([1, 3, 5]);
    // Those that were missing are still missing.
    expect(order.missingAfter('s')).toBe(1);
    take(7);
    vi.advanceTimersByTime(9999);
    expect(shown).toEqual([1, 3, 5]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([1, 3, 5, 7]);
  });

  it('waits ten seconds for each gap', () => {
    take(1);
    order.expectGaps();
    take(3);
    vi.advanceTimersByTime(6000);
    take(2);
    order.expectGaps();
    expect(vi.getTimerCount()).toBe(0);
    take(5);
    vi.advanceTimersByTime(9999);
    expect(shown).toEqual([1, 2, 3]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([1, 2, 3, 5]);
  });

  it('of one speaker has nothing to do with that of another', () => {
    take(1);
    order.take('other', proven(1), () => shown.push(101));
    order.expectGaps();
    take(3);
    order.take('other', proven(2), () => shown.push(102));
    order.resent('other', 9, true);
    expect(shown).toEqual([1, 101, 102]);
  });

  it('holds a thousand back of all speakers together', () => {
    order.take('other', proven(1), () => undefined);
    take(1);
    order.expectGaps();
    for (let number = 3; number < 503; number += 1)
      order.take('other', proven(number), () => shown.push(-number));
    take(...Array.from({ length: 500 }, (_, index) => index + 3));
    expect(shown).toEqual([1]);
    take(503);
    expect(shown).toHaveLength(502);
    expect(Math.min(...shown)).toBe(1);
  });

  it('is forgotten first of those who have said nothing, then of those who have proven nothing', () => {
    const claim = (session: string, number: number): void =>
      order.take(session, { number, isProven: false }, () => shown.push(-number));
    take(1);
    claim('stranger', 1);
    order.expectGaps();
    take(3);
    claim('stranger', 3);
    for (let index = 0; index < 3000; index += 1) order.missingAfter(`silent ${index}`);
    expect(shown).toEqual([1, -1]);
    for (let index = 0; index < 3000; index += 1) claim(`loud ${index}`, 1);
    // What waited of a speaker that is forgotten is shown.
    expect(shown.slice(2, 3)).toEqual([-1]);
    expect(shown).toContain(-3);
    expect(shown).not.toContain(3);
    expect(order.missingAfter('s')).toBe(1);
  });

  it('is forgotten of the one who spoke longest ago where all have proven theirs', () => {
    take(1);
    order.expectGaps();
    take(3);
    for (let index = 1; index < 2000; index += 1)
      order.take(`s${index}`, proven(1), () => undefined);
    expect(shown).toEqual([1]);
    order.take('one more', proven(1), () => undefined);
    expect(shown).toEqual([1, 3]);
    expect(vi.getTimerCount()).toBe(0);
    expect(order.missingAfter('s')).toBeUndefined();
  });

  it('tells those that come after a later one, and shows both of one number', () => {
    const late: boolean[] = [];
    for (const number of [1, 3, 2, 4]) {
      order.take('s', proven(number), (is) => late.push(is));
      vi.advanceTimersByTime(1000);
    }
    expect(late).toEqual([false, false, true, false]);
    order.expectGaps();
    for (const name of [101, 102]) order.take('s', proven(9), () => shown.push(name));
    order.resent('s', 9, true);
    expect(shown).toEqual([101, 102]);
  });

  it('is over at the end, with what waits', () => {
    take(1);
    order.expectGaps();
    take(3);
    order.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(order.missingAfter('s')).toBeUndefined();
    expect(shown).toEqual([1]);
  });

  it('believes no number that is far ahead and not proven, so that all before it is asked for', () => {
    const claim = (number: number): void =>
      order.take('s', { number, isProven: false }, () => shown.push(number));
    for (const number of [1, 1002, 1003, 2005, 99_999]) claim(number);
    expect(shown).toEqual([1, 1002, 1003, 2005, 99_999]);
    order.expectGaps();
    expect(order.missingAfter('s')).toBe(1003);
    claim(99_999);
    take(99_999);
    expect(shown).toEqual([1, 1002, 1003, 2005, 99_999, 99_999]);
  });
});
