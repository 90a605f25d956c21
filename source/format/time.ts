// By hand: with its tables of languages, an Intl.DateTimeFormat takes 8 MB.
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const two = (value: number): string => String(value).padStart(2, '0');

/** Hours and minutes of a time in ms since the epoch, in local time. */
export const timeOfDay = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** Hours, minutes and seconds. */
export const exactTime = (at: number): string =>
  `${timeOfDay(at)}:${two(new Date(at).getSeconds())}`;

/** Hours, minutes, seconds and milliseconds. */
export const millisecondTime = (at: number): string =>
  `${exactTime(at)}.${String(Math.floor(((at % 1000) + 1000) % 1000)).padStart(3, '0')}`;

/** The day without its year, in local time: 21 Nov. */
export const shortDay = (at: number): string => {
  const date = new Date(at);
  return `${date.getDate()} ${months[date.getMonth()]?.slice(0, 3)}`;
};

const twoDays = 2 * 86_400_000;

/** Whether two times, in ms since the epoch, are on the same day in local time. */
export const isSameDay = (one: number, other: number): boolean =>
  Math.abs(one - other) < twoDays && new Date(one).getDate() === new Date(other).getDate();

/** Hours and minutes, with the day if it differs from that of `now`: 21 Nov 21:03. */
export const timeAndDay = (at: number, now: number): string =>
  isSameDay(at, now) ? timeOfDay(at) : `${shortDay(at)} ${timeOfDay(at)}`;

/** The day of a time in ms since the epoch, in local time: `2026-11-22`. */
export const isoDay = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

const latest = 8.64e15;

/** A time in UTC, as `2026-11-22T21:03:00.000Z`; `undefined` if it is beyond what a `Date` can hold. */
export const isoTime = (at: number): string | undefined =>
  Math.abs(at) <= latest ? new Date(at).toISOString() : undefined;

/**
 * A time in UTC, in seconds and nanoseconds since the epoch, with as many digits of a second as it
 * needs: 3, 6 or 9. `undefined` if it is beyond what a `Date` can hold, or the nanoseconds are a second.
 */
export const isoTimeOf = (seconds: bigint, nanoseconds: number): string | undefined => {
  if (nanoseconds >= 1_000_000_000) return undefined;
  const digits = String(nanoseconds)
    .padStart(9, '0')
    .replace(/(?:000){1,2}$/, '');
  return isoTime(Number(seconds) * 1000)?.replace('000Z', `${digits}Z`);
};

/** The day in words: Sunday 22 November 2026. */
export const dayInWords = (at: number): string => {
  const date = new Date(at);
  const [weekday, month] = [weekdays[date.getDay()], months[date.getMonth()]];
  return `${weekday} ${date.getDate()} ${month} ${date.getFullYear()}`;
};
