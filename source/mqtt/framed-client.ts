import type { Duplex } from 'node:stream';
import type { connect as connectClient, IClientOptions, MqttClient, StreamBuilder } from 'mqtt';
import type { ProtocolVersion } from './connection-options.ts';
import { FrameStream } from './frame-stream.ts';

/** Creates an MQTT.js client on a `FrameStream` and starts connecting; throws if TLS refuses its options. */
export const framedClient = (
  connect: typeof connectClient,
  options: IClientOptions,
  version: ProtocolVersion,
): MqttClient => {
  const client = connect({ ...options, manualConnect: true });
  // Its own function opens every kind of connection: TCP, TLS, WebSocket.
  const build = client['streamBuilder'] as StreamBuilder;
  client['streamBuilder'] = (itself: MqttClient) =>
    new FrameStream(build(itself) as Duplex, version);
  client.connect();
  return client;
};
