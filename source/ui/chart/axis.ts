import type { Scale } from '../../model/chart-scale.ts';
import { tickText } from '../../model/chart-scale.ts';
import { timeTicks } from '../../model/time-ticks.ts';
import { exactTime, millisecondTime, shortDay, timeOfDay } from '../../format/time.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** What the local clock is ahead of UTC, ms. */
const offsetAt = (at: number): number => -new Date(at).getTimezoneOffset() * minute;

const isMidnight = (at: number): boolean => (at + offsetAt(at)) % day === 0;

/** A time in as few characters as tell it from the next tick, which is `step` ms away. */
const timeText = (at: number, step: number): string => {
  if (step >= day || (step >= minute && isMidnight(at))) return shortDay(at);
  if (step >= minute) return timeOfDay(at);
  return step >= 1000 ? exactTime(at) : millisecondTime(at);
};

/** The axis of time below a chart: a line with clock times, each behind its tick. */
export const chartTimeAxis = (from: number, to: number, width: number): string => {
  const room = (to - from) / width < 100 ? 16 : 12;
  const { step, ticks } = timeTicks(from, to, Math.max(1, Math.floor(width / room)), offsetAt(to));
  let axis = '─'.repeat(width);
  for (const tick of ticks.length === 0 ? [from] : ticks) {
    const label = `┬${timeText(tick, ticks.length === 0 ? 1000 : step)}`;
    const at = Math.round(((tick - from) / (to - from)) * (width - 1));
    // No half labels: a tick alone at the edge.
    const shown = at + label.length <= width ? label : '┬';
    axis = axis.slice(0, at) + shown + axis.slice(at + shown.length);
  }
  return axis;
};

/** The labels of the value axis by row of cells, and how many cells the longest takes. */
export const valueAxis = (
  { from, to, ticks, digits }: Scale,
  rows: number,
): { labels: ReadonlyMap<number, string>; width: number } => {
  const labels = new Map<number, string>();
  for (const tick of ticks) {
    const row = Math.min(rows - 1, Math.floor(((to - tick) / (to - from)) * rows));
    if (!labels.has(row)) labels.set(row, tickText(tick, digits));
  }
  return { labels, width: Math.max(...Array.from(labels.values(), ({ length }) => length)) };
};
