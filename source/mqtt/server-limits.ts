import type { MqttClient } from 'mqtt';
import type { ConnectionStatus } from './connection-options.ts';
import type { QoS } from './message.ts';
import { sharedSubscription } from './topic.ts';

/** What a broker takes, by the properties of its CONNACK (MQTT 5, 3.2.2.3). A broker before MQTT 5 says nothing of it. */
export type ServerLimits = {
  readonly maximumQos: QoS;
  /** Whether it keeps retained messages. */
  readonly retain: boolean;
  readonly wildcards: boolean;
  readonly sharedSubscriptions: boolean;
  readonly subscriptionIdentifiers: boolean;
  /** Bytes. */
  readonly packetSize: number;
  /** How many unacknowledged QoS 1 and 2 messages it accepts. */
  readonly receiveMaximum: number;
};

/** The limits of the broker that a client is connected to. */
export const serverLimits = (client: MqttClient | undefined): ServerLimits => {
  const told =
    client?.options.protocolVersion === 5 ? (client.serverProperties ?? undefined) : undefined;
  return {
    maximumQos: (told?.maximumQoS ?? 2) as QoS,
    retain: told?.retainAvailable !== false,
    wildcards: told?.wildcardSubscriptionAvailable !== false,
    sharedSubscriptions: told?.sharedSubscriptionAvailable !== false,
    subscriptionIdentifiers: told?.subscriptionIdentifiersAvailable !== false,
    packetSize: told?.maximumPacketSize ?? Number.POSITIVE_INFINITY,
    receiveMaximum: told?.receiveMaximum ?? 65_535,
  };
};

/** What a broker does not take, each in a few words; empty if it takes everything. */
export const limitsInWords = (limits: ServerLimits): readonly string[] => [
  ...(limits.maximumQos < 2 ? [`QoS ${limits.maximumQos} at most`] : []),
  ...(limits.retain ? [] : ['no retained messages']),
  ...(limits.wildcards ? [] : ['no wildcards']),
  ...(limits.sharedSubscriptions ? [] : ['no shared subscriptions']),
  ...(limits.subscriptionIdentifiers ? [] : ['no subscription identifiers']),
  ...(Number.isFinite(limits.packetSize) ? [`${limits.packetSize} bytes a packet at most`] : []),
];

/** Why nothing may come on a shared subscription, which a broker before MQTT 5 grants even if it does not know them; empty for others. */
export const sharedDoubt = (filter: string, status: ConnectionStatus): string =>
  sharedSubscription(filter) !== undefined &&
  status.state === 'connected' &&
  status.protocolVersion < 5
    ? `The broker may not know shared subscriptions, which came with MQTT 5: then nothing arrives on ${filter}.`
    : '';
