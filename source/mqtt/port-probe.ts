import { connect } from 'node:net';

/** What holds a port: nobody, our embedded broker, another MQTT broker, or something else. */
export type PortHolder = 'nobody' | 'our broker' | 'a broker' | 'something else';

/** CONNECT, MQTT 3.1.1, clean session, empty client identifier (MQTT 3.1.1, 3.1). */
const connectPacket = Buffer.from([0x10, 12, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0, 0]);
const versionTopic = '$SYS/broker/version';
/** SUBSCRIBE to the version topic with QoS 0 and packet identifier 1 (MQTT 3.1.1, 3.8). */
const subscribePacket = Buffer.concat([
  Buffer.from([0x82, 5 + versionTopic.length, 0, 1, 0, versionTopic.length]),
  Buffer.from(versionTopic),
  Buffer.from([0]),
]);
const disconnectPacket = Buffer.from([0xe0, 0]);

/** Every broker answers well within this time on loopback, ms. */
const patience = 1500;

/**
 * Finds out who listens on a port by offering MQTT 3.1.1. A broker that refuses us is a broker.
 * Our own is known by the version that it retains, which must begin with `ourName`.
 */
export const probePort = (host: string, port: number, ourName: string): Promise<PortHolder> =>
  new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket = connect({ host, port });
    const answer = (holder: PortHolder): void => {
      clearTimeout(timer);
      socket.end(disconnectPacket);
      socket.destroySoon();
      resolve(holder);
    };
    const isBroker = (): boolean => received[0] === 0x20 && received[1] === 2;
    const timer = setTimeout(() => answer(isBroker() ? 'a broker' : 'something else'), patience);
    socket.on('connect', () => socket.write(connectPacket));
    socket.on('data', (chunk) => {
      const wasConnected = received.length >= 4;
      received = Buffer.concat([received, chunk]);
      if (received.length < 4) return;
      if (!isBroker()) answer('something else');
      else if (received[3] !== 0) answer('a broker');
      else if (!wasConnected) socket.write(subscribePacket);
      else if (received.includes(ourName)) answer('our broker');
      // A SUBACK (5 bytes) and another broker's version, or nothing retained: not ours.
      else if (received.length > 9) answer('a broker');
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      answer(error.code === 'ECONNREFUSED' ? 'nobody' : isBroker() ? 'a broker' : 'something else'),
    );
    socket.on('close', () => answer(isBroker() ? 'a broker' : 'something else'));
  });
