import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageStore } from '../../source/model/message-store.ts';
import { TopicHistories } from '../../source/model/topic-histories.ts';
import { TopicNode } from '../../source/model/topic-node.ts';
import type { MessageProperties } from '../../source/mqtt/message.ts';
import { aContent, aMessage } from '../support/messages.ts';
import { NaiveHistories } from '../support/naive-histories.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const kib = 1024;

const topics = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('hot/0', 'hot/1', 'hot/0/below') },
  { weight: 1, arbitrary: fc.constantFrom('quiet/0', 'quiet/1', 'quiet/2', 'quiet') },
);

const properties = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  fc.constantFrom<MessageProperties>(
    { subscriptionIdentifier: 7 },
    {
      contentType: 'text/plain',
      userProperties: [
        ['a', 'b'],
        ['a', 'c'],
      ],
    },
    { subscriptionIdentifier: [1, 2], correlationData: Buffer.from([0, 255, 7]) },
    { contentType: 'x'.repeat(10_000) },
  ),
);

const sizes = fc.oneof(
  { weight: 6, arbitrary: fc.nat(100) },
  { weight: 2, arbitrary: fc.nat(600) },
  fc.nat(3000),
  // Larger than a segment of the smaller memories, and than a payload may be.
  fc.constantFrom(2000, 3000, 12_000),
);

const bursts = fc.record({
  does: fc.constant('record' as const),
  // In turn: so that segments have messages of several topics.
  topics: fc.array(topics, { minLength: 1, maxLength: 5 }),
  size: sizes,
  times: fc.integer({ min: 1, max: 150 }),
  carried: fc.record({
    properties,
    qos: fc.constantFrom(0 as const, 1 as const, 2 as const),
    retain: fc.boolean(),
  }),
});

const steps = fc.oneof(
  { weight: 8, arbitrary: bursts },
  fc.record({
    does: fc.constant('open' as const),
    branch: fc.constantFrom('', 'hot', 'hot/0', 'quiet', 'quiet/1'),
  }),
  fc.record({ does: fc.constantFrom('close' as const, 'clear' as const) }),
);

/** Other bytes in every message. */
const payloadOf = (index: number, size: number): Buffer => Buffer.alloc(size, `${index};`);

describe('the histories of topics, and the logs of branches', () => {
  it('have what was recorded, whatever comes, is opened, closed and has to go', () => {
    const limits = fc.record({
      memory: fc.constantFrom(16, 20, 33, 64).map((size) => size * kib),
      history: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 11, max: 200 })),
      payload: fc.constantFrom(100, 2500, 65_536),
      topics: fc.constant(100),
    });
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40, size: 'max' }), limits, (script, bounds) => {
        const tree = treeOf([], bounds);
        const naive = new NaiveHistories(tree, bounds);
        let index = 0;
        for (const step of script) {
          if (step.does === 'open') naive.open(step.branch);
          if (step.does === 'close') naive.close();
          if (step.does === 'clear') naive.logs[0]?.clear();
          if (step.does === 'record')
            for (let left = step.times; left > 0; left -= 1, index += 1) {
              const topic = step.topics[index % step.topics.length] ?? '';
              const payload = payloadOf(index, step.size);
              naive.record(aMessage(topic, payload, { ...step.carried, receivedAt: index / 8 }));
            }
          naive.check();
        }
        while (naive.logs.length > 0) naive.close();
        naive.check();
        expect(tree.recorded).toBe(index);
      }),
      { numRuns: 60 },
    );
  });

  it('keep what quiet topics have said through a flood of many times the memory', () => {
    const floods = fc.record({
      size: fc.nat(120),
      quiet: fc.integer({ min: 1, max: 12 }),
      history: fc.integer({ min: 1, max: 20 }),
      every: fc.integer({ min: 1, max: 30 }),
      isLogOpen: fc.boolean(),
    });
    fc.assert(
      fc.property(floods, ({ size, quiet, history, every, isLogOpen }) => {
        const memory = 64 * kib;
        const tree = treeOf([], { memory, history });
        const naive = new NaiveHistories(tree, { memory, history, payload: 1000 });
        let said = 0;
        for (let index = 0; index < (memory / (size + 56)) * 8; index += 1) {
          naive.record(aMessage(`hot/${index % 3}`, payloadOf(index, size)));
          if (index % every !== 0 || said === quiet * Math.min(3, history)) continue;
          naive.record(aMessage(`quiet/${said % quiet}`, payloadOf(index, size)));
          said += 1;
          if (isLogOpen) naive.open('quiet');
        }
        expect(tree.histories.evicted).toBe(0);
        naive.check();
      }),
      { numRuns: 15 },
    );
  });
});

