import { endInWords } from '../../model/threshold.ts';
import type { Watch, WatchRule } from '../../model/watch.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import { wrapCells } from '../draw/cells.ts';
import { count, exactTime, plural } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';
import { row } from '../draw/row.ts';

/** So many topics that meet the condition are named. */
const named = 5;

/** What is watched for what: `site/1 .temp > 30`. */
export const watchName = ({ filter, path, comparison }: WatchRule): string =>
  [filter, path, comparison]
    .filter((part) => part !== '')
    .map((part) => printable(part, 200))
    .join(' ');

const stands = ({ rule, topics, met, latest }: Watch): string => {
  if (latest === undefined) return 'no value yet';
  const place = latest.topic === rule.filter ? '' : ` on ${printable(latest.topic, 200)}`;
  const value = `${printable(latest.value, 80)} at ${exactTime(latest.at)}${place}`;
  if (topics.size === 1) return `${met.length === 1 ? 'met' : 'not met'}, ${value}`;
  const names = met.slice(0, named).map((topic) => printable(topic, 100));
  const more = met.length > named ? ' …' : '';
  return `met by ${count(met.length)} of ${plural(topics.size, 'topic', 'topics')}${names.length === 0 ? '' : `: ${names.join(', ')}${more}`}`;
};

const tells = ({ room, isPosted, every, condition }: WatchRule): string => {
  const end = endInWords(condition);
  return [
    isPosted ? `posts in ${printable(room ?? '', 200)}` : 'tells only you',
    `at most once in ${plural(every / 1000, 'second', 'seconds')}`,
    ...(end === undefined ? [] : [`ends at ${end}`]),
  ].join(', ');
};

const rowsOf = (watch: Watch, isCovered: boolean, width: number): string[] => {
  const { number, rule, crossings, unreadable, isFull, latest } = watch;
  const isMet = watch.met.length > 0;
  const notes = [
    `${plural(crossings, 'crossing', 'crossings')} · ${tells(rule)}`,
    ...(unreadable === 0
      ? []
      : [`${plural(unreadable, 'message', 'messages')} without a value that can be compared`]),
    ...(isFull ? [`more than ${count(watch.topics.size)} topics: the rest is not followed`] : []),
    ...(isCovered
      ? []
      : [`no watched topic filter brings all of it: /sub ${printable(rule.filter, 200)}`]),
  ];
  const indent = 5;
  const below = (text: string, style = palette.plain): string[] =>
    wrapCells(text, width - indent).map((part) =>
      row([{ text: ' '.repeat(indent) }, { text: part, style }], width),
    );
  return [
    row(
      [
        { text: `${number}`.padStart(3), style: palette.strong },
        { text: '  ' },
        { text: watchName(rule), style: palette.topic },
      ],
      width,
    ),
    ...below(
      stands(watch),
      latest === undefined ? palette.dim : isMet ? palette.mention : palette.plain,
    ),
    ...notes.flatMap((note) => below(note, palette.dim)),
    row([], width),
  ];
};

/** The watches, how they stand and how often that has turned; rows of `width` cells. */
export const watchRows = ({ monitor }: MqttSession, width: number): string[] =>
  monitor === undefined || monitor.watches.list.length === 0
    ? [row([{ text: 'Nothing is watched for a value.', style: palette.dim }], width)]
    : monitor.watches.list.flatMap((watch) =>
        rowsOf(watch, monitor.watches.isCovered(watch), width),
      );
