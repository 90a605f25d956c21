import type { ProtocolVersion } from '../../source/mqtt/connection-options.ts';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { mosquittoMissing, startMosquitto } from './mosquitto.ts';

/** A broker that can go down and come up again on its port; it remembers nothing. */
export type TestBroker = {
  readonly port: number;
  /** Like a crash. */
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type BrokerKind = {
  readonly name: string;
  readonly protocolVersion: ProtocolVersion;
  /** Why this machine does not have it. */
  readonly missing: string | undefined;
  readonly start: () => Promise<TestBroker>;
};

const startEmbedded = async (): Promise<TestBroker> => {
  const host = '127.0.0.1';
  let broker = await startEmbeddedBroker({ host, port: 0 });
  const { port } = broker;
  const down = (): Promise<void> => broker.close();
  return {
    port,
    down,
    up: async () => {
      broker = await startEmbeddedBroker({ host, port });
    },
    stop: down,
  };
};

/** The brokers on which a session must behave the same. */
export const brokerKinds: readonly BrokerKind[] = [
  {
    name: 'the embedded broker',
    protocolVersion: 4,
    missing: undefined,
    start: startEmbedded,
  },
  {
    name: 'Mosquitto with MQTT 5',
    protocolVersion: 5,
    missing: mosquittoMissing,
    start: () => startMosquitto(),
  },
  {
    name: 'Mosquitto with MQTT 3.1.1',
    protocolVersion: 4,
    missing: mosquittoMissing,
    start: () => startMosquitto(),
  },
];
