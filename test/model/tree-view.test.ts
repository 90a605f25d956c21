import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodesBelow, type TopicNode } from '../../source/model/topic-node.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { filterOf, nodeOf, treeOf } from '../support/topic-trees.ts';

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
      rows.push(child.topic);
      if (child.isOpen || !matchesAll(child.topic, text)) walk(child);
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
          else if ('openBelow' in step) view.setOpenBelow(nodeOf(tree, '3'), step.openBelow);
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
    expect(shownIn(tree)).toEqual(['b', 'b/c', 'c']);
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
