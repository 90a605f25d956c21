import { beforeEach, describe, expect, it } from 'vitest';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { filterOf, nodeOf, treeOf } from '../support/topic-trees.ts';

const levels = new Set(['$presence', '$dm']);
const topics = ['chat', 'chat/$presence/a', 'chat/$presence/b', 'chat/$dm/a', 'site', 'site/lamp'];

let tree: TopicTree;

beforeEach(() => {
  tree = treeOf(topics);
  tree.rooms.follow(['chat', 'site'], levels);
});

const inTree = (): string[] => tree.view.rows(0, 100).map(({ topic }) => topic);
const below = (room: string): string[] => tree.rooms.rows(room, 0, 100).map(({ topic }) => topic);

describe('the topics of a joined room', () => {
  it('have no row in the tree, except for the way to what is not the room\u2019s', () => {
    expect(inTree()).toEqual(['site']);
    tree.view.branches.setOpen(nodeOf(tree, 'site'), true);
    expect(inTree()).toEqual(['site', 'site/lamp']);
    tree.record(aMessage('chat/$dm/b'));
    tree.record(aMessage('site/$presence/a'));
    expect(inTree()).toEqual(['site', 'site/lamp']);
  });

  it('are in the tree before it is joined, and once it is left', () => {
    tree.rooms.follow([], levels);
    expect(inTree()).toEqual(['chat', 'site']);
    tree.rooms.follow(['chat'], levels);
    expect(inTree()).toEqual(['site']);
    expect(tree.view.rowCount).toBe(1);
  });

  it('have rows below the room once that is opened', () => {
    expect([below('chat'), tree.rooms.count('chat')]).toEqual([[], 0]);
    tree.rooms.setOpen('chat', true);
    expect(below('chat')).toEqual(['chat', 'chat/$presence', 'chat/$dm/a']);
    tree.view.branches.setOpen(nodeOf(tree, 'chat/$presence'), true);
    const all = ['chat', 'chat/$presence', 'chat/$presence/a', 'chat/$presence/b', 'chat/$dm/a'];
    expect([below('chat'), tree.rooms.count('chat')]).toEqual([all, 5]);
    for (let from = 0; from <= all.length; from += 1)
      for (let count = 0; count <= all.length; count += 1)
        expect(tree.rooms.rows('chat', from, count).map(({ topic }) => topic)).toEqual(
          all.slice(from, from + count),
        );
    expect(all.map((topic) => tree.rooms.rowOf('chat', nodeOf(tree, topic)))).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect(all.map((topic) => tree.view.rowOf(nodeOf(tree, topic)))).toEqual([-1, -1, -1, -1, -1]);
  });

  it('do not repeat the room\u2019s own topic where the tree has a row for it', () => {
    tree.record(aMessage('site/$presence/a'));
    tree.rooms.setOpen('site', true);
    expect(below('site')).toEqual(['site/$presence/a']);
    expect(tree.rooms.roomOf(nodeOf(tree, 'site/$presence/a'))).toBe('site');
    expect(tree.rooms.roomOf(nodeOf(tree, 'site/lamp'))).toBeUndefined();
  });

  it('are found by a filter, where they are', () => {
    tree.rooms.setOpen('chat', true);
    tree.view.setFilter(filterOf(tree, 'presence'), 0);
    expect(inTree()).toEqual(['chat', 'chat/$presence']);
    expect(below('chat')).toEqual([]);
    tree.view.setFilter(filterOf(tree, ''), 0);
    expect(inTree()).toEqual(['site']);
  });
});
