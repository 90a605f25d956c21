import type { MqttClient } from 'mqtt';
import type { QoS } from './message.ts';

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
