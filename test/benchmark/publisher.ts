import { connect } from 'node:net';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { firstPayload, firstTopic, protocolVersion, publishPacket } from './load.ts';
import { LoadSender, tell } from './load-sender.ts';

/** Publishes a load to the broker on a port, as fast as the broker takes it. */
const port = Number(process.argv[2]);
const sender = new LoadSender();
const socket = connect({ host: '127.0.0.1', port, noDelay: true });
const parser = mqttPacket.parser({ protocolVersion });
parser.on('packet', (packet: Packet) => {
  if (packet.cmd === 'puback') sender.acknowledged();
  if (packet.cmd !== 'connack') return;
  sender.recipient = { socket, version: protocolVersion };
  // Retained: later subscribers get it at once.
  socket.write(publishPacket(firstTopic, firstPayload, { retain: true }));
  tell({ is: 'listening', port });
});
socket.on('data', (chunk) => parser.parse(chunk));
socket.write(
  mqttPacket.generate({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion,
    clientId: 'load',
    clean: true,
    keepalive: 0,
  }),
);
