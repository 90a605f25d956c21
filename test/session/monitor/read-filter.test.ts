import { gzipSync } from 'node:zlib';
import { encode as encodeMessagePack } from '@msgpack/msgpack';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TopicTree } from '../../../source/model/topic-tree.ts';
import type { DecodeRule } from '../../../source/payload/decoder-choice.ts';
import { PayloadReader } from '../../../source/payload/payload-reader.ts';
import { TreeFilters } from '../../../source/session/monitor/tree-filters.ts';
import { aMessage } from '../../support/messages.ts';
import { deviceBirth } from '../../support/sparkplug.ts';
import { nodeOf, treeOf } from '../../support/topic-trees.ts';

type Said = readonly [string, string, boolean?];

const house: readonly Said[] = [
  ['site/1/temp', '{"temp":31,"state":"on","name":"two words"}', true],
  ['site/2/temp', '{"temp":12}'],
  ['site/2/Humidity', 'Overheat soon'],
  ['alarm/Temp', '21.5'],
];

const houseTree = (): TopicTree => {
  const tree = treeOf();
  for (const [topic, payload, retain = false] of house)
    tree.record(aMessage(topic, payload, { retain, receivedAt: 100_000 }));
  return tree;
};

const filtersOf = (
  tree: TopicTree,
  staleAfter?: number,
  payloads = new PayloadReader(
    { rules: [] },
    () => undefined,
    () => undefined,
  ),
): TreeFilters & { told: string[] } => {
  const told: string[] = [];
  const filters = new TreeFilters({
    tree: () => tree,
    staleAfter,
    payloads,
    excludes: [],
    onChange: () => undefined,
    notify: (text) => told.push(text),
  });
  return Object.assign(filters, { told });
};

const finish = ({ view }: TopicTree): void => {
  while (view.isBusy) view.workOn();
};

/** The topics with a message that the tree shows when everything is open. */
const shown = (tree: TopicTree, now = 100_000): string[] => {
  tree.view.branches.setOpenBelow(tree.root, true);
  finish(tree);
  tree.view.prepare(now);
  finish(tree);
  const rows = tree.view.rows(0, 1000);
  return rows.filter(({ messages, matches }) => messages > 0 && matches).map(({ topic }) => topic);
};

const all = house.map(([topic]) => topic).toSorted();
const [alarm = '', site1 = '', humidity = '', site2 = ''] = all;

const packedTree = (): TopicTree => {
  const tree = houseTree();
  const pack = (topic: string, value: unknown): void =>
    void tree.record(aMessage(topic, encodeMessagePack(value, { useBigInt64: true })));
  pack('packed/a', { temp: 31.5, name: 'Kitchen', on: true, none: null });
  pack('packed/b', { temp: 12, name: 'two words', deep: [{ id: 2n ** 60n }] });
  tree.record(aMessage('zipped', gzipSync('{"temp":40,"temp":50}')));
  tree.record(aMessage('spBv1.0/g/DBIRTH/n/d', deviceBirth));
  tree.record(aMessage('bytes', Buffer.from([0xff, 0xfe, 1])));
  return tree;
};

const readerOf = (tree: TopicTree, rules: readonly DecodeRule[] = []): PayloadReader =>
  new PayloadReader(
    { rules },
    () => undefined,
    (topic) => {
      const node = tree.find(topic);
      return node && tree.last(node);
    },
  );

