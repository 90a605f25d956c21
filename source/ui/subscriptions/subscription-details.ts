import type { Subscription } from '../../model/subscription.ts';
import { sharedSubscription } from '../../mqtt/topic.ts';
import { printable } from '../../payload/printable.ts';
import type { MonitorSession } from '../../session/monitor/monitor-session.ts';
import { wrapCells } from '../draw/cells.ts';
import { plural, rate } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';
import { row } from '../draw/row.ts';
import {
  lacksOptions,
  overlapNote,
  qosWords,
  retainHandlingWords,
  stateNow,
  versionInWords,
} from './subscription-words.ts';

type Field = readonly [name: string, value: string];

const nameWidth = 11;

/** Rows for a value that is longer than one; the last one tells that there was more. */
const rowsOfField = ([name, value]: Field, width: number): string[] =>
  wrapCells(value, Math.max(1, width - nameWidth))
    .slice(0, 2)
    .map((text, index) =>
      row(
        [{ text: (index === 0 ? name : '').padEnd(nameWidth), style: palette.dim }, { text }],
        width,
      ),
    );

const optionFields = (
  monitor: MonitorSession,
  { filter, noLocal, retainAsPublished, retainHandling }: Subscription,
): Field[] =>
  lacksOptions(monitor)
    ? [
        [
          'Options',
          `no local, retain handling, retain as published: not in ${versionInWords(monitor)}`,
        ],
      ]
    : [
        [
          'Options',
          `no local ${noLocal ? 'on' : 'off'} · retain as published ${retainAsPublished ? 'on' : 'off'}`,
        ],
        [
          'Retained',
          sharedSubscription(filter) === undefined
            ? `handling ${retainHandling}: ${retainHandlingWords[retainHandling]}`
            : 'never comes to a shared subscription',
        ],
      ];

const stateField = (monitor: MonitorSession, subscription: Subscription): Field => {
  const { reason, qos, grantedQos } = subscription;
  const state = stateNow(monitor, subscription);
  const asked = `QoS ${qos} (${qosWords[qos]}) asked for`;
  if (state === 'refused') return ['Refused', `${printable(reason ?? '', 200)} · ${asked}`];
  if (state !== 'granted' || grantedQos === undefined)
    return ['State', `${state === 'off' ? 'off' : 'waits for the broker'} · ${asked}`];
  const granted = `QoS ${grantedQos} (${qosWords[grantedQos]})`;
  return ['Granted', `${granted}${grantedQos === qos ? '' : ` instead of ${qos}`}`];
};

/** All about one subscription, as rows of `width` cells. */
export const subscriptionDetails = (
  monitor: MonitorSession,
  subscription: Subscription,
  { width, now }: { readonly width: number; readonly now: number },
): string[] => {
  const shared = sharedSubscription(subscription.filter);
  const perSecond =
    subscription.state === 'off' ? '' : rate(monitor.deliveries.rateOf(subscription, now));
  const came = plural(monitor.deliveries.messagesOf(subscription), 'message', 'messages');
  const overlap = overlapNote(monitor, subscription);
  const fields: Field[] = [
    ...(shared === undefined
      ? [['Filter', printable(subscription.filter, 400)] as const]
      : [
          ['Filter', printable(shared.filter, 400)] as const,
          [
            'Shared',
            `in the group ${printable(shared.group, 100)}: each message goes to one of it`,
          ] as const,
        ]),
    stateField(monitor, subscription),
    ...optionFields(monitor, subscription),
    [
      'Came',
      `${came}${perSecond === '' ? '' : ` · ${perSecond}`}${lacksOptions(monitor) ? ', by matching topics' : ` · identifier ${subscription.identifier}`}`,
    ],
    ...(overlap === '' ? [] : [['Overlaps', overlap] as const]),
  ];
  return fields.flatMap((field) => rowsOfField(field, width));
};
