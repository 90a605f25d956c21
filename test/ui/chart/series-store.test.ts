import { encode } from '@msgpack/msgpack';
import { describe, expect, it } from 'vitest';
import type { NumberSeries } from '../../../source/model/number-series.ts';
import { seriesStoreOf } from '../../../source/ui/chart/series-store.ts';
import { aSession } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';

const valuesOf = (numbers: NumberSeries | undefined): number[] =>
  Array.from(numbers?.values.subarray(0, numbers.length) ?? []);

describe('the numbers of the chart', () => {
  it('come from payloads of any kind, once the decoder has been loaded', async () => {
    const session = aSession(undefined);
    for (const temp of [20, 21.5])
      session.monitor?.tree.record(aMessage('packed', encode({ name: 'x', temp })));
    const store = seriesStoreOf(session);
    const [numbers] = store.follow([{ topic: 'packed', path: ['.temp'] }], new Map());
    await expect.poll(() => valuesOf(numbers)).toEqual([20, 21.5]);
    expect(store.isBehind).toBe(false);
    await session.close();
  });

  it('are read anew when another decoder is chosen', () => {
    const session = aSession(undefined);
    session.monitor?.tree.record(aMessage('a', '42'));
    const names = [{ topic: 'a', path: [] }];
    const store = seriesStoreOf(session);
    expect(valuesOf(store.follow(names, new Map())[0])).toEqual([42]);
    const asHex = new Map([['a', { name: 'hex', argument: '' }]]);
    expect(valuesOf(store.follow(names, asHex)[0])).toEqual([]);
    expect(valuesOf(store.follow(names, new Map())[0])).toEqual([42]);
  });

  it('go on frame by frame where nothing is drawn, so that a short history loses none', async () => {
    const session = aSession(undefined);
    const store = seriesStoreOf(session);
    session.monitor?.tree.record(aMessage('a', '0'));
    const [numbers] = store.follow([{ topic: 'a', path: [] }], new Map());
    for (let round = 1; round <= 3; round += 1) {
      // The history keeps 100.
      for (let index = 0; index < 90; index += 1)
        session.monitor?.tree.record(aMessage('a', String(round)));
      session.clock.changed('messages');
      await expect.poll(() => numbers?.length).toBe(1 + 90 * round);
    }
    await session.close();
  });
});
