import type { ProtocolVersion } from '../../source/mqtt/connection-options.ts';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { mosquittoMissing, startMosquitto } from './mosquitto.ts';

/** A broker that goes down and comes up again on its port, without any memory. */
export type TestBroker = {
  readonly port: number;
  /** As a crash would. */
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type BrokerKind = {
  readonly name: string;
  readonly protocolVersion: ProtocolVersion;
  /** Why there is none on this machine. */
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

/** What a session must do the same on. */
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
