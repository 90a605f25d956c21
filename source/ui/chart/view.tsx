import { duration } from '../../format/duration.ts';
import type { BoxProps } from 'ink';
import { memo, type ReactNode } from 'react';
import { printable } from '../../payload/printable.ts';
import { pathText } from '../../payload/value-path.ts';
import { plural } from '../../format/count.ts';
import { truncate } from '../draw/cells.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { serverPrefix } from '../server-name.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi } from '../use-ui.ts';
import type { SeriesToDraw } from './plot-layout.ts';
import { Plots } from './plots.tsx';
import { seriesStoreOf } from './series-store.ts';
import { isApart, quantityOf, seriesText } from './state.ts';
import { chartWindow } from './window.ts';

/** Units are cut to this, in UTF-16 units. */
const longestUnit = 16;

/** Words are cut to this, in cells: they stand at the axis. */
const longestWord = 12;

const shownWord = ([number, word]: readonly [number, string]): readonly [number, string] => [
  number,
  truncate(printable(word), longestWord),
];

/** Nothing can be drawn in less than this. */
const smallest = { columns: 10, rows: 3 };

/** The chart, shown instead of the log. */
export const Chart = memo((box: Pick<BoxProps, 'flexGrow' | 'flexBasis'>): ReactNode => {
  const session = useMqttSession('messages');
  const workspace = useMqttSession('all');
  const { chart } = useUi('chart');
  const isFocused = useMode() === 'log';
  const pane = usePaneBox('log');
  const { columns, rows } = pane;
  const store = seriesStoreOf(session);
  const numbers = store.numbersOf(chart.series);
  const window = chartWindow(chart, numbers, session.clock.reading.wall);
  const topics = new Set(chart.series.map(({ topic }) => topic));
  // What all lines share stands in the title alone.
  const [sharedTopic] = topics.size === 1 && chart.series.length > 1 ? topics : [];
  const measures = store.measuresOf(chart.series);
  const series = chart.series.flatMap((name, index): SeriesToDraw[] => {
    const found = numbers[index];
    const measure = measures[index];
    const unit = measure?.unit === undefined ? undefined : printable(measure.unit, longestUnit);
    const words = measure?.words && new Map(Array.from(measure.words, shownWord));
    return found === undefined || measure === undefined
      ? []
      : [
          {
            name: sharedTopic === undefined ? seriesText(name) : pathText(name.path),
            numbers: found,
            unit,
            words,
            quantity: quantityOf(name, measure),
          },
        ];
  });
  const [first] = series;
  const states = [
    ...(store.isBehind ? ['still reading'] : []),
    ...(chart.end === undefined ? [] : ['paused']),
  ];
  return (
    <Pane
      box={pane}
      title={`${serverPrefix(workspace, session)}${
        first !== undefined && series.length === 1
          ? first.name
          : sharedTopic === undefined
            ? `Chart of ${plural(series.length, 'series', 'series')}`
            : printable(sharedTopic, 300)
      }`}
      note={`${duration(window.to - window.from)}${chart.span === undefined ? ', all' : ''}`}
      footnote={states.join(' · ')}
      isFocused={isFocused}
      {...box}
    >
      {columns < smallest.columns || rows < smallest.rows ? null : (
        <Plots
          chart={{
            series,
            window,
            chosen: isFocused ? chart.chosen : undefined,
            isStacked: isApart(chart, measures),
            width: columns,
            height: rows,
          }}
        />
      )}
    </Pane>
  );
});
