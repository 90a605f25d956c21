import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewestAlike } from '../../source/model/alike-children.ts';
import { BranchLog } from '../../source/model/branch-log.ts';
import { nodesBelow, type TopicNode } from '../../source/model/topic-node.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { topicsStartingWith } from '../../source/model/topics-starting-with.ts';
import { aMessage } from '../support/messages.ts';
import { filterOf, nodeOf, treeOf } from '../support/topic-trees.ts';

const everything = Number.MAX_SAFE_INTEGER;
const shownIn = (tree: TopicTree): string[] =>
  tree.view.rows(0, everything).map(({ topic }) => topic);

const idOf = (number: number): string =>
  createHash('md5').update(`${number}`).digest('hex').slice(0, 16);

/** Topics named by identifiers. */
const churn = (count: number, branch = 'churn'): string[] =>
  Array.from({ length: count }, (_, number) => `${branch}/${idOf(number)}`);

type Sums = Readonly<Record<'topics' | 'messages' | 'bytes' | 'latest', number>>;

/** The sums of what is below a node, counted from its topics. */
const sumsBelow = (node: TopicNode): Sums => {
  const below = [...nodesBelow(node)].filter((each) => !each.isFold);
  const sum = (of: (each: TopicNode) => number): number =>
    below.reduce((total, each) => total + of(each), 0);
  return {
    topics: sum(({ messages }) => (messages > 0 ? 1 : 0)),
    messages: sum(({ messages }) => messages),
    bytes: sum(({ bytes }) => bytes),
    latest: Math.max(...below.map(({ latest }) => latest)),
  };
};

const countsOf = ({ topicsBelow, messagesBelow, bytesBelow, latest }: TopicNode): Sums => ({
  topics: topicsBelow,
  messages: messagesBelow,
  bytes: bytesBelow,
  latest,
});

describe('very many children named by identifiers', () => {
  it('share a row with their branch, which opens', () => {
    const tree = treeOf(['site/lamp', ...churn(fewestAlike - 1)]);
    expect(tree.find('churn/+')).toBeUndefined();
    for (const topic of churn(2 * fewestAlike)) tree.record(aMessage(topic, 'x'));
    const fold = nodeOf(tree, 'churn/+');
    expect(shownIn(tree)).toEqual(['churn/+', 'site/lamp']);
    expect(fold).toMatchObject({ level: '⟨id⟩', topicsBelow: 2 * fewestAlike, messages: 0 });
    expect(countsOf(fold)).toEqual(sumsBelow(fold));
    tree.view.branches.setOpen(fold, true);
    expect(shownIn(tree)).toHaveLength(2 + 2 * fewestAlike);
    expect(tree.view.rowOf(nodeOf(tree, 'site/lamp'))).toBe(1 + 2 * fewestAlike);
  });

  it('stay folded though the first of them had its branch on the screen', () => {
    const [first = '', ...others] = churn(600);
    const tree = treeOf([first]);
    expect(shownIn(tree)).toEqual([first]);
    tree.view.prepare(0);
    for (const topic of others) tree.record(aMessage(topic, 'x'));
    expect(shownIn(tree)).toEqual(['churn/+']);
  });

  it('stand beside other children, and below their branch', () => {
    const tree = treeOf(['churn/config', ...churn(600)]);
    tree.view.branches.setOpen(nodeOf(tree, 'churn'), true);
    expect(shownIn(tree)).toEqual(['churn', 'churn/config', 'churn/+']);
    expect(countsOf(nodeOf(tree, 'churn'))).toEqual(sumsBelow(nodeOf(tree, 'churn')));
    expect(
      tree.view.joined.above(nodeOf(tree, churn(1)[0] ?? '')).map(({ topic }) => topic),
    ).toEqual(['churn/+', 'churn']);
  });

  it('know where the newest message came, however deep', () => {
    const tree = treeOf(churn(600).map((topic) => `${topic}/reply`));
    const fold = nodeOf(tree, 'churn/+');
    const [first = ''] = churn(1);
    tree.record(aMessage(`${first}/reply`, 'now'));
    expect(fold.newestBelow?.topic).toBe(`${first}/reply`);
    expect(fold.topicsBelow).toBe(600);
    expect(nodeOf(tree, first).depth).toBe(1);
  });

  it('stay on the screen if they are on it', () => {
    const tree = treeOf(churn(fewestAlike - 1));
    tree.view.branches.setOpen(nodeOf(tree, 'churn'), true);
    const before = tree.view.rows(0, 20).slice(1);
    for (const topic of churn(fewestAlike + 5)) tree.record(aMessage(topic));
    const [top, ...rows] = tree.view.rows(0, 500);
    expect(top?.topic).toBe('churn/+');
    expect(before.filter((node) => !rows.includes(node))).toEqual([]);
  });

  it('have a row each when that is wanted, and again share one', () => {
    const tree = treeOf(['churn/config', ...churn(600)]);
    tree.view.branches.setOpen(nodeOf(tree, 'churn'), true);
    tree.view.folds.areShown = false;
    const rows = shownIn(tree);
    expect(rows).toHaveLength(602);
    expect(rows).not.toContain('churn/+');
    expect(tree.view.rowCount).toBe(602);
    for (const [row, topic] of rows.entries())
      expect(tree.view.rowOf(nodeOf(tree, topic))).toBe(row);
    expect(tree.view.rows(300, 5).map(({ topic }) => topic)).toEqual(rows.slice(300, 305));
    expect(tree.view.joined.above(nodeOf(tree, rows[300] ?? '')).map(({ topic }) => topic)).toEqual(
      ['churn'],
    );
    tree.view.folds.areShown = true;
    expect(shownIn(tree)).toEqual(['churn', 'churn/config', 'churn/+']);
  });

  it('are not unfolded with all else below a branch, but alone', () => {
    const tree = treeOf(['churn/config/a', 'churn/config/b', ...churn(600)]);
    tree.view.branches.setOpenBelow(nodeOf(tree, 'churn'), true);
    expect(shownIn(tree)).toHaveLength(5);
    tree.view.branches.setOpenBelow(nodeOf(tree, 'churn/+'), true);
    expect(shownIn(tree)).toHaveLength(605);
    tree.view.branches.setOpenBelow(nodeOf(tree, 'churn'), false);
    tree.view.branches.setOpen(nodeOf(tree, 'churn'), true);
    expect(shownIn(tree)).toEqual(['churn', 'churn/config', 'churn/+']);
  });

  it('are found by a filter and by completion', () => {
    const topics = churn(600);
    const tree = treeOf(topics);
    const wanted = topics[77] ?? '';
    tree.view.setFilter(filterOf(tree, idOf(77)), 0);
    while (tree.view.isFiltering) tree.view.workOn();
    expect(shownIn(tree)).toEqual(['churn/+', wanted]);
    expect(tree.view.passing).toBe(1);
    expect(topicsStartingWith(tree, wanted.slice(0, -2), 9)).toEqual([wanted]);
    expect(tree.nodes.map(({ topic }) => topic)).not.toContain('churn/+');
  });

  it('go one by one from a full tree, and the last with its fold', () => {
    const tree = treeOf(churn(600), { topics: 600 });
    for (let at = 0; at < 599; at += 1) tree.record(aMessage(`other/${at}`));
    const fold = nodeOf(tree, 'churn/+');
    expect(fold.topicsBelow).toBe(1);
    expect(shownIn(tree)).toEqual(['churn/+', 'other']);
    tree.record(aMessage('other/599'));
    expect(tree.find('churn/+')).toBeUndefined();
    expect(tree.find('churn')).toBeUndefined();
    for (const topic of churn(550)) tree.record(aMessage(topic));
    expect(nodeOf(tree, 'churn/+').topicsBelow).toBe(550);
  });

  it('have a log', () => {
    const tree = treeOf(['churn/config', ...churn(600)]);
    const log = new BranchLog(nodeOf(tree, 'churn/+'), tree);
    expect(log.length).toBe(600);
    for (const topic of ['churn/config', ...churn(1)]) {
      const node = tree.record(aMessage(topic));
      if (node !== undefined) log.offer(node);
    }
    expect(log.length).toBe(601);
  });

  it('are left alone where a topic is called like the fold', () => {
    const tree = treeOf(['churn/+', ...churn(600)]);
    expect(nodeOf(tree, 'churn/+')).toMatchObject({ isFold: false, messages: 1 });
    expect(nodeOf(tree, 'churn').topicsBelow).toBe(601);
  });
});

