import { beforeEach, describe, expect, it } from 'vitest';
import { MessageGaps } from '../../../source/session/chat/message-gaps.ts';

let gaps: MessageGaps;

beforeEach(() => {
  gaps = new MessageGaps();
});

const arrive = (...counters: readonly number[]): void => {
  for (const counter of counters) gaps.arrived('a', counter);
};

const reach = (...counters: readonly number[]): number[] =>
  counters.map((counter) => gaps.reach('a', counter));

describe('the gaps in a sender’s counter', () => {
  it('are what has not arrived, from the first message heard on', () => {
    arrive(5, 6, 9, 20);
    expect(reach(5, 6, 9, 20)).toEqual([0, 0, 2, 10]);
    expect(gaps.reach('nobody', 7)).toBe(0);
  });

  it('are not what has arrived and was not shown', () => {
    arrive(0, 1, 2, 4);
    expect(reach(0, 4)).toEqual([0, 1]);
  });

  it('are told of once, whatever arrives late', () => {
    arrive(0, 3);
    expect(reach(0, 3)).toEqual([0, 2]);
    arrive(1, 4);
    expect(reach(1, 4)).toEqual([0, 0]);
  });

  it('are forgotten where more waits than is remembered', () => {
    arrive(...Array.from({ length: 2500 }, (_, index) => index * 2));
    expect(reach(0, 4000, 4998)).toEqual([0, 0, 499]);
    arrive(5000);
    expect(reach(5000)).toEqual([1]);
  });
});
