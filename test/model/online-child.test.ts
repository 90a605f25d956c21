import { describe, expect, it } from 'vitest';
import {
  hasOnlyOnlineState,
  onlineStateBelow,
  ownOnlineState,
} from '../../source/model/online-child.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const treeWith = (messages: Readonly<Record<string, string>>): TopicTree => {
  const tree = treeOf();
  for (const [topic, payload] of Object.entries(messages)) tree.record(aMessage(topic, payload));
  return tree;
};

const below = (messages: Readonly<Record<string, string>>) => {
  const tree = treeWith(messages);
  return onlineStateBelow(tree, nodeOf(tree, 'lamp'));
};

const isAlone = (messages: Readonly<Record<string, string>>): boolean => {
  const tree = treeWith(messages);
  return hasOnlyOnlineState(tree, nodeOf(tree, 'lamp'));
};

describe('the state that a child reports', () => {
  it.each([
    [{ 'lamp/availability': 'online' }, 'online'],
    [{ 'lamp/availability': '{"state":"offline"}' }, 'offline'],
    [{ 'lamp/LWT': 'Offline', 'lamp/SENSOR': '{}' }, 'offline'],
    [{ 'lamp/$state': 'sleeping', 'lamp/power': '7' }, 'asleep'],
    [{ 'lamp/state': 'ON' }, undefined],
    [{ 'lamp/availability': 'who knows' }, undefined],
    [{ 'lamp/state/x': 'online' }, undefined],
    [{ lamp: 'online' }, undefined],
  ] as const)('of %j is %s', (messages, state) => {
    expect(below(messages)).toBe(state);
  });

  it('is that of the surest name which has one', () => {
    expect(below({ 'lamp/state': 'online', 'lamp/LWT': 'Offline' })).toBe('offline');
    expect(below({ 'lamp/state': 'online', 'lamp/LWT': 'gone fishing' })).toBe('online');
  });

  it('is read again when the child, or another one, says something else', () => {
    const tree = treeWith({ 'lamp/state': 'online' });
    const lamp = nodeOf(tree, 'lamp');
    expect(onlineStateBelow(tree, lamp)).toBe('online');
    tree.record(aMessage('lamp/state', 'offline'));
    expect(onlineStateBelow(tree, lamp)).toBe('offline');
    tree.record(aMessage('lamp/availability', 'online'));
    expect(onlineStateBelow(tree, lamp)).toBe('online');
  });

  it('is not that of a child that has given way to another', () => {
    const tree = treeOf([], { topics: 2 });
    tree.record(aMessage('lamp/LWT', 'Offline'));
    tree.record(aMessage('lamp/power', '7'));
    const lamp = nodeOf(tree, 'lamp');
    expect(onlineStateBelow(tree, lamp)).toBe('offline');
    tree.record(aMessage('lamp/availability', 'online'));
    expect(lamp.children?.count).toBe(2);
    expect(onlineStateBelow(tree, lamp)).toBe('online');
  });

  it('is not looked for among many children', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`lamp/${at}`, '']));
    expect(below({ ...many, 'lamp/status': 'online' })).toBeUndefined();
  });
});

describe('a level with nothing below it but that', () => {
  it.each([
    [{ lamp: '{}', 'lamp/availability': '{"state": "unavailable"}' }, true],
    [{ lamp: '{}', 'lamp/availability': 'who knows' }, false],
    [{ lamp: '{}', 'lamp/availability': 'online', 'lamp/set': '' }, false],
    [{ lamp: '{}', 'lamp/status': '{"status":"online","uptime":1234}' }, false],
    [{ 'lamp/availability': 'online' }, true],
  ] as const)('is %j: %s', (messages, isOnly) => {
    expect(isAlone(messages)).toBe(isOnly);
  });

  it('has a state of its own only without children', () => {
    const tree = treeWith({ state: 'online' });
    expect(ownOnlineState(tree, nodeOf(tree, 'state'))).toBe('online');
    tree.record(aMessage('state/x', ''));
    expect(ownOnlineState(tree, nodeOf(tree, 'state'))).toBeUndefined();
  });
});
