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

const two = (value: number): string => String(value).padStart(2, '0');

/** The day of a time in ms since the epoch, by the local clock: `2026-11-22`. */
export const isoDay = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** The day in words: Sunday 22 November 2026. */
export const dayInWords = (at: number): string => day(at).replace(',', '');

const twoDays = 2 * 86_400_000;

/** Whether two times, ms since the epoch, are of the same day by the local clock. */
export const isSameDay = (one: number, other: number): boolean =>
  Math.abs(one - other) < twoDays && new Date(one).getDate() === new Date(other).getDate();

/** One of something, or several: `1 person`, `3 people`. */
export const plural = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** A stretch of time in at most seven cells: `204 ms`, `1.25 s`, `4m 12s`. */
export const intervalText = (ms: number): string => {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 9995 ? 2 : 1)} s`;
  const at = units.findIndex(([, length]) => ms >= length);
  const [unit, length] = units[at] ?? ['s', 1000];
  const [smaller, part] = units[at + 1] ?? ['s', 1000];
  const rest = Math.floor((ms % length) / part);
  const whole = Math.floor(ms / length);
  return whole > 99 || rest === 0 ? `${whole} ${unit}` : `${whole}${unit} ${rest}${smaller}`;
};
