import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodesBelow, type TopicNode } from '../../source/model/topic-node.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { topicsStartingWith } from '../../source/model/topics-starting-with.ts';
import { aMessage } from '../support/messages.ts';
import { NaiveTopicTree } from '../support/naive-topic-tree.ts';
import { filterOf, nodeOf, treeOf, unfolded } from '../support/topic-trees.ts';

const everything = Number.MAX_SAFE_INTEGER;
const shownIn = (tree: TopicTree): string[] =>
  tree.view.rows(0, everything).map(({ topic }) => topic);

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
    does: fc.constantFrom('open' as const, 'openBelow' as const, 'split' as const),
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
    const payload = 'x'.repeat(now % 7);
    tree.record(aMessage(step.topic, payload, { receivedAt: now }));
    naive.record(step.topic, (topic) => {
      const node = nodeOf(tree, topic);
      return { isOpen: node.isOpen, isSplit: tree.view.joined.isSplit(node) };
    });
  } else if (step.does === 'filter') {
    tree.view.setFilter(filterOf(tree, step.text), 0);
    naive.filter = step.text.trim();
  } else if (step.does === 'order') {
    tree.view.order = step.order;
    naive.order = step.order;
  } else {
    const topic = [...naive.nodes.keys()][step.at % Math.max(1, naive.nodes.size)];
    if (topic === undefined) return;
    const node = nodeOf(tree, topic);
    if (step.does === 'split') {
      if (step.isOpen) tree.view.branches.split(node);
      else tree.view.branches.join(node);
      if (step.isOpen) naive.split(topic);
      else naive.join(topic);
      return;
    }
    const { branches } = tree.view;
    const [act, model] =
      step.does === 'open'
        ? [branches.setOpen.bind(branches), naive.setOpen.bind(naive)]
        : [branches.setOpenBelow.bind(branches), naive.setOpenBelow.bind(naive)];
    act(node, step.isOpen);
    model(topic, step.isOpen);
  }
};

const stays = (topic: string): boolean => topic.includes('你');

/** The counts of a tree, summed up from its topics. */
const countsIn = (tree: TopicTree): object => {
  const nodes = [...nodesBelow(tree.root)];
  const sum = (of: (node: TopicNode) => number): number =>
    nodes.reduce((total, node) => total + of(node), 0);
  return {
    topics: nodes.filter(({ messages }) => messages > 0).length,
    recorded: tree.gaveWay.messages + sum(({ messages }) => messages),
    bytes: sum(({ bytes }) => bytes),
    kept: sum(({ kept }) => kept),
  };
};

