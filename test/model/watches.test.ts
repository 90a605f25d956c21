import { describe, expect, it } from 'vitest';
import { conditionOf } from '../../source/model/threshold.ts';
import type { WatchRule } from '../../source/model/watch.ts';
import { watchLimit, Watches } from '../../source/model/watches.ts';
import { decimalOf } from '../../source/payload/decimal.ts';
import { aMessage } from '../support/messages.ts';

const rule = (filter: string, more: Partial<WatchRule> = {}): WatchRule => ({
  filter,
  typed: '> 30',
  path: '',
  comparison: '> 30',
  condition: conditionOf('>', '30', decimalOf('30'), decimalOf('1'))!,
  read: (payload) => {
    const text = Buffer.from(payload).toString();
    return text === '' ? undefined : { text, number: decimalOf(text) };
  },
  room: 'chat',
  isPosted: false,
  every: 60_000,
  ...more,
});

const added = (watches: Watches, filter: string, more: Partial<WatchRule> = {}) => {
  const watch = watches.add(rule(filter, more));
  if (watch === undefined) throw new Error('there are too many');
  return watch;
};

describe('watches', () => {
  it('take the first value as the state where it is old, and as a crossing where it is live', () => {
    const watches = new Watches();
    const watch = added(watches, 'a/+');
    expect(watches.offer(aMessage('a/1', '31'), true)).toBe(false);
    expect(watch.met).toEqual(['a/1']);
    expect(watches.offer(aMessage('a/2', '31'), false)).toBe(true);
    expect(watches.offer(aMessage('a/3', '3'), false)).toBe(false);
    expect(watch.crossings).toBe(1);
    // Retained or not: the second value counts.
    expect(watches.offer(aMessage('a/1', '3'), true)).toBe(true);
    expect([watch.crossings, watch.met]).toEqual([2, ['a/2']]);
  });

  it('have a state for each topic, and leave alone what does not match', () => {
    const watches = new Watches((topic) => topic === 'a/room');
    const watch = added(watches, 'a/+');
    for (const topic of ['a/1', 'a/2', 'a', 'b/1', 'a/b/c', 'a/room'])
      watches.offer(aMessage(topic, '3'), false);
    expect([...watch.topics.keys()]).toEqual(['a/1', 'a/2']);
    watches.offer(aMessage('a/1', '31'), false);
    watches.offer(aMessage('a/2', ''), false);
    expect([watch.crossings, watch.unreadable]).toEqual([1, 1]);
    const reports = watches.takeReports(0);
    expect(reports).toMatchObject([{ watch, topic: 'a/1', value: '31', isMet: true, withheld: 0 }]);
    expect(watches.takeReports(0)).toEqual([]);
  });

  it('begin with what is known, without a crossing', () => {
    const watches = new Watches();
    const watch = added(watches, 'a');
    watches.begin(watch, aMessage('a', '31'));
    watches.begin(watch, aMessage('b', '31'));
    expect([watch.crossings, watch.met]).toEqual([0, ['a']]);
    watches.offer(aMessage('a', '30'), false);
    expect(watch.crossings).toBe(0);
    watches.offer(aMessage('a', '29'), false);
    expect(watch.crossings).toBe(1);
  });

  it('are limited one by one, and the rest is told when it is due', () => {
    const watches = new Watches();
    added(watches, 'a');
    added(watches, 'a', { every: 1000 });
    watches.offer(aMessage('a', '31'), false);
    expect(watches.takeReports(0)).toHaveLength(2);
    for (const value of ['3', '31', '3']) watches.offer(aMessage('a', value), false);
    expect(watches.dueAt).toBe(1000);
    expect(watches.takeReports(1000)).toMatchObject([
      { watch: { number: 2 }, value: '3', isMet: false, withheld: 2 },
    ]);
    expect(watches.dueAt).toBe(60_000);
    expect(watches.takeReports(60_000)).toMatchObject([{ watch: { number: 1 }, withheld: 2 }]);
    expect(watches.dueAt).toBeUndefined();
  });

  it('of a name and of a filter see what is theirs, but for what is left out', () => {
    const watches = new Watches((topic) => topic === 'b/out');
    expect([watches.isEmpty, watches.dueAt]).toEqual([true, undefined]);
    const named = added(watches, 'a');
    expect(watches.offer(aMessage('a', '31'), false)).toBe(true);
    const wide = added(watches, 'b/+');
    expect(watches.isEmpty).toBe(false);
    for (const topic of ['b/1', 'b/out', 'c']) watches.offer(aMessage(topic, '31'), false);
    watches.begin(wide, aMessage('b/out', '31'));
    expect([[...named.topics.keys()], [...wide.topics.keys()]]).toEqual([['a'], ['b/1']]);
    expect([named.isFull, wide.isFull]).toEqual([false, false]);
    expect(watches.dueAt).toBe(Number.NEGATIVE_INFINITY);
    expect(new Watches().offer(aMessage('a', '31'), false)).toBe(false);
  });

  it('count what cannot be compared, and know which topics are met', () => {
    const watches = new Watches();
    const watch = added(watches, '#');
    for (const [topic, value] of [
      ['a', '31'],
      ['b', '3'],
      ['c', ''],
      ['a', ''],
    ] as const)
      watches.offer(aMessage(topic, value, { receivedAt: 7 }), false);
    expect([watch.unreadable, watch.crossings, watch.met]).toEqual([2, 1, ['a']]);
    expect(watch.latest).toEqual({ topic: 'b', value: '3', isMet: false, at: 7 });
    expect(watch.topics.get('a')).toEqual({ value: '31', isMet: true, at: 7 });
    watches.offer(aMessage('a', '3', { receivedAt: 8 }), false);
    expect([watch.crossings, watch.met, watch.topics.get('a')?.at]).toEqual([2, [], 8]);
  });

  it('forget topics silent longest for new ones, but none that meet the condition', () => {
    const watches = new Watches();
    const watch = added(watches, '#');
    const offer = (topic: string, value: string, at: number): boolean =>
      watches.offer(aMessage(topic, value, { receivedAt: at }), false);
    offer('hot', '31', 0);
    for (let index = 0; index < 5000; index += 1) offer(`t/${index}`, '3', index);
    expect([watch.isFull, watch.met]).toEqual([false, ['hot']]);
    expect(watch.topics.size).toBeLessThanOrEqual(1000);
    expect([watch.topics.has('t/4999'), watch.topics.has('t/4200')]).toEqual([true, true]);
    expect([offer('t/9999', '31', 5000), offer('t/0', '31', 5000)]).toEqual([true, true]);
    expect(watch.crossings).toBe(3);
  });

  it('are few, and follow a bounded number of topics', () => {
    const watches = new Watches();
    const first = added(watches, '#');
    for (let index = 0; index < 2000; index += 1)
      watches.offer(aMessage(`t/${index}`, '31'), false);
    expect([first.topics.size, first.isFull, first.crossings]).toEqual([1000, true, 1000]);
    for (let index = 1; index < watchLimit; index += 1) added(watches, `x/${index}`);
    expect(watches.add(rule('y'))).toBeUndefined();
    watches.remove(first);
    expect(watches.add(rule('y'))?.number).toBe(watchLimit + 1);
    expect(watches.offer(aMessage('t/1', '3'), false)).toBe(false);
  });
});
