import { describe, expect, it } from 'vitest';
import { TopicTree } from '../../../source/model/topic-tree.ts';
import { KnownRetained } from '../../../source/session/monitor/known-retained.ts';
import { aMessage } from '../../support/messages.ts';

const retain = { retain: true } as const;

const treeWith = (memory = 1e7): TopicTree =>
  new TopicTree({ history: 10, payload: 50, topics: 100, memory });

const knownIn = (tree: TopicTree, isWanted = (_topic: string): boolean => true) => {
  const known = new KnownRetained(
    { tree, deliveries: { match: (topic) => topic !== 'unwatched' } },
    isWanted,
  );
  return Array.from({ length: known.length }, (_, index) => {
    const message = known.at(index);
    return message === undefined
      ? undefined
      : `${message.topic} ${String(message.retain)} ${Buffer.from(message.payload).toString()}`;
  });
};

describe('the retained messages of what is watched', () => {
  it('are those of topics with one, that are wanted and still watched', () => {
    const tree = treeWith();
    tree.record(aMessage('a', '1', retain));
    tree.record(aMessage('b', '2'));
    tree.record(aMessage('c', '3', retain));
    tree.record(aMessage('unwatched', '4', retain));
    tree.record(aMessage('cleared', '5', retain));
    tree.record(aMessage('cleared', '', retain));
    expect(knownIn(tree)).toEqual(['a true 1', 'c true 3']);
    expect(knownIn(tree, (topic) => topic === 'c')).toEqual(['c true 3']);
  });

  it('are the newest with the flag, or else the newest that is known to be retained', () => {
    const tree = treeWith();
    tree.record(aMessage('a', 'retained', retain));
    tree.record(aMessage('a', 'live'));
    const own = tree.record(aMessage('own', 'echo'));
    if (own !== undefined) own.isRetained = true;
    expect(knownIn(tree)).toEqual(['a true retained', 'own true echo']);
  });

  it('are left out if cut, or without the properties that they came with', () => {
    const tree = treeWith(4000);
    const properties = { contentType: 'text/plain', subscriptionIdentifier: 1 };
    tree.record(aMessage('cut', 'x'.repeat(60), retain));
    tree.record(aMessage('bare', '1', { ...retain, properties: { subscriptionIdentifier: 1 } }));
    tree.record(aMessage('lacking', '2', { ...retain, properties }));
    const large = { userProperties: [['large', 'x'.repeat(600)]] as const };
    tree.record(aMessage('large', '3', { ...retain, properties: large }));
    expect(knownIn(tree)).toEqual([undefined, 'bare true 1', 'lacking true 2', undefined]);
    for (let index = 0; index < 200; index += 1) tree.record(aMessage('flood', String(index)));
    expect(tree.find('lacking')?.kept).toBe(0);
    expect(knownIn(tree)).toEqual([undefined, 'bare true 1', undefined, undefined]);
  });
});
