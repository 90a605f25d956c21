import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartColumns } from '../../source/model/chart-columns.ts';
import { NumberSeries } from '../../source/model/number-series.ts';

/** Times as they are now, to a part of a millisecond. */
const epoch = 1_790_000_000_000.25;

type Point = readonly [time: number, value: number];

const seriesOf = (points: readonly Point[]): NumberSeries => {
  const series = new NumberSeries();
  for (const [time, value] of points) series.add(time, value, false);
  return series;
};

const pointLists = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: -50, max: 50 })), {
    maxLength: 300,
  })
  .map((points) =>
    points.toSorted(([a], [b]) => a - b).map(([at, value]) => [epoch + at, value] as const),
  );

describe('a series in columns', () => {
  it('counts, and tells least, most, mean and last of what lies in the time', () => {
    fc.assert(
      fc.property(
        pointLists,
        fc.nat(9000),
        fc.integer({ min: 1, max: 5000 }),
        (points, since, span) => {
          const from = epoch + since;
          const to = from + span;
          const inside = points
            .filter(([time]) => time >= from && time <= to)
            .map(([, value]) => value);
          const seen = chartColumns(seriesOf(points), from, to, 40);
          expect(seen.count).toBe(inside.length);
          if (inside.length === 0) return;
          expect(seen.min).toBe(Math.min(...inside));
          expect(seen.max).toBe(Math.max(...inside));
          expect(seen.last).toBe(inside.at(-1));
          expect(seen.mean).toBeCloseTo(
            inside.reduce((sum, value) => sum + value, 0) / inside.length,
          );
        },
      ),
    );
  });

  it('loses no peak: each number lies on the stroke of its column', () => {
    fc.assert(
      fc.property(pointLists, (points) => {
        const { strokes } = chartColumns(seriesOf(points), epoch, epoch + 10_000, 40);
        for (const [time, value] of points) {
          const column = Math.round(((time - epoch) / 10_000) * 39);
          const covers = strokes.some(
            ({ x0, x1, y0, y1 }) => x0 === column && x1 === column && y0 <= value && value <= y1,
          );
          expect(covers).toBe(true);
        }
      }),
    );
  });

  it('needs strokes by the columns, not by the numbers', () => {
    const points = Array.from({ length: 100_000 }, (_, index): Point => [index, index % 7]);
    const { strokes, count } = chartColumns(seriesOf(points), 0, 99_999, 80);
    expect(count).toBe(100_000);
    expect(strokes.length).toBeLessThanOrEqual(160);
  });

  it('joins neighbours, but not over a long silence', () => {
    const steady = Array.from({ length: 10 }, (_, index): Point => [index * 1000, 1]);
    const late = steady.map(([time, value]): Point => [time + 100_000, value]);
    const { strokes } = chartColumns(seriesOf([...steady, ...late]), 0, 109_000, 1091);
    const joins = strokes.filter(({ x0, x1 }) => x0 !== x1);
    expect(joins).toHaveLength(18);
    expect(joins.some(({ x0, x1 }) => x0 <= 90 && x1 >= 1000)).toBe(false);
  });

  it('lets lines come in from the left and go out at the right', () => {
    const points: Point[] = [
      [0, 0],
      [100, 10],
    ];
    const { strokes, count } = chartColumns(seriesOf(points), 40, 60, 21);
    expect(count).toBe(0);
    expect(strokes).toEqual([{ x0: -40, y0: 0, x1: 60, y1: 10 }]);
  });

  it('knows where a retained number stands', () => {
    const series = new NumberSeries();
    series.add(0, 5, true);
    series.add(100, 6, false);
    expect(chartColumns(series, 0, 100, 11).retained).toEqual([{ column: 0, value: 5 }]);
  });
});

describe('numbers over time', () => {
  it('keep the newest 100,000 at most', () => {
    const series = new NumberSeries();
    for (let index = 0; index < 250_000; index += 1) series.add(index, index, false);
    expect(series.length).toBeLessThanOrEqual(100_000);
    expect(series.length).toBeGreaterThanOrEqual(90_000);
    expect(series.values[series.length - 1]).toBe(249_999);
    expect(series.times[0]).toBe(250_000 - series.length);
  });

  it('never go back in time', () => {
    const series = seriesOf([
      [100, 1],
      [50, 2],
    ]);
    expect(series.times[1]).toBe(100);
  });

  it('are found by time', () => {
    fc.assert(
      fc.property(pointLists, fc.nat(11_000), (points, since) => {
        const time = epoch + since;
        expect(seriesOf(points).indexAt(time)).toBe(points.filter(([at]) => at < time).length);
        expect(seriesOf(points).indexAfter(time)).toBe(points.filter(([at]) => at <= time).length);
      }),
    );
  });
});

const every = (interval: number, count: number, from = 0): Point[] =>
  Array.from({ length: count }, (_, index) => [from + index * interval, 1]);

/** The strokes that go on to another column, as their times. */
const joins = (points: readonly Point[]): number[] => {
  const to = points.at(-1)?.[0] ?? 0;
  return chartColumns(seriesOf(points), 0, to, 1000)
    .strokes.filter(({ x0, x1 }) => x0 !== x1)
    .map(({ x1 }) => Math.round((x1 / 999) * to));
};

describe('a line', () => {
  it('is broken by a silence of more than ten intervals', () => {
    const before = every(1000, 20);
    expect(joins([...before, [29_000, 1]])).toHaveLength(20);
    expect(joins([...before, [29_001, 1]])).toHaveLength(19);
  });

  it('is not broken by a silence of two seconds, nor between fewer than five numbers', () => {
    const before = every(10, 20);
    expect(joins([...before, [2190, 1]]).at(-1)).toBe(2190);
    expect(joins([...before, [2191, 1]]).at(-1)).not.toBe(2191);
    expect(joins([...every(10, 3), [50_000, 1]])).toEqual([50_000]);
    expect(joins([...every(10, 4), [50_000, 1]])).not.toContain(50_000);
  });

  it('goes by the usual interval of all of a long series', () => {
    const long = [...every(10, 700), ...every(1000, 1000, 8000)];
    expect(joins([...long, [1_017_000, 1]]).at(-1)).toBe(1_017_000);
  });

  it('has no mean and no last number where there are none', () => {
    const { count, mean, last, strokes } = chartColumns(seriesOf([]), 10, 20, 10);
    expect([count, mean, last, strokes]).toEqual([0, Number.NaN, Number.NaN, []]);
  });
});
