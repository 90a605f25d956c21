import { duration } from '../../format/duration.ts';
import type { BoxProps } from 'ink';
import { memo, type ReactNode } from 'react';
import { plural } from '../../format/count.ts';
import { Pane } from '../layout/pane.tsx';
import { usePaneBox } from '../layout/pane-box.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { useMode, useUi } from '../use-ui.ts';
import { Plots } from './plots.tsx';
import { seriesStoreOf } from './series-store.ts';
import { seriesText } from './state.ts';
import { chartWindow } from './window.ts';

/** Nothing can be drawn in less than this. */
const smallest = { columns: 10, rows: 3 };

/** The chart, shown instead of the log. */
export const Chart = memo((box: Pick<BoxProps, 'flexGrow' | 'flexBasis'>): ReactNode => {
  const session = useMqttSession('messages');
  const { chart } = useUi('chart');
  const isFocused = useMode() === 'log';
  const pane = usePaneBox('log');
  const { columns, rows } = pane;
  const store = seriesStoreOf(session);
  const numbers = store.numbersOf(chart.series);
  const window = chartWindow(chart, numbers, session.clock.reading.wall);
  const series = chart.series.flatMap((name, index) => {
    const found = numbers[index];
    return found === undefined ? [] : [{ name: seriesText(name), numbers: found }];
  });
  const [first] = series;
  const notes = [
    ...(store.isBehind ? ['still reading'] : []),
    ...(chart.end === undefined ? [] : ['paused']),
  ];
  return (
    <Pane
      box={pane}
      title={
        first !== undefined && series.length === 1
          ? first.name
          : `Chart of ${plural(series.length, 'series', 'series')}`
      }
      note={`${duration(window.to - window.from)}${chart.span === undefined ? ', all' : ''}`}
      footnote={notes.join(' · ')}
      isFocused={isFocused}
      {...box}
    >
      {columns < smallest.columns || rows < smallest.rows ? null : (
        <Plots
          chart={{
            series,
            window,
            chosen: isFocused ? chart.chosen : undefined,
            isStacked: chart.isStacked,
            width: columns,
            height: rows,
          }}
        />
      )}
    </Pane>
  );
});
