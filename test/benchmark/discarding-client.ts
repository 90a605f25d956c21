import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import mqttPacket from 'mqtt-packet';
import { firstPayload, firstTopic, lastPayload, protocolVersion, publishPacket } from './load.ts';

/** Reads, looks only at how what came ends, and discards it: so much can be sent at most. */
const [port, caFile] = process.argv.slice(2);
const place = { host: '127.0.0.1', port: Number(port) };
const socket =
  caFile === undefined ? connect(place) : connectTls({ ...place, ca: readFileSync(caFile) });

const first = publishPacket(firstTopic, firstPayload);
const last = publishPacket(firstTopic, lastPayload, { qos: 1 });

/** How many loads have come whole; the first message is one. */
let loads = 0;
let end = Buffer.alloc(0);
socket.on('data', (chunk) => {
  const kept = chunk.length < last.length ? Buffer.concat([end, chunk]) : chunk;
  end = kept.subarray(-Math.max(first.length, last.length));
  const isThrough = end.subarray(-last.length).equals(last);
  if (isThrough) socket.write(mqttPacket.generate({ cmd: 'puback', messageId: 1 }));
  if (isThrough || end.subarray(-first.length).equals(first)) loads += 1;
});

const connection = {
  protocolId: 'MQTT',
  protocolVersion,
  clientId: 'discarding',
  clean: true,
  keepalive: 0,
} as const;
socket.write(mqttPacket.generate({ cmd: 'connect', ...connection }));
const subscriptions = [{ topic: '#', qos: 0 as const }];
socket.write(
  mqttPacket.generate({ cmd: 'subscribe', messageId: 1, subscriptions }, { protocolVersion }),
);

// Any message of the parent asks for the count.
process.on('message', () => process.send?.(loads));
process.on('disconnect', () => process.exit());
