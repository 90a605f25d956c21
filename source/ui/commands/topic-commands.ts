import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { takeArgument } from '../input/command-arguments.ts';
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