describe('a filter of the tree', () => {
  it.each([
    ['', all],
    ['TEMP site', [site1, site2]],
    ['site/+/temp', [site1, site2]],
    ['mqtt:site/1/temp', [site1]],
    ['#', all],
    ['re:^site/\\d/t', [site1, site2]],
    ['/t.mp$/', [alarm, site1, site2]],
    ['payload:overheat', [humidity]],
    ['payload:"heat soon"', [humidity]],
    ['payload:"""state"":""on"""', [site1]],
    ['payload:"""name"":""two words', [site1]],
    ['json:.temp>30', [site1]],
    ['json:.temp<=12', [site2]],
    ['json:.state=on', [site1]],
    ['json:.name="two words"', [site1]],
    ['json:".temp > 30"', [site1]],
    ['json:.temp', [site1, site2]],
    ['json:.temp!=31', [site2]],
    ['retained:', [site1]],
    ['-retained:', [alarm, humidity, site2]],
    ['-temp', [humidity]],
    ['!humid site', [site1, site2]],
    ['site -json:.temp>30 -payload:overheat', [site2]],
    ['- temp', []],
    ['nothing', []],
  ])('lets through: %s', (text, topics) => {
    const tree = houseTree();
    const filters = filtersOf(tree);
    filters.set(text, 100_000);
    expect(filters.problem).toBeUndefined();
    finish(tree);
    expect(shown(tree)).toEqual(topics);
    expect(tree.view.passing).toBe(topics.length);
  });

  it.each([
    ['json:temp>30', /json: takes a path/],
    ['json:.temp>', /Compare it with what/],
    ['json:.temp>hot', /"hot" is not a number/],
    ['mqtt:', /mqtt: takes a topic filter/],
    ['a/#/b', /must be the last level/],
    ['re:(', /is not valid/],
    ['re:', /A regular expression goes/],
    ['payload:', /payload: takes a text/],
    ['retained:no', /retained: takes no value/],
    ['changed:soon', /changed: takes a time/],
    ['stale:never', /stale: takes a time/],
    ['x'.repeat(3000), /at most 2000/],
  ])('that is wrong is told of, and the last good one stays: %s', (text, problem) => {
    const tree = houseTree();
    const filters = filtersOf(tree);
    filters.set('alarm', 0);
    filters.set(text, 0);
    expect(filters.problem).toMatch(problem);
    expect(filters.text).toBe('alarm');
    expect(shown(tree)).toEqual([alarm]);
    filters.set('site', 0);
    expect(filters.problem).toBeUndefined();
  });

  it('follows the messages: topics come and go with their payloads', () => {
    const tree = houseTree();
    filtersOf(tree).set('json:.temp>30', 0);
    tree.record(aMessage(site2, '{"temp":40}'));
    tree.record(aMessage(site1, 'nothing'));
    tree.record(aMessage('new/one', '{"temp":99}'));
    expect(shown(tree)).toEqual(['new/one', site2]);
    expect(tree.view.passing).toBe(2);
  });

  it('follows the time', () => {
    const tree = houseTree();
    const filters = filtersOf(tree);
    tree.record(aMessage(alarm, '1', { receivedAt: 150_000 }));
    filters.set('changed:30s', 160_000);
    expect(shown(tree, 160_000)).toEqual([alarm]);
    expect(shown(tree, 190_000)).toEqual([]);
    filters.set('stale:60s', 170_000);
    expect(shown(tree, 170_000)).toEqual([site1, humidity, site2]);
  });

  it('goes by what was said to be stale where no time is given', () => {
    const tree = houseTree();
    filtersOf(tree, 5000).set('stale:', 106_000);
    expect(shown(tree, 106_000)).toEqual(all);
  });

  it('gives a regular expression up that would not come to an end', () => {
    const tree = treeOf([`${'a'.repeat(60)}b`]);
    const filters = filtersOf(tree);
    const start = performance.now();
    filters.set('re:^(a+)+$', 0);
    finish(tree);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(filters.told).toEqual([expect.stringContaining('took too long')]);
    expect(shown(tree)).toEqual([]);
  });
});

