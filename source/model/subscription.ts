import type { QoS } from '../mqtt/message.ts';

/** A topic filter that we asked for, and what the broker made of it. */
export type Subscription = {
  readonly filter: string;
  readonly qos: QoS;
  state: 'pending' | 'granted' | 'refused';
  grantedQos?: QoS;
  /** Why it was refused. */
  reason?: string;
};
