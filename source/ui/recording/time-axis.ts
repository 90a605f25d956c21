import type { RecordingIndex } from '../../model/recording-index.ts';
import type { Recording } from '../../session/recording/recording.ts';
import { widthOf } from '../draw/cells.ts';
import { count } from '../../format/count.ts';
import { exactTime, millisecondTime, timeAndDay } from '../../format/time.ts';
import { type Span, widthOfSpans } from '../widgets/span.ts';

/** Below this width the axis leaves out the counts. */
const narrow = 70;

/** A recording shorter than this shows its times to the millisecond, in ms. */
const short = 120_000;

const bars = '▁▂▃▄▅▆▇';
const nothing = '·';
const here = '┃';

/** How high a column of the axis is: a burst must not make everything else look empty. */
const barOf = (messages: number, most: number): string =>
  messages === 0
    ? nothing
    : (bars[Math.round((Math.log1p(messages) / Math.log1p(most)) * (bars.length - 1))] ?? '');

/** The traffic over the whole recording, one bar per cell. */
const trafficBars = (index: RecordingIndex, cells: number): string[] => {
  const span = Math.max(1, index.lastTime - index.firstTime);
  const ends = Array.from({ length: cells }, (_, cell) =>
    cell === cells - 1
      ? index.length
      : index.countUntil(index.firstTime + ((cell + 1) * span) / cells),
  );
  const counts = ends.map((end, cell) => end - (ends[cell - 1] ?? 0));
  const most = Math.max(...counts);
  return counts.map((messages) => barOf(messages, most));
};

/** What the player is doing: `paused`, `playing 10×`. */
const playInWords = ({ isPlaying, isReading, read, speed, target }: Recording): string => {
  if (isReading) return `reading ${Math.floor(read * 100)} %`;
  if (target !== undefined) return 'going there';
  const times = speed === 1 ? '' : ` ${count(speed)}×`;
  return `${isPlaying ? 'playing' : 'paused'}${times}`;
};

/** A time in the recording, with milliseconds and the day if they matter. */
export const recordingTimeText = ({ index }: Recording, time: number): string => {
  const { firstTime, lastTime } = index;
  if (lastTime - firstTime < short) return millisecondTime(time);
  const day = timeAndDay(firstTime, lastTime) === timeAndDay(firstTime, firstTime);
  return day ? exactTime(time) : timeAndDay(time, 0) + exactTime(time).slice(-3);
};

/** The texts before and after the axis in a row of `width` cells, and the range of the axis. */
const shapeOf = (
  recording: Recording,
  width: number,
): { start: Span[]; end: string; from: number; cells: number } => {
  const { index, position, target, time } = recording;
  const start: Span[] = [
    { text: ` ${playInWords(recording).padEnd(12)} `, look: 'attention' },
    { text: recordingTimeText(recording, target ?? time), look: 'strong' },
    { text: ' ' },
  ];
  const all = count(index.length);
  const end = width < narrow ? ' ' : ` ${count(position).padStart(all.length)} of ${all} `;
  const from = widthOfSpans(start);
  return { start, end, from, cells: width - from - widthOf(end) };
};

/** The time axis in one row of `width` cells: what the player does, where we are, the traffic. */
export const recordingTimeAxis = (recording: Recording, width: number): readonly Span[] => {
  const { index, target, time } = recording;
  const { start, end, cells } = shapeOf(recording, width);
  if (cells < 3) return start;
  const axis = trafficBars(index, cells);
  const span = Math.max(1, index.lastTime - index.firstTime);
  const share = ((target ?? time) - index.firstTime) / span;
  const cursor = Math.max(0, Math.min(cells - 1, Math.floor(share * cells)));
  return [
    ...start,
    { text: axis.slice(0, cursor).join(''), look: 'topic' },
    { text: here, look: 'attention' },
    { text: axis.slice(cursor + 1).join(''), look: 'dim' },
    { text: end },
  ];
};

/** The time at a column of that row, in ms since the epoch; `undefined` outside the axis. */
export const timeAtColumn = (
  recording: Recording,
  width: number,
  column: number,
): number | undefined => {
  const { firstTime, lastTime } = recording.index;
  const { from, cells } = shapeOf(recording, width);
  if (column < from || column >= from + cells) return undefined;
  // The last cell is the end.
  const share = column === from + cells - 1 ? 1 : (column - from) / cells;
  return firstTime + share * (lastTime - firstTime);
};
