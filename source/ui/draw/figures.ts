/** Made when first used: the first formatter costs some ms, which the first frame need not wait for. */
const formatter = (options: Intl.DateTimeFormatOptions): ((at: number) => string) => {
  let made: Intl.DateTimeFormat | undefined;
  return (at) => (made ??= new Intl.DateTimeFormat('en-GB', options)).format(at);
};

const clock = formatter({ hour: '2-digit', minute: '2-digit' });
const exactClock = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndMonth = formatter({ day: 'numeric', month: 'short' });
const day = formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** A whole number with its thousands apart: 1,204. */
export const count = (value: number): string => String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/** A count in at most five cells: 999, 12k, 3.4M. */
export const shortCount = (value: number): string => {
  if (value < 10_000) return String(value);
  if (value < 1_000_000) return `${Math.floor(value / 1000)}k`;
  return `${(value / 1_000_000).toFixed(1)}M`;
};

/** Messages per second: 0.2/s, 86/s, 12k/s; nothing when it is as good as none. */
export const rate = (perSecond: number): string => {
  if (perSecond < 0.05) return '';
  return `${perSecond < 9.95 ? perSecond.toFixed(1).replace(/\.0$/, '') : shortCount(Math.round(perSecond))}/s`;
};

const inUnit = (value: number): string =>
  value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value));

/** A size of so many bytes: 12 B, 3.4 KiB, 10 MiB. */
export const size = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return Math.round(kib) < 1024 ? `${inUnit(kib)} KiB` : `${inUnit(kib / 1024)} MiB`;
};

/** Hours and minutes of a time in ms since the epoch, by the local clock. */
export const timeOfDay = (at: number): string => clock(at);

/** Hours, minutes and seconds. */
export const exactTime = (at: number): string => exactClock(at);

/** The day without its year, by the local clock: 21 Nov. */
export const shortDay = (at: number): string => dayAndMonth(at);

/** Hours and minutes, and the day where it is another one than that of `now`: 21 Nov 21:03. */
export const timeAndDay = (at: number, now: number): string =>
  shortDay(at) === shortDay(now) ? clock(at) : `${shortDay(at)} ${clock(at)}`;

/** The day in words: Sunday 22 November 2026. */
export const dayInWords = (at: number): string => day(at).replace(',', '');

const twoDays = 2 * 86_400_000;

/** Whether two times, ms since the epoch, are of the same day by the local clock. */
export const isSameDay = (one: number, other: number): boolean =>
  Math.abs(one - other) < twoDays && new Date(one).getDate() === new Date(other).getDate();

/** One of something, or several: `1 person`, `3 people`. */
export const plural = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;
