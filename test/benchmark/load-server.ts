import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { firstPayload, loadFilter, firstTopic, publishPacket } from './load.ts';
import { LoadSender, type Recipient, tell } from './load-sender.ts';

/**
 * A server that speaks just enough MQTT to send a load to the one client that subscribes to `#` or to its topics,
 * over TLS if it is given the files of a certificate and its key. It costs so little that the client is what is
 * measured.
 */
const sender = new LoadSender();

const serve = (socket: Socket): void => {
  let version: Recipient['version'] = 5;
  const answer = (packet: Packet): void =>
    void socket.write(mqttPacket.generate(packet, { protocolVersion: version }));
  const parser = mqttPacket.parser();
  parser.on('packet', (packet: Packet) => {
    if (packet.cmd === 'connect') {
      const { protocolVersion } = packet;
      const isKnown = protocolVersion === 4 || protocolVersion === 5;
      if (isKnown) version = protocolVersion;
      const reasonCode = isKnown ? 0 : 0x84;
      answer({ cmd: 'connack', sessionPresent: false, returnCode: isKnown ? 0 : 1, reasonCode });
    } else if (packet.cmd === 'subscribe') {
      const granted = packet.subscriptions.map(({ qos }) => qos);
      answer({ cmd: 'suback', messageId: packet.messageId!, granted });
      if (!packet.subscriptions.some(({ topic }) => topic === '#' || topic === loadFilter)) return;
      const isNew = sender.recipient?.socket !== socket;
      sender.recipient = { socket, version };
      // mqttui and lazymqtt may subscribe twice.
      if (isNew) socket.write(publishPacket(firstTopic, firstPayload, { version }));
    } else if (packet.cmd === 'publish' && packet.qos === 1)
      answer({ cmd: 'puback', messageId: packet.messageId! });
    else if (packet.cmd === 'puback') sender.acknowledged();
    else if (packet.cmd === 'pingreq') answer({ cmd: 'pingresp' });
  });
  socket.on('data', (chunk) => parser.parse(chunk));
  // The client went away: its end is what the next one waits for.
  socket.on('error', () => undefined);
};

const [certFile, keyFile] = process.argv.slice(2);
const server =
  certFile === undefined
    ? createServer({ noDelay: true }, serve)
    : createTlsServer(
        { cert: readFileSync(certFile), key: readFileSync(keyFile!), noDelay: true },
        serve,
      );

await once(server.listen(0, '127.0.0.1'), 'listening');
tell({ is: 'listening', port: (server.address() as AddressInfo).port });
