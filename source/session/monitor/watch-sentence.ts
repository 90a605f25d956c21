import { plural } from '../../format/count.ts';
import type { WatchReport } from '../../model/watches.ts';
import { withUnit } from '../../payload/number-with-unit.ts';
import { printable } from '../../payload/printable.ts';

/** How much of a topic and of a value is shown, characters. */
const topicShown = 300;
const valueShown = 80;

/** The local time of day of `at`, ms since the epoch. */
const clockTime = (at: number): string => new Date(at).toTimeString().slice(0, 8);

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
  const isPlain = isMet && condition.operator === '=';
  const turn = `, ${isMet ? 'now' : 'no longer'} ${printable(comparison, valueShown)}`;
  const more =
    withheld === 0 ? '' : `; ${plural(withheld, 'crossing', 'crossings')} before it not reported`;
  return `${place} = ${printable(withUnit(value, unit), valueShown)}${isPlain ? '' : turn} (${clockTime(at)})${more}`;
};
