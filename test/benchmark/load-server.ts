import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { firstPayload, loadFilter, firstTopic, protocolVersion, publishPacket } from './load.ts';
import { LoadSender, tell } from './load-sender.ts';

/**
 * A server that speaks just enough MQTT to send a load to the one client that subscribes to `#` or to its topics.
 * It costs so little that the client is what is measured.
 */
const sender = new LoadSender();

const server = createServer({ noDelay: true }, (socket) => {
  const answer = (packet: Packet): void =>
    void socket.write(mqttPacket.generate(packet, { protocolVersion }));
  const parser = mqttPacket.parser({ protocolVersion });
  parser.on('packet', (packet: Packet) => {
    if (packet.cmd === 'connect') {
      const isKnown = packet.protocolVersion === protocolVersion;
      const reasonCode = isKnown ? 0 : 0x84;
      answer({ cmd: 'connack', sessionPresent: false, returnCode: reasonCode, reasonCode });
    } else if (packet.cmd === 'subscribe') {
      const granted = packet.subscriptions.map(({ qos }) => qos);
      answer({ cmd: 'suback', messageId: packet.messageId!, granted });
      if (!packet.subscriptions.some(({ topic }) => topic === '#' || topic === loadFilter)) return;
      sender.socket = socket;
      socket.write(publishPacket(firstTopic, firstPayload));
    } else if (packet.cmd === 'publish' && packet.qos === 1)
      answer({ cmd: 'puback', messageId: packet.messageId! });
    else if (packet.cmd === 'puback') sender.acknowledged();
    else if (packet.cmd === 'pingreq') answer({ cmd: 'pingresp' });
  });
  socket.on('data', (chunk) => parser.parse(chunk));
  // The client went away: its end is what the next one waits for.
  socket.on('error', () => undefined);
});

await once(server.listen(0, '127.0.0.1'), 'listening');
tell({ is: 'listening', port: (server.address() as AddressInfo).port });
