import type { QoS } from '../mqtt/message.ts';

/** A topic filter that we asked for, and what the broker made of it. */
export type Subscription = {
  readonly filter: string;
  readonly qos: QoS;
  /** MQTT 5: tells which filter a message was delivered for (3.8.2.1.2). */
  readonly identifier: number;
  state: 'pending' | 'granted' | 'refused';
  grantedQos?: QoS;
  /** Why it was refused. */
  reason?: string;
};
