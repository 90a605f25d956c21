import { describe, expect, it } from 'vitest';
import { emptyCount, type Subscription, usualOptions } from '../../../source/model/subscription.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { Deliveries } from '../../../source/session/monitor/deliveries.ts';
import { aMessage } from '../../support/messages.ts';

const start = 1_000_000;

const aSubscription = (
  filter: string,
  identifier: number,
  state: Subscription['state'] = 'granted',
): Subscription => ({ ...usualOptions, filter, identifier, state, count: emptyCount() });

const delivered = (
  topic: string,
  identifier?: number | readonly number[],
  rest: Partial<Message> = {},
): Message =>
  aMessage(topic, 'x', {
    receivedAt: start,
    ...(identifier === undefined
      ? {}
      : { properties: { subscriptionIdentifier: identifier as number } }),
    ...rest,
  });

/** Deliveries of a monitor that has received so many messages, at 7 a second. */
const deliveriesOf = (received = { messages: 0 }): Deliveries =>
  new Deliveries({ messages: () => received.messages, perSecond: () => 7 });

describe('deliveries', () => {
  it('need no counting while one filter is watched: all that is received is for that one', () => {
    const received = { messages: 0 };
    const deliveries = deliveriesOf(received);
    const sole = aSubscription('a/#', 1);
    deliveries.follow([sole], start);
    received.messages = 5;
    expect(deliveries.isCounting).toBe(false);
    expect(deliveries.messagesOf(sole)).toBe(5);
    expect(deliveries.rateOf(sole, start)).toBe(7);
    // Another one, which is not watched, has nothing of that.
    expect(deliveries.messagesOf(aSubscription('b/#', 2))).toBe(0);
    expect(deliveries.rateOf(aSubscription('b/#', 2), start)).toBe(0);
  });

  it('keep what the sole filter has had when another one comes, and count from then on', () => {
    const received = { messages: 0 };
    const deliveries = deliveriesOf(received);
    const [one, other] = [aSubscription('a/#', 1), aSubscription('b/#', 2)];
    const counts = (): number[] => [one, other].map((each) => deliveries.messagesOf(each));
    deliveries.follow([one], start);
    received.messages = 5;
    deliveries.follow([one, other], start);
    expect(deliveries.isCounting).toBe(true);
    expect(counts()).toEqual([5, 0]);
    received.messages = 6;
    expect(deliveries.take(delivered('b/1', 2))).toBe(true);
    expect(counts()).toEqual([5, 1]);
    expect(deliveries.rateOf(other, start)).toBeGreaterThan(0);
    expect(deliveries.rateOf(other, start)).toBeLessThan(7);
    expect(deliveries.rateOf(one, start)).toBe(0);
  });

  it('count once what comes twice, though each copy names both filters', () => {
    const received = { messages: 0 };
    const deliveries = deliveriesOf(received);
    const [one, other] = [aSubscription('a/#', 1), aSubscription('#', 2)];
    deliveries.follow([one, other], start);
    const both = delivered('a/1', [1, 2]);
    expect([deliveries.take(both), deliveries.take(both)]).toEqual([true, false]);
    expect([one, other].map((each) => deliveries.messagesOf(each))).toEqual([1, 1]);
    expect([deliveries.repeats, deliveries.areSeparate]).toEqual([1, true]);
  });

  it('stop counting ten seconds after one filter is left', () => {
    const received = { messages: 2 };
    const deliveries = deliveriesOf(received);
    const [one, other] = [aSubscription('a/#', 1), aSubscription('b/#', 2)];
    deliveries.follow([one, other], start);
    received.messages = 3;
    deliveries.take(delivered('a/1', 1));
    deliveries.follow([one], start);
    expect(deliveries.isCounting).toBe(true);
    expect(deliveries.take(delivered('a/1', 1, { receivedAt: start + 9999 }))).toBe(true);
    received.messages = 4;
    expect(deliveries.isCounting).toBe(true);
    expect(deliveries.messagesOf(one)).toBe(2);
    expect(deliveries.take(delivered('a/1', 1, { receivedAt: start + 10_000 }))).toBe(true);
    expect(deliveries.isCounting).toBe(false);
    received.messages = 5;
    expect(deliveries.messagesOf(one)).toBe(3);
    expect(deliveries.rateOf(one, start)).toBe(7);
  });

  it('go on without counting where the same filter is followed again', () => {
    const received = { messages: 0 };
    const deliveries = deliveriesOf(received);
    deliveries.follow([aSubscription('a/#', 1)], start);
    received.messages = 5;
    const again = aSubscription('a/#', 1, 'pending');
    deliveries.follow([again], start);
    expect(deliveries.isCounting).toBe(false);
    received.messages = 6;
    expect(deliveries.messagesOf(again)).toBe(1);
  });

  it('count for a while where a filter takes the place of another', () => {
    const received = { messages: 0 };
    const deliveries = deliveriesOf(received);
    deliveries.follow([aSubscription('a/#', 1)], start);
    received.messages = 5;
    const next = aSubscription('b/#', 2);
    deliveries.follow([next], start);
    expect(deliveries.isCounting).toBe(true);
    expect(deliveries.messagesOf(next)).toBe(0);
  });

  it('count nothing for a filter that is off', () => {
    const deliveries = deliveriesOf();
    const [one, off] = [aSubscription('a/#', 1), aSubscription('b/#', 2, 'off')];
    deliveries.follow([one, off], start);
    expect(deliveries.isCounting).toBe(false);
    expect(deliveries.match('a/1')).toBe(true);
    expect(deliveries.match('b/1')).toBe(false);
  });

  it('leave out the copy for a later filter, and say that the broker delivers each', () => {
    const deliveries = deliveriesOf();
    const [one, other] = [aSubscription('#', 1), aSubscription('a/#', 2)];
    deliveries.follow([one, other], start);
    expect(deliveries.take(delivered('a/1', 1))).toBe(true);
    expect(deliveries.repeats).toBe(0);
    expect(deliveries.take(delivered('a/1', 2, { retain: true }))).toBe(false);
    // All brokers deliver retained messages once for each filter.
    expect([deliveries.repeats, deliveries.areSeparate]).toEqual([1, false]);
    expect(deliveries.take(delivered('a/1', 2))).toBe(false);
    expect([deliveries.repeats, deliveries.areSeparate]).toEqual([2, true]);
    deliveries.take(delivered('a/1', 2, { retain: true }));
    expect([deliveries.repeats, deliveries.areSeparate]).toEqual([3, true]);
    expect([one, other].map((each) => deliveries.messagesOf(each))).toEqual([1, 3]);
  });

  it.each<[string, Subscription, string]>([
    ['is pending', aSubscription('#', 1, 'pending'), 'a/1'],
    ['is refused', aSubscription('#', 1, 'refused'), 'a/1'],
    ['gets only a share', aSubscription('$share/g/#', 1), 'a/1'],
    ['does not match', aSubscription('b/#', 1), 'a/1'],
  ])('take the copy for a later filter where the earlier one %s', (_, first, topic) => {
    const deliveries = deliveriesOf();
    deliveries.follow([first, aSubscription('a/#', 2)], start);
    expect(deliveries.take(delivered(topic, 2))).toBe(true);
    expect(deliveries.repeats).toBe(0);
  });

  it('take a message with an identifier that nobody knows, unless a filter has had it', () => {
    const deliveries = deliveriesOf();
    deliveries.follow([aSubscription('a/#', 1), aSubscription('b/#', 2)], start);
    expect(deliveries.take(delivered('c/1', 9))).toBe(true);
    expect(deliveries.take(delivered('b/1', 9))).toBe(false);
  });

  it('count a message without an identifier for each filter that matches', () => {
    const deliveries = deliveriesOf();
    const all = [aSubscription('#', 1), aSubscription('a/#', 2), aSubscription('b/#', 3)];
    deliveries.follow(all, start);
    expect(deliveries.take(delivered('a/1'))).toBe(true);
    expect(all.map((each) => deliveries.messagesOf(each))).toEqual([1, 1, 0]);
    expect(deliveries).toMatchObject({ joined: 0, repeats: 0 });
  });

  it('count a message with several identifiers for each of them', () => {
    const deliveries = deliveriesOf();
    const all = [aSubscription('#', 1), aSubscription('a/#', 2), aSubscription('a/1', 3)];
    deliveries.follow(all, start);
    expect(deliveries.take(delivered('a/1', [1, 3, 9]))).toBe(true);
    expect(all.map((each) => deliveries.messagesOf(each))).toEqual([1, 0, 1]);
    expect(deliveries).toMatchObject({ joined: 1, repeats: 0 });
  });

  it('match nothing before anything is watched', () => {
    const deliveries = deliveriesOf();
    expect(deliveries.match('a')).toBe(false);
    deliveries.follow([], start);
    expect(deliveries.match('a')).toBe(false);
    expect(deliveries.isCounting).toBe(false);
  });
});
