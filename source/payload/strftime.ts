const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

const two = (value: number): string => String(value).padStart(2, '0');
const blank = (value: number): string => String(value).padStart(2, ' ');
const twelve = (hours: number): number => hours % 12 || 12;
const dayMs = 86_400_000;

/** Days since 1 January. */
const dayOfYear = (date: Date): number =>
  Math.round(
    (Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) -
      Date.UTC(date.getFullYear(), 0, 1)) /
      dayMs,
  );

/** ISO 8601: a week belongs to the year that contains its Thursday. */
const isoWeek = (date: Date): { year: number; week: number } => {
  const thursday = new Date(date.getFullYear(), date.getMonth(), date.getDate());
  thursday.setDate(thursday.getDate() + 3 - ((thursday.getDay() + 6) % 7));
  return { year: thursday.getFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 };
};

const offset = (date: Date): string => {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
};

const zoneName = (date: Date): string =>
  new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

const clock = (date: Date): string =>
  `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;

const american = (date: Date): string =>
  `${two(date.getMonth() + 1)}/${two(date.getDate())}/${two(date.getFullYear() % 100)}`;

const conversions: Readonly<Record<string, (date: Date) => string>> = {
  a: (date) => days[date.getDay()]?.slice(0, 3) ?? '',
  A: (date) => days[date.getDay()] ?? '',
  b: (date) => months[date.getMonth()]?.slice(0, 3) ?? '',
  B: (date) => months[date.getMonth()] ?? '',
  c: (date) =>
    `${strftime('a', date)} ${strftime('b', date)} ${blank(date.getDate())} ${clock(date)} ${date.getFullYear()}`,
  C: (date) => two(Math.floor(date.getFullYear() / 100)),
  d: (date) => two(date.getDate()),
  D: american,
  e: (date) => blank(date.getDate()),
  F: (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
  g: (date) => two(isoWeek(date).year % 100),
  G: (date) => String(isoWeek(date).year),
  h: (date) => strftime('b', date),
  H: (date) => two(date.getHours()),
  I: (date) => two(twelve(date.getHours())),
  j: (date) => String(dayOfYear(date) + 1).padStart(3, '0'),
  k: (date) => blank(date.getHours()),
  l: (date) => blank(twelve(date.getHours())),
  m: (date) => two(date.getMonth() + 1),
  M: (date) => two(date.getMinutes()),
  n: () => '\n',
  p: (date) => (date.getHours() < 12 ? 'AM' : 'PM'),
  P: (date) => (date.getHours() < 12 ? 'am' : 'pm'),
  r: (date) =>
    `${two(twelve(date.getHours()))}:${two(date.getMinutes())}:${two(date.getSeconds())} ${strftime('p', date)}`,
  R: (date) => `${two(date.getHours())}:${two(date.getMinutes())}`,
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  S: (date) => two(date.getSeconds()),
  t: () => '\t',
  T: clock,
  u: (date) => String(date.getDay() || 7),
  U: (date) => two(Math.floor((dayOfYear(date) + 7 - date.getDay()) / 7)),
  V: (date) => two(isoWeek(date).week),
  w: (date) => String(date.getDay()),
  W: (date) => two(Math.floor((dayOfYear(date) + 7 - ((date.getDay() + 6) % 7)) / 7)),
  x: american,
  X: clock,
  y: (date) => two(date.getFullYear() % 100),
  Y: (date) => String(date.getFullYear()),
  z: offset,
  Z: zoneName,
  '%': () => '%',
};

/** Whether `%` and this letter are a conversion. */
export const isConversion = (letter: string): boolean => Object.hasOwn(conversions, letter);

/** What `strftime(3)` makes of `%` and this letter, in local time and in English; an unknown letter stays as it is, with its `%`. */
export const strftime = (letter: string, date: Date): string =>
  conversions[letter]?.(date) ?? `%${letter}`;
