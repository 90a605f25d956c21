import type { ReactNode } from 'react';
import type { Subscription } from '../../model/subscription.ts';
import { limitsInWords } from '../../mqtt/server-limits.ts';
import { sharedSubscription } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { plural, rate } from '../../format/count.ts';
import { wildcardDoubt } from '../../session/retained/wildcard-doubt.ts';
import { Labelled } from '../widgets/labelled.tsx';
import { Paragraph } from '../widgets/paragraph.tsx';
import {
  lacksIdentifiers,
  lacksOptions,
  overlapNote,
  qosWords,
  retainHandlingWords,
  stateNow,
  versionInWords,
} from './words.ts';

type Field = readonly [name: string, value: string];

const nameWidth = 11;

/** The most rows for a long value. */
const mostRows = 2;

const filterFields = ({ filter }: Subscription): readonly Field[] => {
  const shared = sharedSubscription(filter);
  if (shared === undefined) return [['Filter', printable(filter, 400)]];
  return [
    ['Filter', printable(shared.filter, 400)],
    ['Shared', `in the group ${printable(shared.group, 100)}: each message goes to one member`],
  ];
};

const optionField = (
  monitor: MonitorSession,
  { noLocal, retainAsPublished }: Subscription,
): Field => [
  'Options',
  lacksOptions(monitor)
    ? `no local, retain handling, retain as published: not in ${versionInWords(monitor)}`
    : `no local ${noLocal ? 'on' : 'off'} · retain as published ${retainAsPublished ? 'on' : 'off'}`,
];

const retainedFields = (
  monitor: MonitorSession,
  { filter, retainHandling }: Subscription,
  handsOut: boolean | undefined,
): readonly Field[] => {
  const lack = handsOut === false ? wildcardDoubt([filter], handsOut) : '';
  if (lack !== '') return [['Retained', lack]];
  if (lacksOptions(monitor)) return [];
  return [
    [
      'Retained',
      sharedSubscription(filter) === undefined
        ? `handling ${retainHandling}: ${retainHandlingWords[retainHandling]}`
        : 'never sent to a shared subscription',
    ],
  ];
};

const stateField = (monitor: MonitorSession, subscription: Subscription): Field => {
  const { reason, qos, grantedQos } = subscription;
  const state = stateNow(monitor, subscription);
  const asked = `QoS ${qos} (${qosWords[qos]}) requested`;
  if (state === 'refused')
    return ['Refused', `${printable(reason ?? '', 200)}, asked again · ${asked}`];
  if (state === 'unanswered') return ['State', `${reason}, asked again · ${asked}`];
  if (state !== 'granted' || grantedQos === undefined)
    return ['State', `${state === 'off' ? 'off' : 'waiting for the broker'} · ${asked}`];
  const granted = `QoS ${grantedQos} (${qosWords[grantedQos]})`;
  return ['Granted', `${granted}${grantedQos === qos ? '' : ` instead of ${qos}`}`];
};

/** What the broker does not take, if it says so. */
const brokerField = ({ connection: { limits } }: MonitorSession): readonly Field[] => {
  const words = limitsInWords(limits);
  return words.length === 0 ? [] : [['Broker', words.join(' · ')]];
};

const countField = (monitor: MonitorSession, subscription: Subscription, now: number): Field => {
  const perSecond =
    subscription.state === 'off' ? '' : rate(monitor.deliveries.rateOf(subscription, now));
  const came = plural(monitor.deliveries.messagesOf(subscription), 'message', 'messages');
  const how = lacksIdentifiers(monitor)
    ? ', by matching topics'
    : ` · identifier ${subscription.identifier}`;
  return ['Received', `${came}${perSecond === '' ? '' : ` · ${perSecond}`}${how}`];
};

type SubscriptionDetailsProps = {
  readonly monitor: MonitorSession;
  readonly subscription: Subscription;
  readonly width: number;
  /** In ms since the epoch. */
  readonly now: number;
  /** Whether the broker hands out retained messages to filters with wildcards, if that is known. */
  readonly handsOut: boolean | undefined;
};

/** Everything about one subscription. */
export const SubscriptionDetails = ({
  monitor,
  subscription,
  width,
  now,
  handsOut,
}: SubscriptionDetailsProps): ReactNode => {
  const overlap = overlapNote(monitor, subscription);
  const fields: readonly Field[] = [
    ...filterFields(subscription),
    stateField(monitor, subscription),
    ...brokerField(monitor),
    optionField(monitor, subscription),
    ...retainedFields(monitor, subscription, handsOut),
    countField(monitor, subscription, now),
    ...(overlap === '' ? [] : [['Overlaps', overlap] as const]),
  ];
  return fields.map(([name, value]) => (
    <Labelled key={name} label={name} labelWidth={nameWidth}>
      <Paragraph text={value} width={width - nameWidth} rows={mostRows} />
    </Labelled>
  ));
};
