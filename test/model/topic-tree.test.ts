import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TreeLimits } from '../../source/model/history-budget.ts';
import { nodesBelow, type TopicNode } from '../../source/model/topic-node.ts';
import { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { NaiveTopicTree } from '../support/naive-topic-tree.ts';

const everything = Number.MAX_SAFE_INTEGER;
const noLimits: TreeLimits = { history: 100, payload: 1000, memory: 1e9, topics: 1000 };

const treeOf = (topics: readonly string[], limits: Partial<TreeLimits> = {}): TopicTree => {
  const tree = new TopicTree({ ...noLimits, ...limits });
  for (const topic of topics) tree.record(aMessage(topic));
  return tree;
};

const nodeOf = (tree: TopicTree, topic: string): TopicNode => {
  const node = tree.find(topic);
  if (node === undefined) throw new Error(`The tree has no ${topic}.`);
  return node;
};

const shownIn = (tree: TopicTree, now = 0): string[] =>
  tree.rows(0, everything, now).map(({ topic }) => topic);

/** Few levels, so that topics collide, and empty ones, so that `/a`, `a` and `a/` all come. */
const topics = fc
  .array(fc.constantFrom('', 'a', 'b', 'B', 'ab', '2', '10', '$SYS', '你'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((levels) => levels.join('/'))
  .filter((topic) => topic !== '');

const steps = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('record' as const), topic: topics }) },
  fc.record({
    does: fc.constantFrom('open' as const, 'openBelow' as const),
    at: fc.nat(),
    isOpen: fc.boolean(),
  }),
  fc.record({
    does: fc.constant('filter' as const),
    text: fc.constantFrom('', ' ', 'a', 'b', 'B', 'a b', '/', 'a/', '1', '你', '$sys', 'none'),
  }),
  fc.record({
    does: fc.constant('order' as const),
    order: fc.constantFrom('name', 'latest', 'count'),
  }),
);

type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** Does the same to the tree and to its naive model. */
const take = (step: Step, tree: TopicTree, naive: NaiveTopicTree, now: number): void => {
  if (step.does === 'record') {
    tree.record(aMessage(step.topic, '', { receivedAt: now }));
    naive.record(step.topic, now);
  } else if (step.does === 'filter') {
    tree.setFilter(step.text);
    naive.filter = step.text.trim();
  } else if (step.does === 'order') {
    tree.setOrder(step.order);
    naive.order = step.order;
  } else {
    const topic = [...naive.nodes.keys()][step.at % Math.max(1, naive.nodes.size)];
    if (topic === undefined) return;
    const [act, model] =
      step.does === 'open'
        ? [tree.setOpen.bind(tree), naive.setOpen.bind(naive)]
        : [tree.setOpenBelow.bind(tree), naive.setOpenBelow.bind(naive)];
    act(nodeOf(tree, topic), step.isOpen);
    model(topic, step.isOpen);
  }
};