/** Histories without a tree: the memory is theirs alone. */
const histories = (history: number, memory: number) => {
  const store = new MessageStore({ memory, payload: 10_000 });
  const nodes = ['a', 'b'].map(
    (topic, identifier) => new TopicNode({ topic, parent: undefined, identifier }),
  );
  const kept = new TopicHistories(store, history, nodes);
  const [a, b] = nodes;
  if (a === undefined || b === undefined) throw new Error('there are two');
  const sequencesOf = (node: TopicNode): number[] => kept.of(node).map(({ sequence }) => sequence);
  return { store, kept, a, b, sequencesOf };
};

describe('TopicHistories', () => {
  it('lets the oldest go first, whichever topic it is of', () => {
    const { kept, a, b, sequencesOf } = histories(1000, 4 * kib);
    for (let index = 0; index < 200; index += 1)
      kept.add(index % 3 === 0 ? a : b, aContent('x'.repeat(100)));
    const all = [...sequencesOf(a), ...sequencesOf(b)].toSorted((one, other) => one - other);
    expect(all.length).toBeGreaterThan(10);
    expect(all).toEqual(Array.from(all, (_, index) => 200 - all.length + index + 1));
    expect(kept.evicted).toBe(200 - all.length);
    expect(kept.kept).toBe(all.length);
  });

  it('counts as evicted what had to go for memory, not what the history outgrew', () => {
    const { kept, a, sequencesOf } = histories(2, 1e6);
    for (let count = 0; count < 10; count += 1) kept.add(a, aContent('x'));
    expect(sequencesOf(a)).toEqual([9, 10]);
    expect(kept.evicted).toBe(0);
  });

  it('leaves the beginning of the last message when all of a topic had to go', () => {
    const { kept, a, b } = histories(1000, 4 * kib);
    kept.add(a, aContent('你好'.repeat(20), { qos: 1, properties: { contentType: 'x' } }));
    while (a.kept > 0) kept.add(b, aContent('x'.repeat(100)));
    const last = kept.last(a);
    expect(last).toMatchObject({ sequence: 1, size: 120, qos: 1, properties: undefined });
    expect(last?.payload.toString()).toBe('你好'.repeat(5));
    expect(kept.of(a)).toEqual([]);
    kept.add(a, aContent('back'));
    expect(kept.last(a)?.payload.toString()).toBe('back');
    expect(kept.of(a)).toHaveLength(1);
  });

  it('holds out for a long time', () => {
    const { store, kept, a, sequencesOf } = histories(50, 2 * kib);
    for (let count = 0; count < 30_000; count += 1) kept.add(a, aContent(''));
    const sequences = sequencesOf(a);
    expect(sequences.length).toBeGreaterThan(10);
    expect(sequences).toEqual(Array.from(sequences, (_, at) => 30_001 - sequences.length + at));
    expect(store.bytes).toBeLessThanOrEqual(2 * kib);
  });

  it('goes on when the number of a topic passes what a record has room for', () => {
    fc.assert(
      fc.property(fc.integer({ min: -120, max: 5 }), fc.nat(19), (before, history) => {
        const memory = 16 * kib;
        const limits = { memory, history: history + 1, payload: 1000 };
        const tree = treeOf(['a/below'], limits);
        const node = nodeOf(tree, 'a');
        node.messages = 2 ** 32 + before;
        for (let count = 1; count <= 100; count += 1) {
          tree.record(aMessage('a', payloadOf(count, 60)));
          // Others, of which little is kept: what is between them has to move.
          for (let other = 0; other < 6; other += 1) tree.record(aMessage('hot', payloadOf(0, 60)));
          const kept = tree.histories.of(node).map(({ payload }) => payload.toString());
          const length = Math.min(count, history + 1);
          expect(kept).toEqual(
            Array.from({ length }, (_, at) => payloadOf(count - length + at + 1, 60).toString()),
          );
        }
        expect(node.messages).toBe(2 ** 32 + before + 100);
        expect(tree.histories.evicted).toBe(0);
        // As large as the memory: now they have to go.
        for (let count = 0; count < 40; count += 1)
          tree.record(aMessage(`other/${count}`, payloadOf(count, 900)));
        expect(tree.histories.of(node)).toHaveLength(node.kept);
        expect(tree.histories.last(node)?.payload.toString().slice(0, 32)).toBe(
          payloadOf(100, 32).toString(),
        );
        expect(tree.histories.evicted).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });
});
