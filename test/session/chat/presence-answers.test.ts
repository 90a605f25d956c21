import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PresenceAnswers } from '../../../source/session/chat/presence-answers.ts';

let answered: string[];
let answers: PresenceAnswers;

beforeEach(() => {
  vi.useFakeTimers();
  answered = [];
  answers = new PresenceAnswers((room) => answered.push(room));
});
afterEach(() => {
  vi.useRealTimers();
});

/** Asks in a room of so many, so often a second, for so many seconds; returns how many answers come. */
const asking = (members: number, perSecond: number, seconds: number): number => {
  const before = answered.length;
  for (let times = 0; times < perSecond * seconds; times += 1) {
    answers.asked('chat', members);
    vi.advanceTimersByTime(1000 / perSecond);
  }
  return answered.length - before;
};

it('somebody who asks is answered once, within two seconds even in a large room', () => {
  answers.asked('chat', 3);
  answers.asked('ops', 1000);
  vi.advanceTimersByTime(60);
  expect(answered).toContain('chat');
  vi.advanceTimersByTime(1940);
  expect(answered.toSorted()).toEqual(['chat', 'ops']);
  vi.advanceTimersByTime(600_000);
  expect(answered).toHaveLength(2);
});

it('the answers of a large room do not come all at once', () => {
  const at = Array.from({ length: 200 }, () => {
    let came = 0;
    const begun = performance.now();
    const one = new PresenceAnswers(() => (came = performance.now() - begun));
    one.asked('chat', 200);
    vi.advanceTimersByTime(2000);
    return came;
  });
  const late = at.filter((time) => time > 1000).length;
  expect([late > 50, late < 150]).toEqual([true, true]);
});

it.each([
  [2, 11],
  [80, 11],
  [1000, 2],
])('however many ask in a room of %i, answers pause in between', (members, most) => {
  const many = asking(members, 100, 100);
  expect(many).toBeLessThanOrEqual(most);
  // Who asks during a pause is answered after it.
  expect(many).toBeGreaterThanOrEqual(most - 3);
});

it('who has left a room, or stopped, answers nobody', () => {
  answers.asked('chat', 2);
  answers.asked('ops', 2);
  answers.forget('chat');
  vi.advanceTimersByTime(2000);
  expect(answered).toEqual(['ops']);
  answers.asked('chat', 2);
  answers.stop();
  vi.advanceTimersByTime(60_000);
  expect([answered, vi.getTimerCount()]).toEqual([['ops'], 0]);
});
