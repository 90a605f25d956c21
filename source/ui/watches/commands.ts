import type { Watch } from '../../model/watch.ts';
import { withUnit } from '../../payload/number-with-unit.ts';
import { printable } from '../../payload/printable.ts';
import type { TopicWatches } from '../../session/monitor/topic-watches.ts';
import { tell } from '../rooms/tell.ts';
import { quoteProblem, takeArgument } from '../../format/command-arguments.ts';
import type { Completer, ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { topics } from '../input/candidates.ts';
import { plural } from '../../format/count.ts';
import { lastRoom } from '../rooms/last-room.ts';
import { roomName } from '../rooms/room-name.ts';
import { watchEnd, watchName, watchText } from './text.ts';

/** The initial state, shown at once; it does not count as a crossing. */
const stateInWords = (watches: TopicWatches, watch: Watch): string => {
  const { topics: watched, met, latest } = watch;
  if (latest === undefined) return 'No value is known yet.';
  return watched.size === 1
    ? `Now ${printable(withUnit(latest.value, watches.unitOf(watch, latest.topic)), 80)}: ${latest.isMet ? 'met' : 'not met'}.`
    : `${plural(watched.size, 'topic', 'topics')} known, met on ${met.length}.`;
};

const begun = (session: ContextWith<'topics'>['session'], watch: Watch): string => {
  const { rule } = watch;
  const room = rule.room === undefined ? undefined : session.chat?.conversation(rule.room);
  const end = watchEnd(rule);
  const how =
    rule.isPosted && room !== undefined
      ? `posts in ${roomName(session, room)}`
      : 'notifies only you (--post posts in the room)';
  const filter = printable(rule.filter, 200);
  return [
    `Watch ${watch.number}: ${watchName(rule)}, ${how}${end === undefined ? '' : `, ends at ${end}`}.`,
    stateInWords(session.monitor.watches, watch),
    ...(session.monitor.watches.isCovered(watch)
      ? []
      : [`No subscription covers all of ${filter}: /sub ${filter} adds one.`]),
  ].join(' ');
};

/** Watches a topic for a value; without arguments, shows the watches. */
const watch = (context: ContextWith<'topics'>, text: string): string | undefined => {
  const { session, state, dispatch } = context;
  const { monitor } = session;
  if (text.trim() === '') {
    if (monitor.watches.list.length === 0)
      return 'There are no watches. Try /watch site/1/temperature > 30.';
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

/** Ends a watch by number, or all watches of a topic. */
const unwatch = (context: ContextWith<'topics'>, text: string): string | undefined => {
  const { monitor } = context.session;
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

const watchNumbers: Completer = ({ session }) =>
  (session.monitor?.watches.list ?? []).map(({ number, rule }) => ({
    text: String(number),
    about: `${rule.filter} ${rule.typed}`,
  }));

/** The slash commands that wait for values. */
export const watchCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'watch',
    parameters:
      '[TOPIC [.PATH] {> VALUE | stale TIME}] [--post [ROOM]] [--by NUMBER] [--every SECONDS]',
    description:
      'notify when a value becomes > >= < <= = or != another, or a topic has been silent (stale 5m), and when that ends; --post posts it in the room; alone: list the watches',
    needs: ['topics'],
    complete: topics,
    run: watch,
  }),
  slashCommand({
    name: 'unwatch',
    parameters: 'NUMBER|TOPIC',
    description: 'end a watch',
    needs: ['topics'],
    complete: watchNumbers,
    run: unwatch,
  }),
];
