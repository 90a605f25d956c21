import type { Duplex } from 'node:stream';
import type { connect as connectClient, IClientOptions, MqttClient, StreamBuilder } from 'mqtt';
import type { ProtocolVersion } from './connection-options.ts';
import { FrameStream } from './frame-stream.ts';

/** A client of MQTT.js, already connecting, behind a `FrameStream`; throws what TLS says to its options. */
export const framedClient = (
  connect: typeof connectClient,
  options: IClientOptions,
  version: ProtocolVersion,
): MqttClient => {
  const client = connect({ ...options, manualConnect: true });
  // It knows how to make every kind of connection, and takes what they are wrapped in.
  const build = client['streamBuilder'] as StreamBuilder;
  client['streamBuilder'] = (itself: MqttClient) =>
    new FrameStream(build(itself) as Duplex, version);
  client.connect();
  return client;
};
