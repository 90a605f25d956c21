import {
  exactTime,
  isoDay,
  isSameDay,
  millisecondTime,
  shortDay,
  timeOfDay,
} from '../../format/time.ts';
import { printable } from '../../payload/printable.ts';
import { isConversion, strftime } from '../../payload/strftime.ts';
import { fit, widthOf } from '../draw/cells.ts';

/** A way to write a time in ms since the epoch, in local time. */
export type Clock = {
  readonly text: (at: number) => string;
  /** Cells of its column. */
  readonly width: number;
};

/** How times are shown. */
export type TimeFormat = {
  /** As it is given: a name, or a pattern. */
  readonly name: string;
  /** In a conversation. */
  readonly short: Clock;
  /** Of a message. */
  readonly exact: Clock;
  /** Of a message, where there is room for milliseconds. */
  readonly milliseconds: Clock;
  /** Whether the day is part of it. */
  readonly hasDay: boolean;
};

/** A time with the hours from 1 to 12. */
const twelveHours =
  (time: (at: number) => string) =>
  (at: number): string => {
    const date = new Date(at);
    const [, behind = ''] = /^\d+(.*)$/.exec(time(at)) ?? [];
    return `${strftime('l', date)}${behind} ${strftime('p', date)}`;
  };

const iso =
  (time: (at: number) => string) =>
  (at: number): string =>
    `${isoDay(at)}T${time(at)}`;

const hours24 = { short: 5, exact: 8, milliseconds: 12 };
const hours12 = { short: 8, exact: 11, milliseconds: 15 };
const isoWidths = { short: 16, exact: 19, milliseconds: 23 };

const clocks = { short: timeOfDay, exact: exactTime, milliseconds: millisecondTime } as const;
type Precision = keyof typeof clocks;

type Parts = {
  readonly name: string;
  readonly short: Precision;
  readonly widths: Readonly<Record<Precision, number>>;
  readonly written?: (time: (at: number) => string) => (at: number) => string;
};

const formatOf = ({ name, short, widths, written = (time) => time }: Parts): TimeFormat => {
  const clockOf = (precision: Precision): Clock => ({
    text: written(clocks[precision]),
    width: widths[precision],
  });
  return {
    name,
    short: clockOf(short),
    exact: clockOf('exact'),
    milliseconds: clockOf('milliseconds'),
    hasDay: written === iso,
  };
};

/** Hours and minutes in a conversation, seconds with messages. */
export const usualTimes = formatOf({ name: '24h', short: 'short', widths: hours24 });

const named: readonly TimeFormat[] = [
  usualTimes,
  formatOf({ name: '24h-seconds', short: 'exact', widths: hours24 }),
  formatOf({ name: '12h', short: 'short', widths: hours12, written: twelveHours }),
  formatOf({ name: '12h-seconds', short: 'exact', widths: hours12, written: twelveHours }),
  formatOf({ name: 'iso', short: 'exact', widths: isoWidths, written: iso }),
];

/** The names of formats. */
export const timeFormatNames: readonly string[] = named.map(({ name }) => name);

/** The most characters of a pattern, and cells of what it writes. */
const longestPattern = 64;
const widest = 40;

/** A conversion of a pattern: `%H`, or `%-d` without the zero or blank before it; and any other `%`. */
const conversions = /%(-?)(.?)/gsu;

/** Conversions that stand for a line break and a tab. */
const breaks: ReadonlySet<string> = new Set(['n', 't']);

const withDay = /[aAbBcdDeFhjxsU]/;

/** A day of each month and of the week, with long and short numbers. */
const samples = Array.from({ length: 12 }, (_, month) => month).flatMap((month) =>
  [2, 9, 11, 12, 13, 20, 28].map((day) => ({ month, day, hours: (month * 7 + day) % 24 })),
);

const widestOf = (text: (at: number) => string): number =>
  Math.max(
    ...samples.map(({ month, day, hours }) =>
      widthOf(text(new Date(2026, month, day, hours, 59, 59).getTime())),
    ),
  );

const byPattern = (pattern: string): TimeFormat => {
  const text = (at: number): string => {
    const date = new Date(at);
    const written = pattern.replaceAll(conversions, (_, dash: string, letter: string) => {
      const found = strftime(letter, date);
      return dash === '' ? found : found.replace(/^[0 ]+(?=.)/, '');
    });
    return printable(written, 4 * widest);
  };
  const clock = { text, width: Math.min(widest, widestOf(text)) };
  const hasDay = Array.from(pattern.matchAll(conversions)).some(([, , letter = '']) =>
    withDay.test(letter),
  );
  return { name: pattern, short: clock, exact: clock, milliseconds: clock, hasDay };
};

const patternProblem = (pattern: string): string | undefined => {
  if (pattern.length > longestPattern) return `a pattern has at most ${longestPattern} characters.`;
  for (const [conversion, , letter = ''] of pattern.matchAll(conversions)) {
    if (letter === '')
      return `the pattern ends in the middle of "${conversion}"; write %% for the sign.`;
    if (!isConversion(letter) || breaks.has(letter))
      return `a time has no "${printable(conversion)}"; strftime(3) lists what there is.`;
  }
  return undefined;
};

/** The format of a name, or of a pattern of `strftime(3)`; a sentence without its start if there is none. */
export const readTimeFormat = (typed: string): TimeFormat | string => {
  const known = named.find(({ name }) => name === typed);
  if (known !== undefined) return known;
  if (!typed.includes('%'))
    return `"${printable(typed, 50)}" is neither ${timeFormatNames.join(', ')} nor a pattern such as "%d.%m. %H:%M".`;
  return patternProblem(typed) ?? byPattern(typed);
};

/** The largest part of a pane for times, and cells that they may always have. */
const timeShare = 0.45;
const narrowest = 8;

/** Cells of the column of a clock in a pane of `width` cells. */
export const timeWidth = (clock: Clock, width: number): number =>
  Math.min(clock.width, Math.max(narrowest, Math.floor(width * timeShare)));

/** A time as its column has it. */
export const timeCell = ({ text, width }: Clock, at: number, cells = width): string =>
  fit(text(at), cells);

/** A time in a text, with the day if that is not the day of `now`. */
export const timeInText = ({ short, hasDay }: TimeFormat, at: number, now: number): string => {
  const time = short.text(at).trim();
  return hasDay || isSameDay(at, now) ? time : `${shortDay(at)} ${time}`;
};
