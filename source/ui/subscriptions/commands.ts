import { compareNames } from '../../collections/name-order.ts';
import {
  type RetainHandling,
  type SubscriptionOptions,
  usualOptions,
} from '../../model/subscription.ts';
import type { QoS } from '../../mqtt/message.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import type { Completer, ContextWith, SlashCommand } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { plainCandidates, topics } from '../input/candidates.ts';
import { quoteProblem, takeArgument } from '../../format/command-arguments.ts';
import { lacksOptions, versionInWords } from './words.ts';

/** The filters, and how the broker answered each. */
const watchedInWords = (monitor: MonitorSession): string =>
  [...monitor.subscriptions.values()]
    .map(({ filter, qos, grantedQos, state, reason }) => {
      const shown = printable(filter, 200);
      if (state === 'refused') return `${shown} (refused: ${printable(reason ?? '', 200)})`;
      if (state === 'unanswered') return `${shown} (no answer)`;
      if (state === 'pending') return `${shown} (not answered yet)`;
      if (state === 'off') return `${shown} (off)`;
      return grantedQos === qos ? shown : `${shown} (QoS ${grantedQos ?? qos} instead of ${qos})`;
    })
    .join('  ');

/** The arguments of /sub as the help shows them. */
const subscribeUsage =
  'FILTER [QOS] [--no-local] [--retain-handling 0|1|2] [--no-retain-as-published]';

type Writable = { -readonly [Name in keyof SubscriptionOptions]: SubscriptionOptions[Name] };

/** The options typed after the filter, or one sentence saying what is wrong with them. */
const optionsOf = (text: string): SubscriptionOptions | string => {
  const options: Writable = { ...usualOptions };
  const words = text.split(/[\s=]+/).filter((word) => word !== '');
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (/^[0-2]$/.test(word)) options.qos = Number(word) as QoS;
    else if (word === '--no-local') options.noLocal = true;
    else if (word === '--no-retain-as-published') options.retainAsPublished = false;
    else if (word === '--retain-handling') {
      const value = words.shift() ?? '';
      if (!/^[0-2]$/.test(value)) return '--retain-handling takes 0, 1 or 2.';
      options.retainHandling = Number(value) as RetainHandling;
    } else if (word.startsWith('-'))
      return `There is no option ${printable(word, 50)}: /sub ${subscribeUsage}.`;
    else
      return 'The QoS is 0, 1 or 2: /sub FILTER [QOS]; a filter with blanks goes in double quotes.';
  }
  return options;
};

const usesOptions = ({
  noLocal,
  retainHandling,
  retainAsPublished,
}: SubscriptionOptions): boolean => noLocal || retainHandling !== 0 || !retainAsPublished;

/** Subscribes to another topic filter; without one, lists the subscriptions. */
const subscribe = (
  { session }: ContextWith<'broker' | 'topics'>,
  text: string,
): string | undefined => {
  const { monitor } = session;
  const { first: filter, rest } = takeArgument(text.trim());
  if (filter === '')
    return `Which topic filter? /sub FILTER [QOS]. Watched now: ${watchedInWords(monitor)}`;
  const quote = quoteProblem(text.trim());
  if (quote !== undefined) return quote;
  const options = optionsOf(rest);
  if (typeof options === 'string') return options;
  const problem = monitor.watched.problem(filter, options);
  if (problem !== undefined) return problem;
  monitor.watched.add(filter, options);
  const without =
    usesOptions(options) && lacksOptions(monitor)
      ? `, without the options that ${versionInWords(monitor)} lacks`
      : '';
  session.notify(`Watching ${printable(filter)}${without}.`);
  return undefined;
};

/** Unsubscribes from a topic filter. */
const unsubscribe = (
  { session }: ContextWith<'broker' | 'topics'>,
  text: string,
): string | undefined => {
  const filter = takeArgument(text.trim()).first;
  if (!session.monitor.unsubscribe(filter))
    return `${filter === '' ? 'Which topic filter?' : `${printable(filter)} is not watched.`} Watched: ${watchedInWords(session.monitor)}`;
  session.notify(`No longer watching ${printable(filter)}; messages already received stay.`);
  return undefined;
};

const watchedFilters: Completer = ({ session }) =>
  plainCandidates([...(session.monitor?.subscriptions.keys() ?? [])].toSorted(compareNames));

/** The slash command that opens the list of subscriptions. */
export const subscriptionsCommand = slashCommand({
  name: 'subscriptions',
  description: 'the topic filters that are watched: add, change, switch off, remove',
  needs: ['broker', 'topics'],
  run: ({ dispatch }) => {
    dispatch({ type: 'sheet-changed', sheet: { kind: 'subscriptions', filter: undefined } });
    return undefined;
  },
});

/** The slash commands for subscriptions. */
export const subscriptionCommands: readonly SlashCommand[] = [
  slashCommand({
    name: 'sub',
    parameters: subscribeUsage,
    description: 'watch another topic filter',
    needs: ['broker', 'topics'],
    complete: topics,
    run: subscribe,
  }),
  slashCommand({
    name: 'unsub',
    parameters: 'FILTER',
    description: 'stop watching a topic filter',
    needs: ['broker', 'topics'],
    complete: watchedFilters,
    run: unsubscribe,
  }),
  subscriptionsCommand,
];
