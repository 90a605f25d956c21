import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { Box, renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { NumberSeries } from '../../../source/model/number-series.ts';
import { widthOf } from '../../../source/ui/draw/cells.ts';
import type { ChartToDraw } from '../../../source/ui/chart/plot-layout.ts';
import { Plots } from '../../../source/ui/chart/plots.tsx';

const epoch = 1_790_000_000_000;

const seriesOf = (values: readonly number[], every = 1000): NumberSeries => {
  const series = new NumberSeries();
  for (const [index, value] of values.entries()) series.add(epoch + index * every, value, false);
  return series;
};

const chart = (
  series: readonly (readonly number[])[],
  rest: Partial<ChartToDraw> = {},
): ChartToDraw => ({
  series: series.map((values, index) => ({
    name: `topic${index}`,
    numbers: seriesOf(values),
    quantity: '',
  })),
  window: { from: epoch, to: epoch + 60_000, earliest: epoch, latest: epoch + 60_000 },
  chosen: 0,
  isStacked: false,
  width: 60,
  height: 12,
  ...rest,
});

/** The rows of a chart: what stands between the borders of a box that just fits it. */
const draw = (toDraw: ChartToDraw): string[] => {
  const columns = toDraw.width + 2;
  const drawn = renderToString(
    <Box borderStyle="round" flexDirection="column" width={columns}>
      <Plots chart={toDraw} />
    </Box>,
    { columns },
  );
  const rows = stripVTControlCharacters(drawn).split('\n').slice(1, -1);
  return rows.map((row) => /^│(.*)│$/.exec(row)?.[1] ?? row);
};

const braille = /[⠁-⣿]/;

describe('the rows of a chart', () => {
  it('fill the pane, whatever the numbers and its size', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 80 });
    fc.assert(
      fc.property(
        fc.array(values, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 10, max: 150 }),
        fc.integer({ min: 3, max: 50 }),
        fc.boolean(),
        fc.constantFrom(undefined, '°C', '很长的单位'),
        (...[lists, width, height, isStacked, unit]) => {
          const made = chart(lists, { width, height, isStacked, chosen: lists.length - 1 });
          const series = made.series.map((each, index) => ({
            ...each,
            quantity: String(index % 2),
            unit: index === 0 ? unit : undefined,
          }));
          const rows = draw({ ...made, series });
          expect(rows.map((row) => widthOf(row))).toEqual(
            Array.from({ length: height }, () => width),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('draw a rising line from the lower left to the upper right', () => {
    const rows = draw(chart([Array.from({ length: 61 }, (_, index) => index)]));
    const columns = rows.slice(1, -1).map((row) => row.search(braille));
    expect(columns).toEqual(columns.toSorted((a, b) => b - a));
    expect(rows[1]).toMatch(/60┤ +[⠁-⣿]+ 60$/);
  });

  it('leave out where nothing came for long', () => {
    const numbers = seriesOf(Array.from({ length: 10 }, () => 5));
    for (let index = 0; index < 10; index += 1)
      numbers.add(epoch + 51_000 + index * 1000, 5, false);
    const rows = draw({ ...chart([]), series: [{ name: 'a', numbers, quantity: '' }] });
    const line = rows.find((row) => braille.test(row)) ?? '';
    expect(line).toMatch(/[⠁-⣿]{7,9} {30,}[⠁-⣿]{7,9}/);
  });

  it('mark what was retained', () => {
    const numbers = new NumberSeries();
    numbers.add(epoch, 1, true);
    numbers.add(epoch + 60_000, 2, false);
    const rows = draw({ ...chart([]), series: [{ name: 'a', numbers, quantity: '' }] });
    expect(rows.at(-2)).toMatch(/[┤│]R/);
  });

  it('say so where there are no numbers', () => {
    expect(draw(chart([[]]))[0]).toContain('no number yet');
    const window = { from: epoch + 1e6, to: epoch + 2e6, earliest: epoch, latest: epoch };
    expect(draw(chart([[1, 2]], { window }))[0]).toContain('none in this period');
  });

  it.each([false, true])('say how many series have no room, stacked: %s', (isStacked) => {
    const many = Array.from({ length: 5 }, () => [1, 2, 3]);
    const height = isStacked ? 9 : 8;
    const legend = (chosen: number): string[] =>
      draw(chart(many, { isStacked, height, chosen })).filter((row) => /topic\d/.test(row));
    expect(legend(0)).toEqual([
      '▸1 topic0                            3  min 1  max 3  mean 2',
      ' 2 topic1 … 3 more                   3  min 1  max 3  mean 2',
    ]);
    expect(legend(4)[1]).toMatch(/^▸5 topic4 … 3 more  /);
    const names = many.map((values, at) => ({
      name: `a/long/name/of/a/topic/${at}`,
      numbers: seriesOf(values),
      quantity: '',
    }));
    const narrow = { ...chart(many, { isStacked, height, width: 46 }), series: names };
    expect(draw(narrow).join('\n')).toContain(' 2 …me/of/a/topic/1 … 3 more 3  1 to 3, mean 2');
    expect(draw(chart(many, { isStacked, height: 40 })).join('\n')).not.toContain('more');
  });

  it('keep the end of long names, with the cells of wide characters', () => {
    const name = `${'房子/'.repeat(40)}温度`;
    const numbers = seriesOf([1, 2, 3]);
    const [first] = draw({
      ...chart([]),
      series: [
        { name, numbers, quantity: '' },
        { name: 'b', numbers, quantity: '' },
      ],
    });
    expect(first).toMatch(/….*房子\/温度 +3 /);
    expect(widthOf(first ?? '')).toBe(60);
  });
});
