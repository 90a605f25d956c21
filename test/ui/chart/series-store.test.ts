import { encode } from '@msgpack/msgpack';
import { describe, expect, it, vi } from 'vitest';
import type { NumberSeries } from '../../../source/model/number-series.ts';
import { followChart, seriesStoreOf } from '../../../source/ui/chart/series-store.ts';
import { initialUiState } from '../../../source/ui/ui-state.ts';
import { createUiStore } from '../../../source/ui/ui-store.ts';
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
    const names = [{ topic: 'packed', path: ['.temp'] }];
    store.follow(names, new Map());
    const [numbers] = store.numbersOf(names);
    await expect.poll(() => valuesOf(numbers)).toEqual([20, 21.5]);
    expect(store.isBehind).toBe(false);
    await session.close();
  });

  it('are read anew when another decoder is chosen', () => {
    const session = aSession(undefined);
    session.monitor?.tree.record(aMessage('a', '42'));
    const names = [{ topic: 'a', path: [] }];
    const store = seriesStoreOf(session);
    store.follow(names, new Map());
    expect(valuesOf(store.numbersOf(names)[0])).toEqual([42]);
    store.follow(names, new Map([['a', { name: 'hex', argument: '' }]]));
    expect(valuesOf(store.numbersOf(names)[0])).toEqual([]);
    store.follow(names, new Map());
    expect(valuesOf(store.numbersOf(names)[0])).toEqual([42]);
  });

  it('are read before a short history has lost them, however seldom frames are', async () => {
    const session = aSession(undefined);
    const { monitor, clock } = session;
    const store = seriesStoreOf(session);
    const names = [{ topic: 'a', path: [] }];
    store.follow(names, new Map());
    // The history keeps 100, and there is no frame meanwhile.
    const said = Array.from({ length: 1000 }, (_, index) => index);
    for (const number of said) monitor?.replay(aMessage('a', String(number)), true);
    clock.changed('messages');
    const [numbers] = store.numbersOf(names);
    await expect.poll(() => numbers?.length).toBe(said.length);
    expect(valuesOf(numbers)).toEqual(said);
    await session.close();
  });

  it('make the chart change where another topic is looked at, and only where it has a line', () => {
    const session = aSession(undefined);
    const announced = vi.spyOn(session.clock, 'changed');
    const store = seriesStoreOf(session);
    store.follow([{ topic: 'a', path: [] }], new Map());
    session.monitor?.replay(aMessage('b', '1'), true);
    expect(announced).not.toHaveBeenCalledWith('messages');
    session.monitor?.replay(aMessage('a', '1'), true);
    expect(announced).toHaveBeenCalledWith('messages');
    announced.mockClear();
    store.follow([], new Map());
    session.monitor?.replay(aMessage('a', '1'), true);
    expect(announced).not.toHaveBeenCalledWith('messages');
  });

  it('are followed as the screen has them', () => {
    const session = aSession(undefined);
    session.monitor?.replay(aMessage('a', '42'), true);
    const store = createUiStore(initialUiState({ selected: undefined }));
    const stop = followChart(session, store);
    const series = [{ topic: 'a', path: [] }];
    const chart = { ...store.getState().chart, series };
    store.dispatch({ type: 'chart-changed', chart });
    expect(valuesOf(seriesStoreOf(session).numbersOf(series)[0])).toEqual([42]);
    stop();
  });
});
