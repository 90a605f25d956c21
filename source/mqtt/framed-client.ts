import type { Duplex } from 'node:stream';
import type * as mqtt from 'mqtt';
import type { IClientOptions, MqttClient, StreamBuilder } from 'mqtt';
import type { ProtocolVersion } from './connection-options.ts';
import { FrameStream } from './frame-stream.ts';

/** Creates an MQTT.js client on a `FrameStream` and starts connecting; throws if TLS refuses its options. */
export const framedClient = (
  { connect, Store }: Pick<typeof mqtt, 'connect' | 'Store'>,
  options: IClientOptions,
  version: ProtocolVersion,
): MqttClient => {
  // A store that is cleaned at the end is gone when acknowledgements that came before are still to be read.
  const [incomingStore, outgoingStore] = [new Store({ clean: false }), new Store({ clean: false })];
  const client = connect({ ...options, incomingStore, outgoingStore, manualConnect: true });
  // Its own function opens every kind of connection: TCP, TLS, WebSocket.
  const build = client['streamBuilder'] as StreamBuilder;
  client['streamBuilder'] = (itself: MqttClient) =>
    new FrameStream(build(itself) as Duplex, version);
  client.connect();
  return client;
};
