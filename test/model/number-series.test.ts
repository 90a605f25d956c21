import { describe, expect, it } from 'vitest';
import { NumberSeries } from '../../source/model/number-series.ts';

const seriesOf = (times: readonly number[]): NumberSeries => {
  const series = new NumberSeries();
  for (const [index, time] of times.entries()) series.add(time, index * 10, index % 2 === 1);
  return series;
};

describe('numbers over time', () => {
  it('are kept with their times, and whether they were retained', () => {
    const series = seriesOf([1, 2, 5]);
    expect(series.length).toBe(3);
    expect([...series.times.subarray(0, 3)]).toEqual([1, 2, 5]);
    expect([...series.values.subarray(0, 3)]).toEqual([0, 10, 20]);
    expect([...series.retained.subarray(0, 3)]).toEqual([0, 1, 0]);
  });

  it('stand still when the clock is set back, also after it was cleared', () => {
    const series = seriesOf([5, 3, 4, 6]);
    expect([...series.times.subarray(0, 4)]).toEqual([5, 5, 5, 6]);
    series.clear();
    series.add(2, 1, false);
    expect([series.length, series.times[0]]).toEqual([1, 2]);
  });

  it('are found by their time', () => {
    const series = seriesOf([1, 2, 2, 5]);
    expect([0, 1, 2, 3, 5, 6].map((time) => series.indexAt(time))).toEqual([0, 0, 1, 3, 3, 4]);
    expect([0, 1, 2, 3, 5, 6].map((time) => series.indexAfter(time))).toEqual([0, 1, 3, 3, 4, 4]);
    expect(new NumberSeries().indexAt(1)).toBe(0);
  });

  it('are 100,000 at most: then the oldest tenth goes', () => {
    const series = new NumberSeries();
    for (let index = 0; index < 100_000; index += 1) series.add(index, -index, index === 10_001);
    expect([series.length, series.times[0], series.times[99_999]]).toEqual([100_000, 0, 99_999]);
    series.add(100_000, -100_000, true);
    expect([series.length, series.times[0], series.values[0]]).toEqual([90_001, 10_000, -10_000]);
    expect([series.retained[0], series.retained[1], series.retained[90_000]]).toEqual([0, 1, 1]);
    expect(series.times[90_000]).toBe(100_000);
  });

  it('keep their texts where a double is written otherwise, with the oldest gone at last', () => {
    const series = new NumberSeries();
    for (let index = 0; index < 100_000; index += 1)
      series.add(index, index, false, index % 2 === 0 ? String(index) : `${index}.0`);
    expect(series.texts.copy().slice(0, 4)).toEqual([undefined, '1.0', undefined, '3.0']);
    series.add(100_000, -0, false, '-0');
    const texts = series.texts.copy();
    expect(texts).toHaveLength(90_001);
    expect([texts[0], texts[1], texts[90_000]]).toEqual([undefined, '10001.0', '-0']);
  });

  it('have texts of 4,000,000 characters at most: of others only the double is known', () => {
    const series = new NumberSeries();
    const text = `1.${'0'.repeat(998)}`;
    for (let index = 0; index < 100_000; index += 1) series.add(index, 1, false, text);
    expect(series.texts.rounded).toBe(96_000);
    // The oldest tenth takes all its texts along, and there is room again.
    series.add(100_000, 1, false, text);
    expect(series.texts.rounded).toBe(90_000);
    expect(series.texts.copy()[90_000]).toBe(text);
    series.clear();
    expect([series.texts.rounded, series.texts.copy()]).toEqual([0, []]);
  });
});
