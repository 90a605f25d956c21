import type { RetainHandling, Subscription } from '../../model/subscription.ts';
import { filtersOverlap } from '../../mqtt/topic-filters.ts';
import type { QoS } from '../../mqtt/message.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { plural } from '../../format/count.ts';

/** What each QoS promises. */
export const qosWords: Readonly<Record<QoS, string>> = {
  0: 'at most once',
  1: 'at least once',
  2: 'exactly once',
};

/** When retained messages are sent, by retain handling. */
export const retainHandlingWords: Readonly<Record<RetainHandling, string>> = {
  0: 'sent on every subscribe',
  1: 'only when the filter is new to the broker',
  2: 'never sent',
};

/** A sign and a word for the state of a subscription. */
export const stateWords: Readonly<
  Record<Subscription['state'], { readonly sign: string; readonly word: string }>
> = {
  granted: { sign: '●', word: 'granted' },
  pending: { sign: '⧖', word: 'waiting' },
  refused: { sign: '✗', word: 'refused' },
  unanswered: { sign: '✗', word: 'no answer' },
  off: { sign: '○', word: 'off' },
};

/** The protocol version by its usual name, while connected. */
export const versionInWords = ({ connection: { status } }: MonitorSession): string | undefined =>
  status.state === 'connected'
    ? { 3: 'MQTT 3.1', 4: 'MQTT 3.1.1', 5: 'MQTT 5' }[status.protocolVersion]
    : undefined;

/** Whether the connection is up but lacks the options of MQTT 5. */
export const lacksOptions = ({ connection: { status } }: MonitorSession): boolean =>
  status.state === 'connected' && status.protocolVersion < 5;

/** Whether the broker does not say which filter it delivers a message for. */
export const lacksIdentifiers = (monitor: MonitorSession): boolean =>
  lacksOptions(monitor) || !monitor.connection.limits.subscriptionIdentifiers;

/** The state of a subscription now: without a connection, a granted one waits to be requested again. */
export const stateNow = (
  { connection }: MonitorSession,
  { state }: Subscription,
): Subscription['state'] =>
  state === 'granted' && connection.status.state !== 'connected' ? 'pending' : state;

/** The options that differ from the defaults, in a few words; there are none before MQTT 5. */
export const unusualOptions = (monitor: MonitorSession, one: Subscription): string =>
  lacksOptions(monitor)
    ? ''
    : [
        one.noLocal ? 'no local' : '',
        one.retainHandling === 0 ? '' : `handling ${one.retainHandling}`,
        one.retainAsPublished ? '' : 'flag not kept',
      ]
        .filter((text) => text !== '')
        .join(', ');

const asDelivered = (monitor: MonitorSession): string => {
  const { repeats, joined, areSeparate } = monitor.deliveries;
  if (lacksIdentifiers(monitor))
    return `${lacksOptions(monitor) ? versionInWords(monitor) : 'this broker'} does not tell which filter a message matched: if the broker delivers it once for each, each counts`;
  const left = repeats === 0 ? '' : ` (${plural(repeats, 'repeat', 'repeats')} left out)`;
  if (areSeparate) return `this broker delivers once for each of them${left}`;
  if (joined > 0) return `this broker delivers once for all of them${left}`;
  return `a message arrives once, or once for each of them${left}`;
};

/** Which other filters can match the same topics, and how the broker then delivers; empty if none do. */
export const overlapNote = (monitor: MonitorSession, one: Subscription): string => {
  if (one.state === 'off') return '';
  const others = [...monitor.subscriptions.values()].filter(
    (other) =>
      other.filter !== one.filter &&
      other.state !== 'off' &&
      filtersOverlap(one.filter, other.filter),
  );
  if (others.length === 0) return '';
  const [first] = others.map(({ filter }) => printable(filter, 60));
  const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
  return `${first}${more}: ${asDelivered(monitor)}`;
};
