import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordingIndex } from '../../source/model/recording-index.ts';

type Entry = {
  readonly time: number;
  readonly topic: string;
  readonly retain: boolean;
  readonly isEmpty: boolean;
};

const entries = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 500 }),
    topic: fc.constantFrom('a', 'b', 'c', 'd/e'),
    retain: fc.boolean(),
    isEmpty: fc.boolean(),
  }),
  { maxLength: 200 },
);

const indexOf = (all: readonly Entry[], topics = 100): RecordingIndex => {
  const index = new RecordingIndex({ messages: 1_000_000, topics });
  for (const [offset, entry] of all.entries()) index.add({ ...entry, offset });
  return index;
};

const ample = { most: 1_000_000, since: Infinity };

describe('the index of a recording', () => {
  it('finds how many messages had come at a time, where a clock set back stands still', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: -1, max: 501 }), (all, time) => {
        let latest = 0;
        const times = all.map((entry) => (latest = Math.max(latest, entry.time)));
        expect(indexOf(all).countUntil(time)).toBe(times.filter((each) => each <= time).length);
      }),
    );
  });

  it('wants the newest of each topic, in order, and counts the others', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 9 }), fc.nat(200), (all, history, until) => {
        const count = Math.min(until, all.length);
        const { messages, topics, cut } = indexOf(all).planFor(count, { ...ample, history });
        const seen = all.slice(0, count);
        const isKept = ({ topic }: Entry, at: number): boolean =>
          seen.slice(at + 1).filter((other) => other.topic === topic).length < history;
        const kept = seen.flatMap((entry, at) => (isKept(entry, at) ? at : []));
        expect([...messages]).toEqual(kept);
        expect(cut).toBe(0);
        const names = [...new Set(seen.map(({ topic }) => topic))];
        expect([...topics].toSorted((a, b) => a.topic.localeCompare(b.topic))).toEqual(
          names.toSorted().map((topic) => {
            const skipped = seen.filter((entry, at) => entry.topic === topic && !isKept(entry, at));
            const last = skipped.findLast(({ retain }) => retain);
            return {
              topic,
              skipped: skipped.length,
              isRetained: last !== undefined && !last.isEmpty,
            };
          }),
        );
      }),
    );
  });

  it('wants less of each topic where there would be too many, and tells how many less', () => {
    const all = Array.from({ length: 100 }, (_, time) => ({
      time,
      topic: `t${time % 10}`,
      retain: false,
      isEmpty: false,
    }));
    const plan = indexOf(all).planFor(100, { history: 10, most: 45, since: Infinity });
    expect([...plan.messages]).toEqual(Array.from({ length: 40 }, (_, at) => 60 + at));
    expect(plan.cut).toBe(60);
    // One of each is always plan.
    expect(indexOf(all).planFor(100, { ...ample, history: 10, most: 3 }).messages).toHaveLength(10);
  });

  it('wants all of the last moments, for the rates', () => {
    const all = Array.from({ length: 50 }, (_, time) => ({
      time,
      topic: 'a',
      retain: false,
      isEmpty: false,
    }));
    const { messages } = indexOf(all).planFor(50, { ...ample, history: 1, since: 45 });
    expect([...messages]).toEqual([45, 46, 47, 48, 49]);
  });

  it('is full at its limit', () => {
    const index = new RecordingIndex({ messages: 2, topics: 1 });
    for (const time of [1, 2]) {
      expect(index.isFull).toBe(false);
      index.add({ time, topic: `t${time}`, retain: false, isEmpty: false, offset: time });
    }
    expect([index.isFull, index.firstTime, index.lastTime, index.offsetAt(1)]).toEqual([
      true,
      1,
      2,
      2,
    ]);
  });
});
