import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TopicTree } from '../../../source/model/topic-tree.ts';
import type { Decoded } from '../../../source/payload/decoded.ts';
import type { PayloadReader } from '../../../source/payload/payload-reader.ts';
import { TreeFilters } from '../../../source/session/monitor/tree-filters.ts';
import { aMessage } from '../../support/messages.ts';
import { nodeOf, treeOf } from '../../support/topic-trees.ts';

let tree: TopicTree;
let changes: number;
let told: string[];

beforeEach(() => {
  tree = treeOf(['site/1', 'site/2', 'alarm']);
  changes = 0;
  told = [];
});

const filtersOf = (excludes: readonly string[] = [], payloads: object = {}): TreeFilters =>
  new TreeFilters({
    tree: () => tree,
    staleAfter: undefined,
    payloads: { glanceBeyondText: () => undefined, ...payloads } as unknown as PayloadReader,
    excludes,
    onChange: () => (changes += 1),
    notify: (text) => told.push(text),
  });

const finish = (): void => {
  while (tree.view.isBusy) tree.view.workOn();
};

/** The topics that the tree shows when everything is open. */
const shown = (): string[] => {
  tree.view.branches.setOpenBelow(tree.root, true);
  finish();
  const rows = tree.view.rows(0, 1000);
  return rows.filter(({ messages }) => messages > 0).map(({ topic }) => topic);
};

const many = (number: number): string[] => Array.from({ length: number }, (_, at) => `x${at}`);

describe('exclude filters from the start', () => {
  it('are in effect without being asked for', () => {
    const filters = filtersOf([' alarm ', '/2$/']);
    expect(filters.excludes).toEqual(['alarm', '/2$/']);
    expect(shown()).toEqual(['site/1']);
    expect(changes).toBe(1);
  });

  it('change nothing where there are none', () => {
    const filters = filtersOf();
    expect([filters.excludes, filters.text, filters.problem]).toEqual([[], '', undefined]);
    expect(changes).toBe(0);
    expect(tree.view.isFiltering).toBe(false);
  });

  it('are a hundred at most, and each must be one', () => {
    expect(TreeFilters.excludesProblem(many(100))).toBeUndefined();
    expect(TreeFilters.excludesProblem(many(101))).toBe(
      'There can be at most 100 exclude filters.',
    );
    expect(TreeFilters.excludesProblem(['a', ''])).toBe('Exclude which topics? /exclude FILTER');
    expect(TreeFilters.excludesProblem(['-a', 'payload:x', 'stale:', '/a/'])).toBeUndefined();
  });
});

describe('exclude filters', () => {
  it('announce each change, and nothing where nothing has changed', () => {
    const filters = filtersOf();
    filters.exclude('a', 0);
    expect(changes).toBe(1);
    expect(filters.exclude(' a ', 0)).toBe('These topics are excluded already.');
    expect(filters.exclude('re:(', 0)).toContain('is not valid');
    expect(filters.include('b', 0)).toBe(false);
    expect(changes).toBe(1);
    expect(filters.include(' a ', 0)).toBe(true);
    expect(changes).toBe(2);
  });

  it('are all taken back by an empty text', () => {
    const filters = filtersOf(['alarm', '1']);
    expect(filters.include('  ', 0)).toBe(true);
    expect(filters.excludes).toEqual([]);
    expect(shown()).toEqual(['alarm', 'site/1', 'site/2']);
    expect(filters.include('', 0)).toBe(false);
  });

  it('are a hundred at most', () => {
    const filters = filtersOf(Array.from({ length: 99 }, (_, at) => `x${at}`));
    expect(filters.exclude('y', 0)).toBeUndefined();
    expect(filters.exclude('z', 0)).toBe(
      'There are 100 exclude filters already: remove one with /include.',
    );
  });

  it('can say what is not to be excluded', () => {
    const filters = filtersOf();
    expect(filters.exclude('-site', 0)).toBeUndefined();
    expect(shown()).toEqual(['site/1', 'site/2']);
  });
});

describe('the filter that is typed', () => {
  it('announces that it is wrong, and that it is right again', () => {
    const filters = filtersOf();
    filters.set('re:(', 0);
    expect(changes).toBe(1);
    expect(filters.problem).toContain('is not valid');
    filters.set('site', 0);
    expect(changes).toBeGreaterThan(1);
    expect([filters.problem, filters.text]).toEqual([undefined, 'site']);
    expect(shown()).toEqual(['site/1', 'site/2']);
  });

  it('hides besides what is excluded', () => {
    const filters = filtersOf(['2']);
    filters.set('site -other', 0);
    expect(shown()).toEqual(['site/1']);
    filters.set('-1', 0);
    expect(shown()).toEqual(['alarm']);
  });

  it('is applied to another tree with what is excluded', () => {
    const filters = filtersOf(['1']);
    filters.set('site', 0);
    tree = treeOf(['site/1', 'site/3', 'other']);
    changes = 0;
    filters.apply(0);
    expect(shown()).toEqual(['site/3']);
    expect(changes).toBe(1);
  });

  it('says what to do about a regular expression that takes too long', () => {
    tree = treeOf([`${'a'.repeat(60)}!`]);
    filtersOf().set('re:^(a+)+$', 0);
    finish();
    expect(told).toEqual([
      'The regular expression took too long and was stopped: write it without nested repetitions.',
    ]);
  });
});

describe('a filter whose decoders are being loaded', () => {
  it('is applied again once they are there, at the time it was set', async () => {
    const ready = Promise.withResolvers<void>();
    let isLoaded = false;
    const waits = vi
      .fn<() => Promise<void>>(() => new Promise(() => undefined))
      .mockReturnValueOnce(ready.promise);
    const filters = filtersOf([], {
      glanceBeyondText: (): Decoded =>
        isLoaded
          ? { kind: 'x', notes: [], value: { kind: 'string', text: 'sought' } }
          : { kind: 'x', notes: [], isLoading: true },
      ready: waits,
    });
    const setFilter = vi.spyOn(tree.view, 'setFilter');
    filters.set('payload:sought', 1234);
    expect(shown()).toEqual([]);
    expect(waits).toHaveBeenCalledOnce();
    isLoaded = true;
    ready.resolve();
    await vi.waitUntil(() => setFilter.mock.calls.length === 2, 10_000);
    expect(setFilter).toHaveBeenLastCalledWith(expect.anything(), 1234);
    expect(shown()).toEqual(['alarm', 'site/1', 'site/2']);
    // Where some are loading again, it waits again.
    isLoaded = false;
    tree.record(aMessage('late', 'x'));
    shown();
    expect(waits).toHaveBeenCalledTimes(2);
  });
});

describe('revealing a topic', () => {
  it('opens the branches above it, and only those', () => {
    tree = treeOf(['a/b/c', 'a/d/e', 'f/g']);
    for (const topic of ['a', 'a/b', 'a/d', 'f'])
      tree.view.branches.setOpen(nodeOf(tree, topic), false);
    filtersOf().reveal('a/b/c');
    const open = ['a', 'a/b', 'a/d', 'f'].filter((topic) => nodeOf(tree, topic).isOpen);
    expect(open).toEqual(['a', 'a/b']);
    expect(changes).toBe(1);
  });

  it('opens nothing for one that the tree does not have', () => {
    tree.view.branches.setOpen(nodeOf(tree, 'site'), false);
    filtersOf().reveal('site/9');
    expect(nodeOf(tree, 'site').isOpen).toBe(false);
  });
});
