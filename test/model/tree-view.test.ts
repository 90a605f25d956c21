import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodesBelow, type TopicNode } from '../../source/model/topic-node.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { filterOf, nodeOf, treeOf, unfolded } from '../support/topic-trees.ts';

const everything = Number.MAX_SAFE_INTEGER;

/** More than are tried at once, and on several levels. */
const manyTopics = Array.from(
  { length: 9000 },
  (_, index) => `${index % 7}/${['red', 'green', 'blue'][index % 3]}/${index}`,
);

const matchesAll = (topic: string, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => topic.toLowerCase().includes(word));

/** The rows as they should be when the filter has been tried on all. */
const naiveRows = (tree: TopicTree, text: string): string[] => {
  const wanted = new Set<TopicNode>();
  for (const node of nodesBelow(tree.root)) {
    if (node === tree.root || !matchesAll(node.topic, text)) continue;
    for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent) wanted.add(up);
  }
  const rows: string[] = [];
  const walk = (node: TopicNode): void => {
    for (const child of node.children?.blocks.flatMap(({ nodes }) => nodes) ?? []) {
      if (!wanted.has(child)) continue;
      const isJoined = tree.view.joined.isJoined(child);
      if (!isJoined) rows.push(child.topic);
      if (isJoined || child.isOpen || !matchesAll(child.topic, text)) walk(child);
    }
  };
  walk(tree.root);
  return rows;
};

const shownIn = ({ view }: TopicTree): string[] =>
  view.rows(0, everything).map(({ topic }) => topic);

/** That the counts of rows say what is shown, at the ends and in between. */
const checkCounts = (tree: TopicTree): void => {
  const { view } = tree;
  const rows = view.rows(0, everything);
  expect(view.rowCount).toBe(rows.length);
  const middle = Math.floor(rows.length / 2);
  expect(view.rows(middle, 20)).toEqual(rows.slice(middle, middle + 20));
  for (const row of [0, middle, rows.length - 1]) {
    const node = rows[row];
    if (node !== undefined) expect(view.rowOf(node)).toBe(row);
  }
};

const filters = fc.constantFrom('', 'red', 'RED 12', '3/green', '/8', 'e', 'new', 'none', '6/ 77');

describe('the filter of a tree with many topics', () => {
  it('is tried bit by bit, and ends as if it had been tried at once', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ filter: filters }),
        fc.record({ topics: fc.integer({ min: 1, max: 500 }) }),
        fc.record({ openBelow: fc.boolean() }),
        fc.constant('try' as const),
      ),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(steps, filters, (script, last) => {
        const tree = treeOf(manyTopics);
        const { view } = tree;
        let added = 0;
        for (const step of [...script, { filter: last }]) {
          if (step === 'try') view.workOn();
          else if ('filter' in step) view.setFilter(filterOf(tree, step.filter), 0);
          else if ('openBelow' in step)
            view.branches.setOpenBelow(nodeOf(tree, '3'), step.openBelow);
          else
            for (let left = step.topics; left > 0; left -= 1, added += 1)
              tree.record(aMessage(`${added % 9}/new/${added}`));
          checkCounts(tree);
        }
        expect(view.isFiltering).toBe(true);
        while (view.isFiltering) {
          view.workOn();
          // What comes meanwhile is tried at once.
          tree.record(aMessage(`8/new/red/${added}`));
          added += 1;
          checkCounts(tree);
        }
        expect(shownIn(tree)).toEqual(naiveRows(tree, last));
      }),
      { numRuns: 12 },
    );
  });

  it('is through at once where there are few, and stays so', () => {
    const tree = treeOf(['a', 'b/c']);
    tree.view.setFilter(filterOf(tree, 'c'), 0);
    expect(tree.view.isFiltering).toBe(false);
    tree.record(aMessage('c'));
    tree.view.workOn();
    expect(tree.view.isFiltering).toBe(false);
    expect(shownIn(tree)).toEqual(['b/c', 'c']);
  });

  it('comes to its end however many topics come meanwhile', () => {
    const tree = treeOf(manyTopics);
    tree.view.setFilter(filterOf(tree, 'blue'), 0);
    let slices = 0;
    for (; tree.view.isFiltering; slices += 1) {
      for (let count = 0; count < 5000; count += 1) tree.record(aMessage(`new/${slices}/${count}`));
      tree.view.workOn();
    }
    expect(slices).toBe(2);
    expect(shownIn(tree)).toEqual(naiveRows(tree, 'blue'));
  });
});

