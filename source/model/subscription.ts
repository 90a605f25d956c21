import type { QoS } from '../mqtt/message.ts';
import { Rate } from './rate.ts';

/** When the broker sends what is retained: at each subscribing, only at a new one, never (MQTT 5, 3.8.3.1). */
export type RetainHandling = 0 | 1 | 2;

/** How a topic filter is to be subscribed (MQTT 5, 3.8.3.1). Before MQTT 5 there is the QoS alone. */
export type SubscriptionOptions = {
  readonly qos: QoS;
  /** What we publish ourselves does not come back. */
  readonly noLocal: boolean;
  readonly retainHandling: RetainHandling;
  /** Messages keep the RETAIN flag that they were published with. */
  readonly retainAsPublished: boolean;
};

/** What is asked for where nobody says otherwise. */
export const usualOptions: SubscriptionOptions = {
  qos: 0,
  noLocal: false,
  retainHandling: 0,
  retainAsPublished: true,
};

/** What came for a filter while it was not the only one. */
export type SubscriptionCount = { messages: number; readonly rate: Rate };

/** A count that begins. */
export const emptyCount = (): SubscriptionCount => ({ messages: 0, rate: new Rate() });

/** A topic filter that we asked for, and what the broker made of it; other options make another one. */
export type Subscription = SubscriptionOptions & {
  readonly filter: string;
  /** MQTT 5: tells which filter a message was delivered for (3.8.2.1.2). */
  readonly identifier: number;
  readonly count: SubscriptionCount;
  /** `off`: the broker is not asked for it now. */
  state: 'pending' | 'granted' | 'refused' | 'off';
  grantedQos?: QoS;
  /** Why it was refused. */
  reason?: string;
};
