import type { Scale } from '../../model/chart-scale.ts';
import { tickText } from '../../model/chart-scale.ts';
import { timeTicks } from '../../model/time-ticks.ts';
import { widthOf } from '../draw/cells.ts';
import { exactTime, millisecondTime, shortDay, timeOfDay } from '../../format/time.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How far the local clock is ahead of UTC, in ms. */
const offsetAt = (at: number): number => -new Date(at).getTimezoneOffset() * minute;

const isMidnight = (at: number): boolean => (at + offsetAt(at)) % day === 0;

/** The shortest text that tells a time from the next tick, `step` ms away. */
const timeText = (at: number, step: number): string => {
  if (step >= day || (step >= minute && isMidnight(at))) return shortDay(at);
  if (step >= minute) return timeOfDay(at);
  return step >= 1000 ? exactTime(at) : millisecondTime(at);
};

/** The time axis below a chart: a line of clock times, each next to its tick. */
export const chartTimeAxis = (from: number, to: number, width: number): string => {
  const room = (to - from) / width < 100 ? 16 : 12;
  const { step, ticks } = timeTicks(from, to, Math.max(1, Math.floor(width / room)), offsetAt(to));
  let axis = '─'.repeat(width);
  for (const tick of ticks.length === 0 ? [from] : ticks) {
    const label = `┬${timeText(tick, ticks.length === 0 ? 1000 : step)}`;
    const at = Math.round(((tick - from) / (to - from)) * (width - 1));
    // No clipped labels: only the tick at the edge.
    const shown = at + label.length <= width ? label : '┬';
    axis = axis.slice(0, at) + shown + axis.slice(at + shown.length);
  }
  return axis;
};

/** The labels of the value axis by row of cells, and the width of the longest in cells. */
export const valueAxis = (
  { from, to, ticks, digits, words }: Scale,
  rows: number,
): { labels: ReadonlyMap<number, string>; width: number } => {
  const labels = new Map<number, string>();
  for (const tick of ticks) {
    const row = Math.min(rows - 1, Math.floor(((to - tick) / (to - from)) * rows));
    if (!labels.has(row)) labels.set(row, words?.get(tick) ?? tickText(tick, digits));
  }
  return { labels, width: Math.max(...Array.from(labels.values(), (label) => widthOf(label))) };
};
