import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Retries } from '../../source/session/retries.ts';

let tries: string[];
let retries: Retries;

const fail = (name: string): void =>
  retries.failed(name, () => {
    tries.push(name);
    fail(name);
  });

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  tries = [];
  retries = new Retries();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('what fails is tried again after 1 s, then half as long again each time, up to 30 s', () => {
  fail('a');
  const waits = [1000, 1500, 2250, 3375, 5063, 7594, 11_391, 17_086, 25_629, 30_000, 30_000];
  for (const [before, wait] of waits.entries()) {
    vi.advanceTimersByTime(wait - 1);
    expect(tries).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(tries).toHaveLength(before + 1);
  }
});

it('each is on its own, and starts over once it is forgotten', () => {
  fail('a');
  fail('b');
  vi.advanceTimersByTime(1000);
  expect(tries).toEqual(['a', 'b']);
  retries.forget('a');
  vi.advanceTimersByTime(1500);
  expect(tries).toEqual(['a', 'b', 'b']);
  fail('a');
  vi.advanceTimersByTime(1000);
  expect(tries).toEqual(['a', 'b', 'b', 'a']);
  retries.clear();
  vi.advanceTimersByTime(60_000);
  expect(tries).toHaveLength(4);
});
