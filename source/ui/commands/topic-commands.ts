import type { QoS } from '../../mqtt/message.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { quoteProblem, takeArgument } from '../input/command-arguments.ts';
import type { Controls } from '../controls.ts';

/** Why nothing about topics can be done. */
export const noMonitor = 'This needs the topics, which --no-monitor has switched off.';

/** The filters with what the broker made of them. */
export const watchedInWords = (monitor: MonitorSession): string =>
  [...monitor.subscriptions.values()]
    .map(({ filter, qos, grantedQos, state, reason }) => {
      const shown = printable(filter, 200);
      if (state === 'refused') return `${shown} (refused: ${printable(reason ?? '', 200)})`;
      if (state === 'pending') return `${shown} (not answered yet)`;
      if (state === 'off') return `${shown} (off)`;
      return grantedQos === qos ? shown : `${shown} (QoS ${grantedQos ?? qos} instead of ${qos})`;
    })
    .join('  ');

/** Stops watching a topic filter. */
export const unsubscribe = ({ session }: Controls, text: string): string | undefined => {
  const filter = takeArgument(text.trim()).first;
  if (session.monitor === undefined) return noMonitor;
  if (!session.monitor.unsubscribe(filter))
    return `${filter === '' ? 'Which topic filter?' : `${printable(filter)} is not watched.`} Watched: ${watchedInWords(session.monitor)}`;
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
