import type { QoS } from '../mqtt/message.ts';
import { topicFilterProblem, topicNameProblem } from '../mqtt/topic.ts';
import { printable } from '../payload/printable.ts';
import type { MonitorSession } from '../session/monitor-session.ts';
import { quoteProblem, takeArgument } from './command-arguments.ts';
import type { Controls } from './controls.ts';

export const noMonitor = 'This needs the topics, which --no-monitor has switched off.';

/** The filters with what the broker made of them. */
const watched = (monitor: MonitorSession): string =>
  [...monitor.subscriptions.values()]
    .map(({ filter, qos, grantedQos, state, reason }) => {
      const shown = printable(filter, 200);
      if (state === 'refused') return `${shown} (refused: ${printable(reason ?? '', 200)})`;
      if (state === 'pending') return `${shown} (not answered yet)`;
      return grantedQos === qos ? shown : `${shown} (QoS ${grantedQos ?? qos} instead of ${qos})`;
    })
    .join('  ');

/** Watches one more topic filter; without one it lists those that are watched. */
export const subscribe = ({ session }: Controls, text: string): string | undefined => {
  const { first: filter, rest } = takeArgument(text.trim());
  if (session.monitor === undefined) return noMonitor;
  if (filter === '')
    return `Which topic filter? /sub FILTER [QOS]. Watched now: ${watched(session.monitor)}`;
  const problem = quoteProblem(text.trim()) ?? topicFilterProblem(filter);
  if (problem !== undefined) return problem;
  if (!/^[0-2]?$/.test(rest.trim()))
    return 'The QoS is 0, 1 or 2: /sub FILTER [QOS]; a filter with blanks goes in double quotes.';
  session.monitor.subscribe(filter, Number(rest.trim()) as QoS);
  session.notify(`Watching ${printable(filter)}.`);
  return undefined;
};

/** Stops watching a topic filter. */
export const unsubscribe = ({ session }: Controls, text: string): string | undefined => {
  const filter = takeArgument(text.trim()).first;
  if (session.monitor === undefined) return noMonitor;
  if (!session.monitor.unsubscribe(filter))
    return `${filter === '' ? 'Which topic filter?' : `${printable(filter)} is not watched.`} Watched: ${watched(session.monitor)}`;
  session.notify(`No longer watching ${printable(filter)}; what came in stays.`);
  return undefined;
};

/** Publishes and tells how it went, when the broker has answered. */
export const publish = (
  { session }: Controls,
  topic: string,
  payload: string,
  options: { qos: QoS; retain: boolean },
): string | undefined => {
  const problem = topicNameProblem(topic);
  if (problem !== undefined) return problem;
  void session.publish(topic, payload, options).then(
    () =>
      session.notify(
        `Published to ${printable(topic, 200)}${options.retain ? ', retained' : ''} (QoS ${options.qos}).`,
      ),
    (error: unknown) =>
      session.notify(`Not published to ${printable(topic, 200)}: ${(error as Error).message}`),
  );
  return undefined;
};

/** Reads the arguments of /pub and publishes. */
export const publishCommand = (controls: Controls, text: string): string | undefined => {
  let rest = text.trimStart();
  let qos = 0;
  let retain = false;
  for (
    let option = /^(?:-r|-q\s*([0-2]))(?:\s+|$)/.exec(rest);
    option !== null;
    option = /^(?:-r|-q\s*([0-2]))(?:\s+|$)/.exec(rest)
  ) {
    if (option[1] === undefined) retain = true;
    else qos = Number(option[1]);
    rest = rest.slice(option[0].length);
  }
  if (/^-\S/.test(rest))
    return '/pub takes -q 0, -q 1, -q 2 and -r: /pub [-q QOS] [-r] TOPIC PAYLOAD.';
  const quote = quoteProblem(rest);
  if (quote !== undefined) return quote;
  const { first: topic, rest: payload } = takeArgument(rest);
  if (topic === '') return 'Where to? /pub [-q QOS] [-r] TOPIC PAYLOAD';
  return publish(controls, topic, payload, { qos: qos as QoS, retain });
};