const topics = ['a/b', 'a/b/c', 'a/d', 'e'];

/** A tree with all branches closed. */
const closedTree = (of: readonly string[] = topics): TopicTree => {
  const tree = treeOf(of);
  tree.view.branches.setOpenBelow(tree.root, false);
  return tree;
};

describe('levels that share a row', () => {
  const chain = 'sensor/0x0017/temperature/config';

  it('are those without messages that have one child, down to a topic or a fork', () => {
    expect(shownIn(treeOf([chain]))).toEqual([chain]);
    expect(shownIn(closedTree([chain, 'sensor/0x0017/humidity']))).toEqual(['sensor/0x0017']);
    expect(shownIn(closedTree([chain, 'sensor/0x0017']))).toEqual(['sensor/0x0017']);
    const tree = treeOf([chain]);
    expect(tree.view.joined.above(nodeOf(tree, chain))).toEqual([]);
    expect(tree.view.rowOf(nodeOf(tree, 'sensor'))).toBe(0);
  });

  it('have rows of their own once they are split, and share one again once they are joined', () => {
    const tree = treeOf([chain, 'z']);
    const { view } = tree;
    view.branches.split(nodeOf(tree, chain));
    expect(shownIn(tree)).toEqual([
      'sensor',
      'sensor/0x0017',
      'sensor/0x0017/temperature',
      chain,
      'z',
    ]);
    expect(view.joined.above(nodeOf(tree, chain)).map(({ level }) => level)).toEqual([
      'temperature',
      '0x0017',
      'sensor',
    ]);
    view.branches.join(nodeOf(tree, 'sensor/0x0017'));
    expect(shownIn(tree)).toEqual(['sensor', chain, 'z']);
    view.branches.join(nodeOf(tree, 'sensor'));
    expect(shownIn(tree)).toEqual([chain, 'z']);
  });

  it('stay on the screen where they are wanted there when others come between', () => {
    for (const wanted of [chain, 'sensor/0x0017/temperature'])
      for (const other of ['sensor/0x0017/humidity', 'sensor/0x0018/humidity', 'sensor/0x0017']) {
        const tree = treeOf([chain]);
        for (const node of tree.nodes) node.isOpen = false;
        tree.view.branches.keepShown(nodeOf(tree, wanted));
        tree.record(aMessage(other));
        expect(shownIn(tree)).toContain(chain);
      }
  });

  it('are not split further down when all below a branch is opened, but those that are kept', () => {
    const tree = closedTree(['a/b/c/d', 'a/b/c/e', 'a/x/y', 'a/x/z', 'a/p/q']);
    tree.view.branches.setOpenBelow(nodeOf(tree, 'a'), true, ({ topic }) => topic === 'a/x');
    expect(shownIn(tree)).toEqual(['a', 'a/b/c', 'a/b/c/d', 'a/b/c/e', 'a/p/q', 'a/x']);
  });
});

