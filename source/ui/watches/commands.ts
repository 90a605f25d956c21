import { endInWords } from '../../model/threshold.ts';
import type { Watch } from '../../model/watch.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import { tell } from '../rooms/tell.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';
import type { ActionContext, SlashCommand } from '../action-context.ts';
import { plural } from '../draw/figures.ts';
import { lastRoom } from '../rooms/last-room.ts';
import { roomName } from '../rooms/room-name.ts';
import { noMonitor } from '../topics/no-monitor.ts';
import { watchName, watchText } from './text.ts';

/** How it stands at the start, which is told at once and is no crossing. */
const stateInWords = ({ topics, met, latest }: Watch): string => {
  if (latest === undefined) return 'No value is known yet.';
  return topics.size === 1
    ? `Now ${printable(latest.value, 80)}: ${latest.isMet ? 'met' : 'not met'}.`
    : `${plural(topics.size, 'topic', 'topics')} known, ${met.length} of them met.`;
};

const begun = (session: MqttSession, watch: Watch): string => {
  const { rule } = watch;
  const room = rule.room === undefined ? undefined : session.chat?.conversation(rule.room);
  const end = endInWords(rule.condition);
  const how =
    rule.isPosted && room !== undefined
      ? `posts in ${roomName(session, room)}`
      : 'tells only you (--post tells the room)';
  const filter = printable(rule.filter, 200);
  return [
    `Watch ${watch.number}: ${watchName(rule)}, ${how}${end === undefined ? '' : `, ends at ${end}`}.`,
    stateInWords(watch),
    ...(session.monitor?.watches.isCovered(watch) === true
      ? []
      : [`No watched topic filter brings all of ${filter}: /sub ${filter} adds it.`]),
  ].join(' ');
};

/** Watches a topic for a value; without arguments it shows the watches. */
const watch = (context: ActionContext, text: string): string | undefined => {
  const { session, state, dispatch } = context;
  const { monitor } = session;
  if (monitor === undefined) return noMonitor;
  if (text.trim() === '') {
    if (monitor.watches.list.length === 0)
      return 'Nothing is watched for a value. /watch site/1/temperature > 30 begins.';
    dispatch({ type: 'reading-changed', reading: { text: watchText, top: 0 } });
    return undefined;
  }
  const problem = quoteProblem(text.trim());
  if (problem !== undefined) return problem;
  const { first: filter, rest } = takeArgument(text.trim());
  const made = monitor.watches.add(filter, rest, lastRoom(session, state())?.topic);
  if (typeof made === 'string') return made;
  tell(context, begun(session, made));
  return undefined;
};

/** Ends a watch by its number, or all those of a topic. */
const unwatch = (context: ActionContext, text: string): string | undefined => {
  const { monitor } = context.session;
  if (monitor === undefined) return noMonitor;
  const which = takeArgument(text.trim()).first;
  const { list } = monitor.watches;
  if (which === '') return 'Which watch? /unwatch NUMBER or TOPIC; /watch lists them.';
  const numbered = list.filter(({ number }) => String(number) === which);
  const ended = numbered.length > 0 ? numbered : list.filter(({ rule }) => rule.filter === which);
  if (ended.length === 0) return `There is no watch ${printable(which, 200)}; /watch lists them.`;
  for (const one of ended) monitor.watches.remove(one);
  tell(context, `No longer watched: ${ended.map(({ rule }) => watchName(rule)).join(', ')}`);
  return undefined;
};

/** The slash commands that wait for values. */
export const watchCommands: readonly SlashCommand[] = [
  {
    name: 'watch',
    aliases: [],
    parameters: '[TOPIC [.PATH] > VALUE] [--post [ROOM]] [--by NUMBER] [--every SECONDS]',
    completes: 'topic',
    description:
      'tell when a value comes to be > >= < <= = or != another, and when no longer; --post says it in the room; alone, list the watches',
    run: watch,
  },
  {
    name: 'unwatch',
    aliases: [],
    parameters: 'NUMBER|TOPIC',
    completes: 'watch',
    description: 'end a watch',
    run: unwatch,
  },
];
