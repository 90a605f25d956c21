import {
  type RetainHandling,
  type SubscriptionOptions,
  usualOptions,
} from '../../model/subscription.ts';
import type { QoS } from '../../mqtt/message.ts';
import { widthOf } from '../draw/cells.ts';
import { qosWords, retainHandlingWords } from './words.ts';

/** An option of a subscription, as a field of the form. */
export type OptionField = {
  readonly name: string;
  readonly value: (options: SubscriptionOptions) => string;
  /** The choice in a few words. */
  readonly means: (options: SubscriptionOptions) => string;
  /** The options with the next (`by` 1) or previous (-1) choice. */
  readonly step: (options: SubscriptionOptions, by: 1 | -1) => SubscriptionOptions;
  /** It needs MQTT 5. */
  readonly isNew: boolean;
};

const nextOfThree = (value: number, by: 1 | -1): QoS & RetainHandling =>
  ((value + by + 3) % 3) as QoS & RetainHandling;

const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off');

/** The fields below the filter; the form and its keys read these rows. */
export const choices: readonly OptionField[] = [
  {
    name: 'QoS',
    value: ({ qos }) => String(qos),
    means: ({ qos }) => qosWords[qos],
    step: (options, by) => ({ ...options, qos: nextOfThree(options.qos, by) }),
    isNew: false,
  },
  {
    name: 'No local',
    value: ({ noLocal }) => onOff(noLocal),
    means: ({ noLocal }) =>
      noLocal ? 'our own messages are not sent back' : 'our own messages are sent back too',
    step: (options) => ({ ...options, noLocal: !options.noLocal }),
    isNew: true,
  },
  {
    name: 'Retain as published',
    value: ({ retainAsPublished }) => onOff(retainAsPublished),
    means: ({ retainAsPublished }) =>
      retainAsPublished ? 'live messages keep their flag' : 'only stored messages carry the flag',
    step: (options) => ({ ...options, retainAsPublished: !options.retainAsPublished }),
    isNew: true,
  },
  {
    name: 'Retain handling',
    value: ({ retainHandling }) => String(retainHandling),
    means: ({ retainHandling }) => retainHandlingWords[retainHandling],
    step: (options, by) => ({
      ...options,
      retainHandling: nextOfThree(options.retainHandling, by),
    }),
    isNew: true,
  },
];

/** All meanings of an option; none has more than three choices. */
const meaningsOf = ({ means, step }: OptionField): readonly string[] => {
  const second = step(usualOptions, 1);
  return [usualOptions, second, step(second, 1)].map((options) => means(options));
};

/** The width of the longest meaning, in cells. */
export const meaningWidth = Math.max(
  ...choices.flatMap((choice) => meaningsOf(choice).map((meaning) => widthOf(meaning))),
);
