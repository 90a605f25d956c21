import { describe, expect, it } from 'vitest';
import { NumberSeries } from '../../source/model/number-series.ts';
import { stateShares } from '../../source/model/state-shares.ts';

const seriesOf = (...states: readonly (readonly [number, number])[]): NumberSeries => {
  const series = new NumberSeries();
  for (const [at, value] of states) series.add(at, value, false);
  return series;
};

describe('the shares of states', () => {
  const lamp = seriesOf([0, 1], [60, 0], [80, 0], [100, 1]);

  it('are by time, the largest number first, each until the next', () => {
    expect(stateShares(lamp, 0, 200)).toEqual({
      shares: [
        { value: 1, share: 0.8 },
        { value: 0, share: 0.2 },
      ],
      changes: 2,
    });
  });

  it('begin with the state from before, and count changes inside alone', () => {
    expect(stateShares(lamp, 70, 110)).toEqual({
      shares: [
        { value: 1, share: 0.25 },
        { value: 0, share: 0.75 },
      ],
      changes: 1,
    });
    expect(stateShares(lamp, 150, 200)).toEqual({ shares: [{ value: 1, share: 1 }], changes: 0 });
  });

  it('leave out what was before the first', () => {
    expect(stateShares(lamp, -100, 60).shares).toEqual([{ value: 1, share: 1 }]);
    expect(stateShares(lamp, -100, -50)).toEqual({ shares: [], changes: 0 });
    expect(stateShares(seriesOf(), 0, 1)).toEqual({ shares: [], changes: 0 });
  });
});
