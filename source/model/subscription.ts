import type { QoS } from '../mqtt/message.ts';
import { Rate } from './rate.ts';

/** Retain handling: send retained messages at each subscribe, only for a new subscription, or never (MQTT 5, 3.8.3.1). */
export type RetainHandling = 0 | 1 | 2;

/** The options of a subscription (MQTT 5, 3.8.3.1). Before MQTT 5 there is only the QoS. */
export type SubscriptionOptions = {
  readonly qos: QoS;
  /** Do not deliver what we publish ourselves. */
  readonly noLocal: boolean;
  readonly retainHandling: RetainHandling;
  /** Deliver messages with the RETAIN flag that they were published with. */
  readonly retainAsPublished: boolean;
};

/** The default options. */
export const usualOptions: SubscriptionOptions = {
  qos: 0,
  noLocal: false,
  retainHandling: 0,
  retainAsPublished: true,
};

/** What was delivered for a filter while it was not the only one. */
export type SubscriptionCount = { messages: number; readonly rate: Rate };

/** A count that starts at zero. */
export const emptyCount = (): SubscriptionCount => ({ messages: 0, rate: new Rate() });

/** A subscription and the broker's answer to it; other options make a new one. */
export type Subscription = SubscriptionOptions & {
  readonly filter: string;
  /** The subscription identifier, which shows the filter that a message was delivered for (MQTT 5, 3.8.2.1.2). */
  readonly identifier: number;
  readonly count: SubscriptionCount;
  /** `off`: not subscribed at the moment. */
  state: 'pending' | 'granted' | 'refused' | 'unanswered' | 'off';
  grantedQos?: QoS;
  /** Why it was refused. */
  reason?: string;
};
