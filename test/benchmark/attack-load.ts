import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import mqttPacket, { type Packet } from 'mqtt-packet';

/** Clients that would stop a broker: one that subscribes and never reads, others that publish without a pause. */
const shapes = {
  dies: { filter: 'big/#', publishers: 200, messages: 100, bytes: 1024 },
  stalls: { filter: '#', publishers: 1, messages: 20_000, bytes: 200 },
  // Its subscriber is a program of its own.
  pipe: { filter: undefined, publishers: 1, messages: 20_000, bytes: 200 },
};

const [port, name] = [Number(process.argv[2]), process.argv[3] as keyof typeof shapes];
const { filter, publishers, messages, bytes } = shapes[name];

type Client = { readonly socket: Socket; readonly answered: (cmd: Packet['cmd']) => Promise<void> };

const join = async (clientId: string): Promise<Client> => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  socket.on('error', () => undefined);
  const parser = mqttPacket.parser({ protocolVersion: 4 });
  socket.on('data', (chunk) => parser.parse(chunk));
  const answered = async (cmd: Packet['cmd']): Promise<void> => {
    for (;;) {
      const [packet] = (await once(parser, 'packet')) as [Packet];
      if (packet.cmd === cmd) return;
    }
  };
  socket.write(
    mqttPacket.generate({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId,
      clean: true,
      keepalive: 0,
    }),
  );
  await answered('connack');
  return { socket, answered };
};

/** Subscribes and reads no more; comes again when it is thrown out. */
const stick = async (topic: string): Promise<void> => {
  const { socket, answered } = await join('stuck');
  socket.once('close', () => void stick(topic));
  socket.write(
    mqttPacket.generate({
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [{ topic, qos: 0 }],
    }),
  );
  await answered('suback');
  socket.pause();
};

if (filter !== undefined) await stick(filter);
const senders = await Promise.all(
  Array.from({ length: publishers }, (_each, index) => join(`publisher-${index}`)),
);
process.on('disconnect', () => process.exit());
for (;;) {
  await Promise.all(
    senders.map(async ({ socket, answered }, index) => {
      const message = mqttPacket.generate({
        cmd: 'publish',
        topic: `big/${index}`,
        payload: Buffer.alloc(bytes, 'x'),
        qos: 0,
        retain: false,
        dup: false,
      });
      for (let sent = 0; sent < messages; sent += 1)
        if (!socket.write(message)) await once(socket, 'drain');
      socket.write(mqttPacket.generate({ cmd: 'pingreq' }));
      await answered('pingresp');
    }),
  );
  process.send?.(publishers * messages);
}
