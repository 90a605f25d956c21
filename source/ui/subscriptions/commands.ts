import {
  type RetainHandling,
  type SubscriptionOptions,
  usualOptions,
} from '../../model/subscription.ts';
import type { QoS } from '../../mqtt/message.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { noMonitor } from '../topics/no-monitor.ts';
import type { ActionContext, SlashCommand } from '../action-context.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';
import { recordingRefusal } from '../recording/actions.ts';
import { lacksOptions, versionInWords } from './words.ts';

/** The filters with what the broker made of them. */
const watchedInWords = (monitor: MonitorSession): string =>
  [...monitor.subscriptions.values()]
    .map(({ filter, qos, grantedQos, state, reason }) => {
      const shown = printable(filter, 200);
      if (state === 'refused') return `${shown} (refused: ${printable(reason ?? '', 200)})`;
      if (state === 'pending') return `${shown} (not answered yet)`;
      if (state === 'off') return `${shown} (off)`;
      return grantedQos === qos ? shown : `${shown} (QoS ${grantedQos ?? qos} instead of ${qos})`;
    })
    .join('  ');

/** The arguments of /sub as the help shows them. */
const subscribeUsage =
  'FILTER [QOS] [--no-local] [--retain-handling 0|1|2] [--no-retain-as-published]';

type Writable = { -readonly [Name in keyof SubscriptionOptions]: SubscriptionOptions[Name] };

/** The options as they were typed behind the filter, or in one sentence what is wrong with them. */
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

/** Watches one more topic filter; without one it lists those that are watched. */
const subscribe = ({ session }: ActionContext, text: string): string | undefined => {
  const { monitor } = session;
  const { first: filter, rest } = takeArgument(text.trim());
  if (monitor === undefined) return noMonitor;
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
      ? `, but without the options that ${versionInWords(monitor)} does not have`
      : '';
  session.notify(`Watching ${printable(filter)}${without}.`);
  return undefined;
};

/** Stops watching a topic filter. */
const unsubscribe = ({ session }: ActionContext, text: string): string | undefined => {
  const filter = takeArgument(text.trim()).first;
  if (session.monitor === undefined) return noMonitor;
  if (!session.monitor.unsubscribe(filter))
    return `${filter === '' ? 'Which topic filter?' : `${printable(filter)} is not watched.`} Watched: ${watchedInWords(session.monitor)}`;
  session.notify(`No longer watching ${printable(filter)}; what came in stays.`);
  return undefined;
};

/** Opens the list of subscriptions; says in one sentence why it cannot. */
export const showSubscriptions = (context: ActionContext): string | undefined => {
  if (context.session.monitor === undefined) return noMonitor;
  const refusal = recordingRefusal(context, 'subscriptions');
  if (refusal !== undefined) return refusal;
  context.dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'subscriptions', filter: undefined },
  });
  return undefined;
};

/** The slash commands about the topic filters that are watched. */
export const subscriptionCommands: readonly SlashCommand[] = [
  {
    name: 'sub',
    aliases: [],
    parameters: subscribeUsage,
    completes: 'topic',
    description: 'watch one more topic filter',
    run: subscribe,
  },
  {
    name: 'unsub',
    aliases: [],
    parameters: 'FILTER',
    completes: 'filter',
    description: 'stop watching a topic filter',
    run: unsubscribe,
  },
  {
    name: 'subscriptions',
    aliases: [],
    parameters: '',
    completes: 'none',
    description: 'the topic filters that are watched: add, change, switch off, remove',
    run: showSubscriptions,
  },
];
