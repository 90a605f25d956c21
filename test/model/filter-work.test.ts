import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TopicNode } from '../../source/model/topic-node.ts';
import type { TopicTest } from '../../source/model/topic-test.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { treeOf } from '../support/topic-trees.ts';

const everything = Number.MAX_SAFE_INTEGER;

/** Whether what was said last on a topic is this; nothing has been said on a branch. */
const said =
  (wanted: string) =>
  (tree: TopicTree): TopicTest => ({
    followsMessages: true,
    readsPayloads: true,
    passes: (node) => tree.last(node)?.payload.toString() === wanted,
  });

const named = (word: string) => (): TopicTest => ({ passes: ({ topic }) => topic.includes(word) });

const tests = fc.constantFrom(said('1'), said('2'), named('a'), named('b/'));

const topics = fc
  .array(fc.constantFrom('a', 'b', '2'), { minLength: 1, maxLength: 3 })
  .map((levels) => levels.join('/'));

const steps = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('record' as const),
      topic: topics,
      payload: fc.constantFrom('1', '2', ''),
    }),
  },
  fc.record({
    does: fc.constant('filter' as const),
    wants: fc.array(tests, { maxLength: 2 }),
    hides: fc.array(tests, { maxLength: 2 }),
  }),
  fc.record({ does: fc.constant('open' as const), at: fc.nat(), isOpen: fc.boolean() }),
);

/** The rows, and how many topics are shown and hidden, worked out again from every node. */
const naive = (
  tree: TopicTree,
  wants: readonly TopicTest[],
  hides: readonly TopicTest[],
): { rows: string[]; passing: number; excluded: number } => {
  const found = { passing: 0, excluded: 0 };
  const walk = (node: TopicNode): string[] => {
    const isWanted = wants.every((test) => test.passes(node, 0));
    const isHidden = hides.some((test) => test.passes(node, 0));
    if (node.messages > 0 && isHidden) found.excluded += 1;
    if (node.messages > 0 && isWanted && !isHidden) found.passing += 1;
    const below = (node.children?.blocks ?? []).flatMap(({ nodes }) => nodes).flatMap(walk);
    if (node === tree.root) return below;
    const isShown = node.messages > 0 && isWanted && !isHidden;
    if (!isShown && below.length === 0) return [];
    if (tree.view.joined.isJoined(node)) return below;
    return [node.topic, ...(node.isOpen || !isWanted ? below : [])];
  };
  return { rows: walk(tree.root), ...found };
};

const finish = (tree: TopicTree): void => {
  while (tree.view.isBusy) tree.view.workOn();
};

describe('the filter of the tree', () => {
  it('shows what a naive tree shows, whatever comes and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), (script) => {
        const tree = treeOf();
        let filter: { wants: readonly TopicTest[]; hides: readonly TopicTest[] } = {
          wants: [],
          hides: [],
        };
        for (const step of script) {
          if (step.does === 'record') tree.record(aMessage(step.topic, step.payload));
          else if (step.does === 'open') {
            const { nodes } = tree;
            const all = nodes.filter(({ messages }) => messages > 0);
            const { topic = '' } = all[step.at % Math.max(1, all.length)] ?? {};
            const node = tree.find(topic.split('/')[0] ?? '');
            if (node !== undefined) tree.view.branches.setOpen(node, step.isOpen);
          } else {
            filter = {
              wants: step.wants.map((make) => make(tree)),
              hides: step.hides.map((make) => make(tree)),
            };
            tree.view.setFilter(filter, 0);
          }
        }
        finish(tree);
        const { view } = tree;
        const rows = view.rows(0, everything).map(({ topic }) => topic);
        const { passing, excluded } = view;
        const expected = naive(tree, filter.wants, filter.hides);
        expect({ rows, excluded }).toEqual({ rows: expected.rows, excluded: expected.excluded });
        expect(passing).toBe(expected.passing);
        expect(view.rowCount).toBe(rows.length);
      }),
      { numRuns: 500 },
    );
  });

  it('looks at few of 100,000 topics at a time, and at fewer the longer their payloads are', () => {
    const tree = treeOf();
    for (let number = 0; number < 100_000; number += 1)
      tree.record(aMessage(`${number % 100}/${number}`, 'x'.repeat(number % 2 === 0 ? 640 : 1)));
    let asked = 0;
    let bytes = 0;
    const slices: { readonly asked: number; readonly bytes: number }[] = [];
    const endSlice = (): void => {
      slices.push({ asked, bytes });
      asked = 0;
      bytes = 0;
    };
    const test: TopicTest = {
      followsMessages: true,
      readsPayloads: true,
      passes: (node) => {
        asked += 1;
        bytes += node.bytes;
        return node.bytes === 1;
      },
    };
    tree.view.setFilter({ wants: [test], hides: [] }, 0);
    endSlice();
    while (tree.view.isFiltering) {
      tree.view.workOn();
      endSlice();
    }
    expect(slices.length).toBeGreaterThan(100);
    expect(Math.max(...slices.map((slice) => slice.asked))).toBeLessThan(500);
    expect(Math.max(...slices.map((slice) => slice.bytes))).toBeLessThan(300_000);
    expect(tree.view.passing).toBe(50_000);
  });

  it('looks at fewer topics together where they take too long, and at more again where they do not', () => {
    const tree = treeOf(Array.from({ length: 10_000 }, (_, number) => `${number}`));
    const asked: number[] = [];
    const prepared = new Set<TopicNode>();
    let most = 500;
    const test: TopicTest = {
      prepare: (nodes) => {
        asked.push(nodes.length);
        if (nodes.length > most) return false;
        for (const node of nodes) prepared.add(node);
        return true;
      },
      passes: (node) => prepared.has(node) && !node.topic.endsWith('7'),
    };
    tree.view.setFilter({ wants: [test], hides: [] }, 0);
    expect(asked).toEqual([4000]);
    for (let step = 0; step < 3; step += 1) tree.view.workOn();
    expect(asked).toEqual([4000, 2000, 1000, 500]);
    most = 10_000;
    for (let step = 0; step < 3; step += 1) tree.view.workOn();
    expect(asked.slice(4)).toEqual([1000, 2000, 4000]);
    finish(tree);
    expect(tree.view.passing).toBe(9000);
    expect(prepared.size).toBe(tree.nodes.length);
  });

  it('is tried once on a topic that has had many messages meanwhile, and not in record()', () => {
    const tree = treeOf(['a', 'b']);
    let asked = 0;
    const test: TopicTest = {
      followsMessages: true,
      passes: () => {
        asked += 1;
        return true;
      },
    };
    tree.view.setFilter({ wants: [test], hides: [] }, 0);
    asked = 0;
    for (let count = 0; count < 1000; count += 1) tree.record(aMessage('a', String(count)));
    expect(asked).toBe(0);
    finish(tree);
    expect(asked).toBe(1);
  });
});
