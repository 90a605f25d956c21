import { connect } from 'node:net';

/** What listens on a port: nothing, our embedded broker, another MQTT broker, or something else. */
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

/** The sizes of CONNACK and SUBACK, bytes. */
const connackSize = 4;
const subackSize = 5;

/** How long to wait for CONNACK, ms: plenty for any broker on loopback. */
const patience = 1500;

/** How long to wait for the version, ms: ours publishes it right after SUBACK; others may have none. */
const versionPatience = 300;

/** Whether the whole PUBLISH that starts at `from` has arrived; ours is shorter than 128 bytes. */
const isWhole = (received: Buffer, from: number): boolean => {
  const length = received[from + 1];
  return length !== undefined && (length >= 128 || received.length >= from + 2 + length);
};

/**
 * Finds out who listens on a port by offering MQTT 3.1.1. A broker that refuses us is a broker.
 * Our own is recognised by the version that it publishes, which contains `ourName`.
 */
export const probePort = (host: string, port: number, ourName: string): Promise<PortHolder> =>
  new Promise((resolve) => {
    let received = Buffer.alloc(0);
    let hasAsked = false;
    const socket = connect({ host, port });
    const isBroker = (): boolean => received[0] === 0x20 && received[1] === 2;
    const answer = (holder: PortHolder): void => {
      clearTimeout(timer);
      socket.end(disconnectPacket);
      socket.destroySoon();
      resolve(holder);
    };
    const giveUp = (): void => answer(isBroker() ? 'a broker' : 'something else');
    let timer = setTimeout(giveUp, patience);
    const ask = (): void => {
      hasAsked = true;
      socket.write(subscribePacket);
      clearTimeout(timer);
      timer = setTimeout(giveUp, versionPatience);
    };
    socket.on('connect', () => socket.write(connectPacket));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < connackSize) return;
      if (!isBroker()) answer('something else');
      else if (received[3] !== 0) answer('a broker');
      else if (!hasAsked) ask();
      else if (received.includes(ourName)) answer('our broker');
      else if (isWhole(received, connackSize + subackSize)) answer('a broker');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') answer('nobody');
      else giveUp();
    });
    socket.on('close', giveUp);
  });
