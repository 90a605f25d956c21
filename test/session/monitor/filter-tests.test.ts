import { describe, expect, it } from 'vitest';
import type { TopicNode } from '../../../source/model/topic-node.ts';
import type { Decoded } from '../../../source/payload/decoded.ts';
import type { FilterContext } from '../../../source/session/monitor/filter-tests.ts';
import { asTest, readFilter } from '../../../source/session/monitor/read-filter.ts';
import { aMessage } from '../../support/messages.ts';
import { nodeOf, treeOf } from '../../support/topic-trees.ts';

const tree = treeOf();

const context: FilterContext = {
  tree: () => tree,
  last: (node) => tree.last(node),
  staleAfter: undefined,
  decode: () => undefined,
  onGivenUp: () => undefined,
};

const read = (text: string, more: Partial<FilterContext> = {}) => {
  const filter = readFilter(text, { ...context, ...more });
  if (typeof filter === 'string') throw new Error(filter);
  return asTest(filter);
};

const problem = (text: string): unknown => readFilter(text, context);

/** A topic with one message, which came at 100 s. */
const heard = (topic: string, payload = ''): TopicNode => {
  tree.record(aMessage(topic, payload, { receivedAt: 100_000 }));
  return nodeOf(tree, topic);
};

const passes = (text: string, payload: string, more: Partial<FilterContext> = {}): boolean =>
  read(text, more).passes(heard('here', payload), 100_000);

/** A decoded value with one member. */
const map = (key: string, text: string): NonNullable<Decoded['value']> => ({
  kind: 'map',
  members: [{ key, value: { kind: 'string', text } }],
});

describe('a filter by time', () => {
  it('has the bound within what has changed, and not within what is stale', () => {
    const node = heard('timed');
    const changed = read('changed:30s');
    expect([130_000, 130_001].map((now) => changed.passes(node, now))).toEqual([true, false]);
    const stale = read('stale:30s');
    expect([130_000, 130_001].map((now) => stale.passes(node, now))).toEqual([false, true]);
    const usual = read('stale:', { staleAfter: 5000 });
    expect([105_000, 105_001].map((now) => usual.passes(node, now))).toEqual([false, true]);
  });

  it('leaves out branches without messages', () => {
    heard('branch/leaf');
    const branch = nodeOf(tree, 'branch');
    for (const text of ['changed:1h', 'stale:1s', 'payload:a', 'json:.a', 'retained:'])
      expect([text, read(text).passes(branch, 900_000)]).toEqual([text, false]);
  });
});

describe('what a filter depends on', () => {
  it.each([
    ['temp', false, false, false],
    ['a/+', false, false, false],
    ['/temp/', false, false, false],
    ['retained:', true, false, false],
    ['payload:x', true, false, true],
    ['json:.a', true, false, true],
    ['changed:1s', true, true, false],
    ['stale:1s', true, true, false],
    ['stale:', true, true, false],
    ['temp -json:.a', true, false, true],
  ])('%s: messages %s, time %s, payloads %s', (text, messages, time, payloads) => {
    expect(read(text)).toMatchObject({
      followsMessages: messages,
      followsTime: time,
      readsPayloads: payloads,
    });
  });

  it('needs to be prepared only for regular expressions', () => {
    expect(read('temp')).not.toHaveProperty('prepare');
    const test = read('/^pre/ -re:x$');
    const nodes = ['prepared', 'prex', 'other'].map((topic) => heard(topic));
    while (test.prepare?.(nodes) === false);
    expect(nodes.map((node) => test.passes(node, 0))).toEqual([true, false, false]);
  });
});

describe('a filter of payloads', () => {
  it.each([
    ['json:.a', '{"a":1}', true],
    ['json:.a', '{"b":1}', false],
    ['json:.a=1', '{"a":1}', true],
    ['json:.a==1', '{"a":1}', true],
    ['json:.a!=1', '{"a":1}', false],
    ['json:.a!=x', '{"a":"y"}', true],
    ['json:.a>1', '{"a":1}', false],
    ['json:.a>=1', '{"a":1}', true],
    ['json:.a<1', '{"a":1}', false],
    ['json:.a>1', '{"a":"x"}', false],
    ['json:.a="x"', '{"a":"x"}', true],
    ['json:".a = x y "', '{"a":"x y"}', true],
    ['payload:ONE', 'is one', true],
    ['payload:one', 'IS ONE', true],
    ['payload:one', 'two', false],
  ])('%s of %s: %s', (text, payload, does) => {
    expect(passes(text, payload)).toBe(does);
  });

  it.each<[string, Partial<Decoded>, boolean]>([
    ['json:.a=x', { value: map('a', 'x') }, true],
    ['json:.a=x', { value: map('a', 'y') }, false],
    ['json:.a=x', { value: map('b', 'x'), inShort: map('a', 'x') }, true],
    ['json:.a=x', { inShort: map('a', 'x') }, true],
    ['json:.a', {}, false],
    ['payload:sought', { value: map('a', 'Sought') }, true],
    ['payload:sought', { value: map('a', 'other') }, false],
  ])('%s looks into what was decoded: %j', (text, decoded, does) => {
    const decode = (): Decoded => ({ kind: 'x', notes: [], ...decoded });
    expect(passes(text, 'raw', { decode })).toBe(does);
  });
});

describe('a filter that cannot be read', () => {
  it.each([
    ['json:', 'json: takes a path and a comparison, such as json:.temp>30 or json:.on=true.'],
    ['json:".a x"', 'json: takes a path and a comparison, such as json:.temp>30 or json:.on=true.'],
    ['json:.a>=', 'Compare it with what? As in json:.temp>=30.'],
    ['json:.a=', 'Compare it with what? As in json:.temp=30.'],
    ['json:.a<hot', '"hot" is not a number; text can only be compared with = and !=.'],
    ['mqtt:', 'mqtt: takes a topic filter, such as mqtt:site/+/temp.'],
    ['payload:', 'payload: takes a text, such as payload:overheat or payload:"two words".'],
    ['retained:x', 'retained: takes no value; -retained: shows all that is not retained.'],
    ['changed:', 'changed: takes a time, such as changed:30s, changed:5m or changed:1h.'],
    ['stale:x', 'stale: takes a time, such as stale:1h, or nothing for unusually long.'],
    ['x'.repeat(2001), 'A filter has at most 2000 characters.'],
  ])('says how it would be right: %s', (text, why) => {
    expect(problem(text)).toBe(why);
  });

  it('is none with 2,000 characters, or where a wildcard is only a part of a level', () => {
    for (const text of ['x'.repeat(2000), 'a+', '+a', 'a/b#', 'a/+b/c'])
      expect(typeof problem(text)).toBe('object');
    for (const text of ['#/a', 'a/#/b']) expect(typeof problem(text)).toBe('string');
  });
});