describe('the rows of a topic tree', () => {
  it('are those of a naive model, after anything that may happen', () => {
    fc.assert(
      fc.property(
        fc.array(steps, { maxLength: 40 }),
        fc.nat(20),
        fc.nat(5),
        (script, from, count) => {
          const tree = new TopicTree(noLimits);
          const naive = new NaiveTopicTree();
          let now = 0;
          for (const step of script) {
            // Far enough apart for every order to be brought up to date.
            now += 5000;
            take(step, tree, naive, now);
            const wanted = naive.rows();
            const rows = tree.rows(0, everything, now);
            expect(rows.map(({ topic }) => topic)).toEqual(wanted);
            expect(tree.rowCount).toBe(wanted.length);
            expect(tree.rows(from, count, now)).toEqual(rows.slice(from, from + count));
            const places = [...naive.nodes.keys()].map((topic) =>
              tree.rowOf(nodeOf(tree, topic), now),
            );
            expect(places).toEqual([...naive.nodes.keys()].map((topic) => wanted.indexOf(topic)));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keep /a, a, a/ and a//b apart', () => {
    const tree = treeOf(['/a', 'a', 'a/', 'a//b']);
    tree.setOpenBelow(nodeOf(tree, 'a'), true);
    expect(shownIn(tree)).toEqual(['', '/a', 'a', 'a/', 'a//b']);
    expect(tree.topics).toBe(4);
    expect([...nodesBelow(tree.root)].filter(({ messages }) => messages > 0)).toHaveLength(4);
  });

  it('have the first levels open and the others closed', () => {
    expect(shownIn(treeOf(['a/b/c']))).toEqual(['a', 'a/b']);
  });

  it('show the way to what the filter wants, and only that', () => {
    const tree = treeOf(['house/kitchen/light', 'house/cellar/light', 'garden/kitchen/light']);
    tree.setFilter('house KITCHEN');
    expect(shownIn(tree)).toEqual(['house', 'house/kitchen']);
    tree.setFilter('cellar/light');
    expect(shownIn(tree)).toEqual(['house', 'house/cellar', 'house/cellar/light']);
    tree.setFilter('attic');
    expect(tree.rowCount).toBe(0);
    tree.setFilter('');
    expect(shownIn(tree)).toEqual([
      'garden',
      'garden/kitchen',
      'house',
      'house/cellar',
      'house/kitchen',
    ]);
  });

  it('are none for a range beyond the end, or of no length', () => {
    const tree = treeOf(['a', 'b']);
    expect(tree.rows(2, 5, 0)).toEqual([]);
    expect(tree.rows(0, 0, 0)).toEqual([]);
  });

  it('stay reachable when everything below the root has been closed', () => {
    const tree = treeOf(['a/b', 'c/d']);
    tree.setOpenBelow(tree.root, false);
    expect(shownIn(tree)).toEqual(['a', 'c']);
    expect(tree.rowCount).toBe(2);
    expect(tree.rowOf(nodeOf(tree, 'c'), 0)).toBe(1);
  });

  it('are few for a topic of thousands of levels, which is found all the same', () => {
    const deep = 'x/'.repeat(30_000);
    const tree = treeOf([deep, `${deep}y`]);
    tree.setOpenBelow(nodeOf(tree, 'x'), true);
    expect(tree.rowCount).toBeLessThan(100);
    expect(nodeOf(tree, deep).messages).toBe(1);
    expect(nodeOf(tree, `${deep}y`).messages).toBe(1);
    expect(tree.topics).toBe(2);
  });
});

describe('the counts of a topic tree', () => {
  it('are of the topic, and of everything below', () => {
    const tree = treeOf(['a', 'a/b', 'a/b', 'a/b/c']);
    const counts = ({ messages, messagesBelow, topicsBelow }: TopicNode): number[] => [
      ...[messages, messagesBelow, topicsBelow],
    ];
    expect(counts(nodeOf(tree, 'a'))).toEqual([1, 4, 3]);
    expect(counts(nodeOf(tree, 'a/b'))).toEqual([2, 3, 2]);
    expect(counts(nodeOf(tree, 'a/b/c'))).toEqual([1, 1, 1]);
    expect(counts(tree.root)).toEqual([0, 4, 3]);
  });

  it('tell when the last message came, and how many come', () => {
    const tree = treeOf([]);
    for (let at = 0; at < 20_000; at += 100) tree.record(aMessage('a/b', '', { receivedAt: at }));
    expect(nodeOf(tree, 'a').lastAt).toBe(19_900);
    expect(nodeOf(tree, 'a').rate.perSecond(19_900)).toBeCloseTo(10, 0);
  });

  it('know where a retained message is, until it is cleared', () => {
    const tree = treeOf([]);
    const isRetained = (payload: string, retain: boolean): boolean => {
      tree.record(aMessage('a', payload, { retain }));
      return nodeOf(tree, 'a').isRetained;
    };
    expect(isRetained('x', false)).toBe(false);
    expect(isRetained('x', true)).toBe(true);
    expect(isRetained('y', false)).toBe(true);
    expect(isRetained('', true)).toBe(false);
  });
});

describe('the limits of a topic tree', () => {
  it('keep the newest messages of each topic', () => {
    const tree = treeOf([], { history: 3 });
    for (const payload of ['1', '2', '3', '4', '5']) tree.record(aMessage('a', payload));
    tree.record(aMessage('b', '6'));
    expect(nodeOf(tree, 'a').history.map(({ payload }) => payload.toString())).toEqual([
      '3',
      '4',
      '5',
    ]);
    expect(nodeOf(tree, 'a').messages).toBe(5);
    expect(nodeOf(tree, 'b').history).toHaveLength(1);
  });

  it('keep the beginning of a large payload and its true size', () => {
    const kept = treeOf([], { payload: 4 }).record(aMessage('a', '123456789'));
    expect(kept?.payload.toString()).toBe('1234');
    expect(kept?.size).toBe(9);
  });

  it('hold the memory budget, and count what had to go', () => {
    const memory = 5000;
    const tree = treeOf([], { memory });
    for (let count = 0; count < 100; count += 1)
      tree.record(aMessage(`topic/${count}`, 'x'.repeat(100)));
    const histories = [...nodesBelow(tree.root)].flatMap(({ history }) => history);
    expect(tree.budget.bytes).toBeLessThanOrEqual(memory);
    expect(histories.length).toBeGreaterThan(0);
    expect(tree.budget.evicted + histories.length).toBe(100);
    // The oldest went first.
    expect(histories.map(({ topic }) => topic)).toContain('topic/99');
    expect(histories.map(({ topic }) => topic)).not.toContain('topic/0');
    expect(nodeOf(tree, 'topic/0').last?.size).toBe(100);
  });

  it('hold for the last messages of all topics together, too', () => {
    const memory = 20_000;
    const tree = treeOf([], { memory });
    for (let count = 0; count < 500; count += 1)
      tree.record(aMessage(`topic/${count}`, 'x'.repeat(1000)));
    const held = new Set(
      [...nodesBelow(tree.root)].flatMap(({ history, last }) => [...history, last]),
    );
    const bytes = [...held].reduce((sum, message) => sum + (message?.payload.length ?? 0), 0);
    expect(bytes).toBeLessThanOrEqual(memory);
  });

  it('turn new topics away when there are enough, and count their messages', () => {
    const tree = treeOf(['a', 'b', 'c', 'c', 'd'], { topics: 2 });
    expect(tree.topics).toBe(2);
    expect(tree.notStored).toBe(3);
    expect(tree.find('c')).toBeUndefined();
    expect(tree.record(aMessage('d'))).toBeUndefined();
    expect(tree.record(aMessage('a'))?.topic).toBe('a');
    expect(nodeOf(tree, 'a').messages).toBe(2);
  });
});
