import { plural } from '../../format/count.ts';
import { duration } from '../../format/duration.ts';
import type { Silence } from '../../model/silence.ts';
import type { WatchReport } from '../../model/watches.ts';
import { withUnit } from '../../payload/number-with-unit.ts';
import { printable } from '../../payload/printable.ts';

/** How much of a topic and of a value is shown, characters. */
const topicShown = 300;
const valueShown = 80;

/** The local time of day of `at`, ms since the epoch. */
const clockTime = (at: number): string => new Date(at).toTimeString().slice(0, 8);

const silenceTurn = ({ after }: Silence, shown: string, isMet: boolean): string => {
  if (!isMet) return `${shown === '' ? '' : ` = ${shown},`} heard again`;
  return `: nothing for ${duration(after)}${shown === '' ? '' : `, last ${shown}`}`;
};

/**
 * A report as one line: `site/1/temperature = 31.2 °C, now > 30 (21:03:04)`. `unit` is that of a number without
 * one, if known otherwise.
 */
export const reportSentence = (
  { watch, topic, value, isMet, at, withheld }: WatchReport,
  unit?: string,
): string => {
  const { path, comparison, condition } = watch.rule;
  const place = `${printable(topic, topicShown)}${path === '' ? '' : ` ${printable(path, valueShown)}`}`;
  const time = `(${clockTime(at)})`;
  const more =
    withheld === 0 ? '' : `; ${plural(withheld, 'crossing', 'crossings')} before it not reported`;
  const shown = printable(withUnit(value, unit), valueShown);
  if (condition.operator === 'stale')
    return `${place}${silenceTurn(condition, shown, isMet)} ${time}${more}`;
  const isPlain = isMet && condition.operator === '=';
  const turn = `, ${isMet ? 'now' : 'no longer'} ${printable(comparison, valueShown)}`;
  return `${place} = ${shown}${isPlain ? '' : turn} ${time}${more}`;
};
