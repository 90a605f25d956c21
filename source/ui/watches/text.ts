import { duration } from '../../format/duration.ts';
import { endInWords } from '../../model/threshold.ts';
import type { Watch, WatchRule } from '../../model/watch.ts';
import { withUnit } from '../../payload/number-with-unit.ts';
import { printable } from '../../payload/printable.ts';
import type { TopicWatches } from '../../session/monitor/topic-watches.ts';
import type { MqttSession } from '../../session/session.ts';
import { count, plural } from '../../format/count.ts';
import { exactTime } from '../../format/time.ts';
import type { ReadText } from '../sheets/read-text.ts';
import { blankRow, textRow, type TextRow, wrappedRows } from '../widgets/text-row.ts';

/** How many topics that meet the condition to name. */
const named = 5;

/** A watch's topic and condition: `site/1 .temp > 30`. */
export const watchName = ({ filter, path, comparison }: WatchRule): string =>
  [filter, path, comparison]
    .filter((part) => part !== '')
    .map((part) => printable(part, 200))
    .join(' ');

/** Where a number stops meeting the condition; `undefined` if that needs no words. */
export const watchEnd = ({ condition }: WatchRule): string | undefined =>
  condition.operator === 'stale' ? undefined : endInWords(condition);

const stateText = ({ rule, topics, met, latest }: Watch, unit: string | undefined): string => {
  if (latest === undefined)
    return rule.condition.operator === 'stale' ? 'nothing heard yet' : 'no value yet';
  const where = latest.topic === rule.filter ? '' : ` on ${printable(latest.topic, 200)}`;
  const shown = printable(withUnit(latest.value, unit), 80);
  const what =
    rule.condition.operator === 'stale' && latest.isMet
      ? `silent${shown === '' ? '' : `, last ${shown}`},`
      : shown;
  const value = `${what} at ${exactTime(latest.at)}${where}`;
  if (topics.size === 1) return `${met.length === 1 ? 'met' : 'not met'}, ${value}`;
  const names = met.slice(0, named).map((topic) => printable(topic, 100));
  const more = met.length > named ? ' …' : '';
  return `met by ${count(met.length)} of ${plural(topics.size, 'topic', 'topics')}${names.length === 0 ? '' : `: ${names.join(', ')}${more}`}`;
};

const effectText = (rule: WatchRule): string => {
  const { room, isPosted, every } = rule;
  const end = watchEnd(rule);
  return [
    isPosted ? `posts in ${printable(room ?? '', 200)}` : 'notifies only you',
    `at most once every ${duration(every)}`,
    ...(end === undefined ? [] : [`ends at ${end}`]),
  ].join(', ');
};

/** The rows below a watch's name start below the name, after its number. */
const indent = 5;

const rowsOf = (watch: Watch, watches: TopicWatches, width: number): TextRow[] => {
  const { number, rule, crossings, unreadable, isFull, latest } = watch;
  const isMet = watch.met.length > 0;
  const unit = latest === undefined ? undefined : watches.unitOf(watch, latest.topic);
  const notes = [
    `${plural(crossings, 'crossing', 'crossings')} · ${effectText(rule)}`,
    ...(unreadable === 0
      ? []
      : [`${plural(unreadable, 'message', 'messages')} without a value that can be compared`]),
    ...(isFull
      ? [`more than ${count(watch.topics.size)} topics: the others are not followed`]
      : []),
    ...(watches.isCovered(watch)
      ? []
      : [`no subscription covers all of it: /sub ${printable(rule.filter, 200)}`]),
  ];
  return [
    {
      start: [
        { text: `${number}`.padStart(indent - 2), look: 'strong' },
        { text: '  ' },
        { text: watchName(rule), look: 'topic' },
      ],
    },
    ...wrappedRows(stateText(watch, unit), width, {
      indent,
      look: latest === undefined ? 'dim' : isMet ? 'attention' : 'plain',
    }),
    ...notes.flatMap((note) => wrappedRows(note, width, { indent, look: 'dim' })),
    blankRow,
  ];
};

/** The watches, their states, and how often those have changed. */
export const watchRows = ({ monitor }: MqttSession, width: number): TextRow[] =>
  monitor === undefined || monitor.watches.list.length === 0
    ? [textRow('There are no watches.', 'dim')]
    : monitor.watches.list.flatMap((watch) => rowsOf(watch, monitor.watches, width));

/** The text of the watches. */
export const watchText: ReadText = {
  title: 'Watches',
  parts: ['work'],
  rows: (session, width) => watchRows(session, width),
};
