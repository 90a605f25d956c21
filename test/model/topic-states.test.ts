import { describe, expect, it } from 'vitest';
import { Recency } from '../../source/model/recency.ts';
import { onlineState } from '../../source/model/online-state.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

describe('how new a message is', () => {
  it('is told by how many there had been so long ago', () => {
    const recency = new Recency();
    for (const [at, recorded] of [
      [1000, 5],
      [4000, 6],
      [5000, 8],
    ] as const)
      recency.note(at, recorded);
    expect(recency.isWithin(5, 2000, 5000)).toBe(false);
    expect(recency.isWithin(6, 2000, 5000)).toBe(true);
    expect(recency.isWithin(6, 2000, 6000)).toBe(false);
    expect(recency.isWithin(8, 2000, 6000)).toBe(true);
    expect(recency.isWithin(8, 2000, 7000)).toBe(false);
    expect(recency.isWithin(8, 10_000, 7000)).toBe(true);
  });

  it('is old from when it says, and not before', () => {
    const recency = new Recency();
    recency.note(1000, 5);
    recency.note(4000, 8);
    expect(recency.restsAt(7, 2000)).toBe(6000);
    expect(recency.isWithin(7, 2000, 5999)).toBe(true);
    expect(recency.isWithin(7, 2000, 6000)).toBe(false);
    expect(recency.restsAt(9, 2000)).toBeUndefined();
  });

  it('is known however often it was looked at, and after the clock was set back', () => {
    const recency = new Recency();
    for (let at = 0; at < 100_000; at += 33) recency.note(at, at / 33);
    expect(recency.isWithin(2700, 10_000, 99_990)).toBe(false);
    expect(recency.isWithin(2800, 10_000, 99_990)).toBe(true);
    recency.note(500, 4000);
    expect(recency.isWithin(4000, 2000, 3000)).toBe(false);
    expect(recency.isWithin(4001, 2000, 3000)).toBe(true);
  });
});

describe('a topic', () => {
  it.each([
    ['LWT', 'Online', 'online'],
    ['LWT', 'Offline', 'offline'],
    ['availability', '{"state":"offline"}', 'offline'],
    ['STATE', '{"online":true,"timestamp":1}', 'online'],
    ['$state', 'lost', 'offline'],
    ['$state', 'sleeping', 'asleep'],
    ['status', 'dead', 'offline'],
    ['status', 'warm', undefined],
    ['temperature', 'online', undefined],
  ])('of a will or birth message is known by name and word: %s %s', (level, text, state) => {
    expect(onlineState(level, text)).toBe(state);
  });
});