describe('the rows of a tree', () => {
  it('are those of open branches', () => {
    const tree = closedTree();
    const { view } = tree;
    expect([shownIn(tree), view.rowCount]).toEqual([['a', 'e'], 2]);
    view.branches.setOpen(nodeOf(tree, 'a'), true);
    expect([shownIn(tree), view.rowCount]).toEqual([['a', 'a/b', 'a/d', 'e'], 4]);
    view.branches.setOpen(nodeOf(tree, 'a/b'), true);
    view.branches.setOpen(nodeOf(tree, 'a'), false);
    expect([shownIn(tree), view.rowCount]).toEqual([['a', 'e'], 2]);
    view.branches.setOpen(nodeOf(tree, 'a'), true);
    expect([shownIn(tree), view.rowCount]).toEqual([['a', 'a/b', 'a/b/c', 'a/d', 'e'], 5]);
    expect(view.isUnfolded(nodeOf(tree, 'a'))).toBe(true);
    view.branches.setOpen(nodeOf(tree, 'a'), false);
    expect(view.isUnfolded(nodeOf(tree, 'a'))).toBe(false);
  });

  it('are opened and closed with all below them, but for the root', () => {
    const tree = closedTree([...topics, 'a/b/c/f']);
    const { view } = tree;
    view.branches.setOpenBelow(nodeOf(tree, 'a'), true);
    expect(shownIn(tree)).toEqual(['a', 'a/b', 'a/b/c', 'a/b/c/f', 'a/d', 'e']);
    view.branches.setOpenBelow(tree.root, false);
    expect(shownIn(tree)).toEqual(['a', 'e']);
    view.branches.setOpen(nodeOf(tree, 'a'), true);
    expect(shownIn(tree)).toEqual(['a', 'a/b', 'a/d', 'e']);
    view.branches.setOpenBelow(nodeOf(tree, 'e'), false);
    expect(nodeOf(tree, 'e').isOpen).toBe(false);
    expect(nodeOf(tree, 'a/d').isOpen).toBe(false);
  });

  it('are read from any row on, as many as are wanted', () => {
    const tree = closedTree();
    const { view } = tree;
    view.branches.setOpenBelow(tree.root, true);
    const all = ['a', 'a/b', 'a/b/c', 'a/d', 'e'];
    for (let from = 0; from <= all.length; from += 1)
      for (let count = 0; count <= all.length; count += 1)
        expect(view.rows(from, count).map(({ topic }) => topic)).toEqual(
          all.slice(from, from + count),
        );
    expect(all.map((topic) => view.rowOf(nodeOf(tree, topic)))).toEqual([0, 1, 2, 3, 4]);
  });

  it('have no number where they are folded away or filtered out', () => {
    const tree = closedTree();
    const { view } = tree;
    const rowOf = (topic: string): number => view.rowOf(nodeOf(tree, topic));
    expect([rowOf('a'), rowOf('a/d'), rowOf('a/b/c'), rowOf('e')]).toEqual([0, -1, -1, 1]);
    view.branches.setOpen(nodeOf(tree, 'a/b'), true);
    expect(rowOf('a/b/c')).toBe(-1);
    view.setFilter(filterOf(tree, 'd'), 0);
    expect(shownIn(tree)).toEqual(['a', 'a/d']);
    expect([rowOf('a'), rowOf('a/d'), rowOf('a/b'), rowOf('e')]).toEqual([0, 1, -1, -1]);
    expect(view.rowOf(tree.root)).toBe(-1);
    expect(view.passing).toBe(1);
  });

  it('are remembered as looked at until others have been, twice', () => {
    const tree = closedTree();
    const { view } = tree;
    const looked = (): string[] => Array.from(view.looked, ({ topic }) => topic).toSorted();
    expect(looked()).toEqual([]);
    view.rows(0, 1);
    expect(looked()).toEqual(['a']);
    view.prepare(1);
    view.rows(1, 1);
    expect(looked()).toEqual(['a', 'e']);
    view.prepare(2);
    view.rowOf(nodeOf(tree, 'a/d'));
    expect(looked()).toEqual(['a/d', 'e']);
    view.prepare(3);
    view.prepare(4);
    expect(looked()).toEqual([]);
  });

  it('do not end with a branch of which nothing is left', () => {
    const tree = unfolded(treeOf(['a/b']));
    expect(nodeOf(tree, 'a').messages).toBe(0);
    tree.view.setFilter(filterOf(tree, 'a'), 0);
    expect(shownIn(tree)).toEqual(['a/b']);
    tree.view.setFilter(filterOf(tree, '-b'), 0);
    expect([shownIn(tree), tree.view.rowCount]).toEqual([[], 0]);
    expect(tree.view.excluded).toBe(1);
    tree.record(aMessage('a'));
    expect(shownIn(tree)).toEqual(['a']);
  });

  it('follow the order and the filter of another tree', () => {
    const [tree, other] = [treeOf(topics), treeOf(topics)];
    other.view.order = 'latest';
    other.view.setFilter(filterOf(other, 'e'), 0);
    tree.view.follow(other.view);
    expect(tree.view.order).toBe('latest');
    expect(shownIn(tree)).toEqual(['e']);
  });
});