describe('a filter that reads payloads', () => {
  it.each([
    ['json:.temp>30', ['packed/a', site1, 'zipped']],
    ['json:.temp=50', ['zipped']],
    ['json:.temp<=12', ['packed/b', site2]],
    ['json:.name=Kitchen', ['packed/a']],
    ['json:.on=true', ['packed/a']],
    ['json:.none=null', ['packed/a']],
    ['json:.deep[0].id', ['packed/b']],
    ['json:.deep', []],
    ['json:.metrics.temperature=21.5', ['spBv1.0/g/DBIRTH/n/d']],
    ['json:.temperature>20', ['spBv1.0/g/DBIRTH/n/d']],
    ['payload:kitchen', ['packed/a']],
    ['payload:"name":"two words"', ['packed/b', site1]],
    ['payload:offset', ['spBv1.0/g/DBIRTH/n/d']],
    ['-payload:temp -payload:21.5', ['bytes', humidity]],
  ])('looks into what is decoded: %s', async (text, topics) => {
    const tree = packedTree();
    const reader = readerOf(tree);
    await reader.ready();
    filtersOf(tree, undefined, reader).set(text, 0);
    expect(shown(tree)).toEqual(topics);
  });

  it('waits for decoders that are being loaded, and tries again', async () => {
    const tree = packedTree();
    const reader = readerOf(tree);
    filtersOf(tree, undefined, reader).set('json:.temp>30', 0);
    expect(shown(tree)).toEqual([site1]);
    await reader.ready();
    expect(shown(tree)).toEqual(['packed/a', site1, 'zipped']);
  });

  it('goes by --decode, also for text', async () => {
    const tree = packedTree();
    tree.record(aMessage('coded', Buffer.from('{"temp":77}').toString('base64')));
    const reader = readerOf(tree, [
      { filter: 'coded', choice: { name: 'base64', argument: '' } },
      { filter: 'packed/#', choice: { name: 'hex', argument: '' } },
    ]);
    await reader.ready();
    filtersOf(tree, undefined, reader).set('json:.temp>30', 0);
    expect(shown(tree)).toEqual(['coded', site1, 'zipped']);
  });

  it('looks into text no further than before, and loads no decoder for it', () => {
    const tree = houseTree();
    const reader = readerOf(tree);
    const glance = vi.spyOn(reader, 'glance');
    const filters = filtersOf(tree, undefined, reader);
    for (const text of ['payload:nowhere', 'json:.other>1', '-payload:x']) {
      filters.set(text, 0);
      finish(tree);
    }
    expect(glance).not.toHaveBeenCalled();
  });
});

describe('exclude filters', () => {
  it('leave topics out of the tree, count them, and let the rest fold as it is', () => {
    const tree = houseTree();
    const filters = filtersOf(tree);
    tree.view.branches.setOpenBelow(nodeOf(tree, 'site'), false);
    expect(filters.exclude('humid', 0)).toBeUndefined();
    expect(filters.exclude('mqtt:alarm/#', 0)).toBeUndefined();
    finish(tree);
    expect(tree.view.rows(0, 10).map(({ topic }) => topic)).toEqual(['site']);
    expect(tree.view.excluded).toBe(2);
    tree.record(aMessage('alarm/new', 'x'));
    finish(tree);
    expect(tree.view.excluded).toBe(3);
    expect(shown(tree)).toEqual([site1, site2]);
  });

  it('stay beside the filter that is typed, until they are taken back', () => {
    const tree = houseTree();
    const filters = filtersOf(tree);
    filters.exclude('payload:overheat', 0);
    filters.set('site', 0);
    expect(shown(tree)).toEqual([site1, site2]);
    expect(filters.include('payload:other', 0)).toBe(false);
    expect(filters.include('payload:overheat', 0)).toBe(true);
    expect(shown(tree)).toEqual([site1, humidity, site2]);
    expect(filters.excludes).toEqual([]);
  });

  it('are refused when they are wrong, empty, double or too many', () => {
    const filters = filtersOf(houseTree());
    onTestFinished(() => void filters.include('', 0));
    expect(filters.exclude('re:(', 0)).toMatch(/is not valid/);
    expect(filters.exclude(' ', 0)).toMatch(/Exclude which topics/);
    filters.exclude('a', 0);
    expect(filters.exclude('a', 0)).toMatch(/already/);
    for (let number = 1; number < 100; number += 1) filters.exclude(`x${number}`, 0);
    expect(filters.exclude('y', 0)).toMatch(/100 exclude filters/);
    expect(TreeFilters.excludesProblem(['a', 're:['])).toMatch(/is not valid/);
    expect(TreeFilters.excludesProblem(['a', 'json:.b=1'])).toBeUndefined();
  });
});