describe('the rows of a topic tree', () => {
  it('are those of a naive model, after anything that may happen', () => {
    fc.assert(
      fc.property(
        fc.array(steps, { maxLength: 40 }),
        fc.nat(20),
        fc.nat(5),
        fc.constantFrom(1, 2, 5, 8, 1000),
        (script, from, count, limit) => {
          const mustStay = ({ topic }: TopicNode): boolean => stays(topic);
          const tree = treeOf([], { topics: limit }, { mustStay });
          const naive = new NaiveTopicTree();
          naive.limit = limit;
          naive.mustStay = stays;
          let now = 0;
          for (const step of script) {
            // Far enough apart for every order to be brought up to date.
            now += 5000;
            take(step, tree, naive, now);
            const wanted = naive.rows();
            tree.view.prepare(now);
            const rows = tree.view.rows(0, everything);
            expect(rows.map(({ topic }) => topic)).toEqual(wanted);
            expect(tree.view.rowCount).toBe(wanted.length);
            expect(tree.view.rows(from, count)).toEqual(rows.slice(from, from + count));
            const places = [...naive.nodes.keys()].map((topic) =>
              tree.view.rowOf(nodeOf(tree, topic)),
            );
            expect(places).toEqual(
              [...naive.nodes.keys()].map((topic) => wanted.indexOf(naive.endOf(topic))),
            );
            expect([...nodesBelow(tree.root)].map(({ topic }) => topic).slice(1)).toHaveLength(
              naive.nodes.size,
            );
            expect([tree.gaveWay.topics, tree.notStored]).toEqual([
              naive.gaveWay,
              naive.turnedAway,
            ]);
            expect(countsIn(tree)).toEqual({
              topics: tree.topics,
              recorded: tree.recorded,
              bytes: tree.root.bytesBelow,
              kept: tree.histories.kept,
            });
            while (tree.view.isFiltering) tree.view.workOn();
            expect(tree.view.passing).toBe(naive.topics.filter(naive.matches).length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keep /a, a, a/ and a//b apart', () => {
    const tree = unfolded(treeOf(['/a', 'a', 'a/', 'a//b']));
    expect(shownIn(tree)).toEqual(['/a', 'a', 'a/', 'a//b']);
    expect(tree.topics).toBe(4);
    expect([...nodesBelow(tree.root)].filter(({ messages }) => messages > 0)).toHaveLength(4);
  });

  it('are those of the first level until a branch is opened', () => {
    const tree = treeOf(['a/b/c', 'a', 'd', 'e/f', 'e']);
    expect(shownIn(tree)).toEqual(['a', 'd', 'e']);
    tree.view.branches.setOpen(nodeOf(tree, 'a'), true);
    tree.record(aMessage('a/x/y'));
    expect(shownIn(tree)).toEqual(['a', 'a/b/c', 'a/x/y', 'd', 'e']);
  });

  it('show the way to what the filter wants, and only that', () => {
    const tree = treeOf(['house/kitchen/light', 'house/cellar/light', 'garden/kitchen/light']);
    tree.view.branches.setOpen(nodeOf(tree, 'house'), true);
    tree.view.setFilter(filterOf(tree, 'house KITCHEN'), 0);
    expect(shownIn(tree)).toEqual(['house', 'house/kitchen/light']);
    tree.view.setFilter(filterOf(tree, 'cellar/light'), 0);
    expect(shownIn(tree)).toEqual(['house', 'house/cellar/light']);
    tree.view.setFilter(filterOf(tree, 'attic'), 0);
    expect(tree.view.rowCount).toBe(0);
    tree.view.setFilter(filterOf(tree, ''), 0);
    expect(shownIn(tree)).toEqual([
      'garden/kitchen/light',
      'house',
      'house/cellar/light',
      'house/kitchen/light',
    ]);
  });

  it('are none for a range beyond the end, or of no length', () => {
    const tree = treeOf(['a', 'b']);
    expect(tree.view.rows(2, 5)).toEqual([]);
    expect(tree.view.rows(0, 0)).toEqual([]);
  });

  it('stay reachable when everything below the root has been closed', () => {
    const tree = treeOf(['a/b', 'a', 'c/d', 'c']);
    tree.view.branches.setOpenBelow(tree.root, false);
    expect(shownIn(tree)).toEqual(['a', 'c']);
    expect(tree.view.rowCount).toBe(2);
    expect(tree.view.rowOf(nodeOf(tree, 'c'))).toBe(1);
  });

  it('are few for a topic of thousands of levels, which is found all the same', () => {
    const deep = 'x/'.repeat(30_000);
    const tree = treeOf([deep, `${deep}y`]);
    tree.view.branches.setOpenBelow(nodeOf(tree, 'x'), true);
    expect(tree.view.rowCount).toBeLessThan(100);
    expect(nodeOf(tree, deep).messages).toBe(1);
    expect(nodeOf(tree, `${deep}y`).messages).toBe(1);
    expect(tree.topics).toBe(2);
  });
});

it('finds by bytes the topics that have messages, and no branches', () => {
  const tree = treeOf(['a/温度']);
  const found = (bytes: Buffer): TopicNode | undefined => tree.findBytes(bytes, 0, bytes.length);
  expect(found(Buffer.from('a/温度'))).toBe(nodeOf(tree, 'a/温度'));
  expect(found(Buffer.from('a'))).toBeUndefined();
  expect(found(Buffer.from('a/温'))).toBeUndefined();
});

it('keeps topics apart whose names no UTF-8 can tell apart', () => {
  const names = ['a/\ud800', 'a/\udc00', 'a/\ufffd'];
  const tree = treeOf(names);
  expect(tree.topics).toBe(3);
  expect(names.map((topic) => tree.find(topic)?.topic)).toEqual(names);
});

describe('topicsStartingWith', () => {
  const tree = treeOf(['site/1/a', 'site/2', 'site/2/b', 'sand', '/site', 'site//x', 'other']);

  it.each([
    ['', ['/', 'other', 'sand', 'site/']],
    ['s', ['sand', 'site/']],
    ['site', ['site/']],
    ['site/', ['site//', 'site/1/', 'site/2']],
    ['site/2', ['site/2']],
    ['site/2/', ['site/2/b']],
    ['site//', ['site//x']],
    ['/', ['/site']],
    ['none/', []],
    ['S', []],
  ])('completes %j', (start, found) => {
    expect(topicsStartingWith(tree, start, 100)).toEqual(found);
  });

  it('goes by name as people count, however the tree is sorted', () => {
    const counted = treeOf(['a10', 'a9', 'a2/x', 'a10', 'a1']);
    counted.view.order = 'count';
    counted.view.prepare(0);
    counted.view.rows(0, 9);
    expect(topicsStartingWith(counted, 'a', 3)).toEqual(['a1', 'a2/', 'a9']);
  });

  it('finds no more than asked for', () => {
    expect(topicsStartingWith(tree, '', 2)).toHaveLength(2);
    expect(topicsStartingWith(tree, '', 0)).toEqual([]);
  });
});