it('few of them, and many with other names, have a row each', () => {
  const rooms = Array.from({ length: 3000 }, (_, number) => `home/room-${number}`);
  const tree = treeOf([...churn(300, 'few'), ...rooms]);
  expect(tree.find('few/+')).toBeUndefined();
  expect(tree.find('home/+')).toBeUndefined();
});

it('all rows are found, and all counts add up, whatever comes, gives way and is opened', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ does: fc.constant('churn' as const), count: fc.integer({ min: 1, max: 700 }) }),
      fc.record({ does: fc.constant('other' as const), count: fc.integer({ min: 1, max: 50 }) }),
      fc.record({
        does: fc.constantFrom('open' as const, 'fold' as const, 'order' as const),
        count: fc.nat(),
      }),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(steps, fc.constantFrom(400, 800, 5000), (script, topics) => {
      const tree = treeOf([], { topics });
      let fresh = 0;
      let now = 0;
      for (const { does, count } of script) {
        now += 5000;
        if (does === 'churn' || does === 'other')
          for (let left = count; left > 0; left -= 1, fresh += 1) {
            const topic =
              does === 'churn'
                ? `a/${idOf(fresh)}${fresh % 2 === 0 ? '/b' : ''}`
                : `a/n${fresh % 90}`;
            tree.record(aMessage(topic, 'x'.repeat(fresh % 5), { receivedAt: now }));
          }
        else if (does === 'fold') tree.view.folds.areShown = count % 2 === 0;
        else if (does === 'order') tree.view.order = count % 2 === 0 ? 'name' : 'latest';
        else {
          const all = [...nodesBelow(tree.root)].slice(1).filter(({ children }) => children);
          const node = all[count % Math.max(1, all.length)];
          if (node !== undefined) tree.view.branches.setOpen(node, count % 3 !== 0);
        }
        tree.view.prepare(now);
        const rows = tree.view.rows(0, everything);
        expect(tree.view.rowCount).toBe(rows.length);
        expect(new Set(rows).size).toBe(rows.length);
        for (let row = 0; row < rows.length; row += 37) {
          const [node] = rows.slice(row, row + 1);
          expect(node && tree.view.rowOf(node)).toBe(row);
          expect(tree.view.rows(row, 3)).toEqual(rows.slice(row, row + 3));
        }
        const branches = [...nodesBelow(tree.root)].filter(({ children }) => children);
        expect(branches.map(({ topicsBelow, bytesBelow }) => [topicsBelow, bytesBelow])).toEqual(
          branches.map((node) => {
            const { topics: below, bytes } = sumsBelow(node);
            return [below, bytes];
          }),
        );
      }
    }),
    { numRuns: 40 },
  );
});
