import type { MqttSession } from '../../session/session.ts';
import { seriesText } from './chart-state.ts';
import { chartRows } from './chart-rows.ts';
import { chartWindow, type ChartWindow } from './chart-window.ts';
import { plural } from '../draw/figures.ts';
import type { CellSize } from '../layout/cell-size.ts';
import { seriesStoreOf } from './series-store.ts';
import type { UiState } from '../ui-state.ts';

/** Whether the chart stands where the log would be; rooms keep their conversation. */
export const showsChart = ({ chart, selected }: Pick<UiState, 'chart' | 'selected'>): boolean =>
  chart.isShown && selected?.kind !== 'room';

/** The time that the chart shows now. */
export const windowNow = (session: MqttSession, state: Pick<UiState, 'chart'>): ChartWindow => {
  const { chart } = state;
  const numbers = seriesStoreOf(session).numbersOf(chart.series);
  return chartWindow(chart, numbers, session.clock.moment.now);
};

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A stretch of time in few characters: `2.5 h`. */
const spanText = (span: number): string => {
  const [unit, length] = units.find(([, ms]) => span >= ms * 0.9995) ?? ['ms', 1];
  const value = span / length;
  return `${value < 9.95 ? value.toFixed(1).replace('.0', '') : Math.round(value)} ${unit}`;
};

/** The chart for the log's pane: rows and what stands in its border; `undefined` while it is not shown. */
export const chartContent = (
  session: MqttSession,
  state: Pick<UiState, 'chart' | 'selected'>,
  { columns, rows }: CellSize,
  isWorkedIn: boolean,
): { rows: string[]; title: string; note: string; footnote: string } | undefined => {
  const { chart } = state;
  const store = seriesStoreOf(session);
  const numbers = store.numbersOf(chart.series);
  const [first] = chart.series;
  if (!showsChart(state) || first === undefined || columns < 10 || rows < 3) return undefined;
  const window = chartWindow(chart, numbers, session.clock.moment.now);
  const series = chart.series.flatMap((name, index) => {
    const found = numbers[index];
    return found === undefined ? [] : [{ name: seriesText(name), numbers: found }];
  });
  return {
    rows: chartRows({
      series,
      window,
      chosen: isWorkedIn ? chart.chosen : undefined,
      isStacked: chart.isStacked,
      width: columns,
      height: rows,
    }),
    title:
      series.length === 1
        ? seriesText(first)
        : `Chart of ${plural(series.length, 'series', 'series')}`,
    note: `${spanText(window.to - window.from)}${chart.span === undefined ? ', all' : ''}`,
    footnote: [
      store.isBehind ? 'still reading' : '',
      chart.end === undefined ? '' : 'held, Space follows',
      isWorkedIn ? '+ − ←→ time · c log' : '',
    ]
      .filter((text) => text !== '')
      .join(' · '),
  };
};
