import { readFileSync } from 'node:fs';
import mqtt from 'mqtt';
import { protocolVersion } from './load.ts';

/** Connects, subscribes to all and does nothing but count: what MQTT.js takes by itself. */
let received = 0;
const [port, caFile] = process.argv.slice(2);
const client = mqtt.connect({
  host: '127.0.0.1',
  port: Number(port),
  protocolVersion,
  ...(caFile !== undefined && { protocol: 'mqtts', ca: readFileSync(caFile) }),
});
client.on('connect', () => client.subscribe('#'));
client.on('message', () => {
  received += 1;
});
// Any message of the parent asks for the count.
process.on('message', () => process.send?.(received));
process.on('disconnect', () => process.exit());
