import type { Recording } from '../../session/recording/recording.ts';

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const howTo =
  '/go takes start, end, next, previous, 21:03:04, 50%, +30s, -5m, or a date such as 2026-11-22T21:03.';

/** On how many days to look for a time of day. */
const mostDays = 3660;

/** The given time on whichever day of the recording is nearest to where we are. */
const timeOfDay = (
  { index, time }: Recording,
  [hours, minutes, seconds]: readonly [number, number, number],
): number => {
  const { firstTime, lastTime } = index;
  const day = new Date(firstTime);
  const [year, month, first] = [day.getFullYear(), day.getMonth(), day.getDate()];
  let nearest = Number.NaN;
  let isFound = false;
  for (let number = 0; number < mostDays; number += 1) {
    const at = new Date(year, month, first + number, hours, minutes, 0, seconds * 1000).getTime();
    const isInside = at >= firstTime && at <= lastTime;
    const isNearer = Math.abs(at - time) < Math.abs(nearest - time);
    if (Number.isNaN(nearest) || (isInside && (!isFound || isNearer))) nearest = at;
    isFound ||= isInside;
    if (at > lastTime) break;
  }
  return nearest;
};

/** The time meant by what was typed, in ms since the epoch, or one sentence on how to type it. */
export const goalOf = (typed: string, recording: Recording): number | string => {
  const { index, position, target, time } = recording;
  const text = typed.trim();
  switch (text) {
    case 'start':
      return index.firstTime;
    case 'end':
      return index.lastTime;
    case 'next':
      return index.timeAt(Math.min(index.length - 1, position));
    case 'previous':
      return index.timeAt(Math.max(0, index.countUntil(index.timeAt(position - 1) - 0.5) - 1));
  }
  const share = /^(\d+(?:\.\d+)?) ?%$/.exec(text);
  if (share !== null)
    return index.firstTime + (Number(share[1]) / 100) * (index.lastTime - index.firstTime);
  const by = /^([+-])(\d+(?:\.\d+)?) ?(ms|s|m|min|h|d)$/.exec(text);
  if (by !== null) {
    const [, sign, figure, unit = ''] = by;
    return (target ?? time) + (sign === '-' ? -1 : 1) * Number(figure) * (units[unit] ?? 0);
  }
  const clock = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?$/.exec(text);
  if (clock !== null && Number(clock[1]) < 24)
    return timeOfDay(recording, [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0)]);
  const date = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? howTo : date;
};
