import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import mqttPacket, { type Packet, type QoS } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { startScript } from '../support/child.ts';
import { bareClient } from '../support/bare-client.ts';

/** Mulberry32: the same numbers for the same seed. */
const randomNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

type Dice = {
  readonly below: (limit: number) => number;
  readonly of: <One>(all: readonly One[]) => One;
};

const topics = [
  'a',
  'a/b',
  '/',
  'a//b',
  '',
  '__proto__',
  'constructor',
  '$SYS/x',
  'ä/€',
  'a/'.repeat(99),
  'x/'.repeat(150),
  'a\u0001',
  'a\0',
];
const filters = [...topics, '#', '+', '+/+', 'a/#', '$SYS/#', 'a#', 'a+/b', '+/'.repeat(99)];
const names = ['one', 'two', 'three', '__proto__', '', 'toString'];

const anyPacket = ({ below, of }: Dice): Packet => {
  const qos = below(3) as QoS;
  const messageId = 1 + below(5);
  switch (below(10)) {
    case 0:
      return {
        cmd: 'subscribe',
        messageId,
        subscriptions: Array.from({ length: 1 + below(20) }, () => ({ topic: of(filters), qos })),
      };
    case 1:
      return { cmd: 'unsubscribe', messageId, unsubscriptions: [of(filters)] };
    case 2:
      return { cmd: 'puback', messageId };
    case 3:
      return { cmd: 'pubrec', messageId };
    case 4:
      return { cmd: 'pubrel', messageId };
    case 5:
      return { cmd: 'pubcomp', messageId };
    case 6:
      return below(10) === 0 ? { cmd: 'disconnect' } : { cmd: 'pingreq' };
    default:
      return {
        cmd: 'publish',
        topic: of(topics.filter(Boolean)),
        payload: Buffer.alloc(below(8) === 0 ? below(200_000) : below(50)),
        qos,
        ...(qos > 0 ? { messageId } : {}),
        retain: below(2) === 0,
        dup: qos > 0 && below(2) === 0,
      };
  }
};

/** What a client says, right for the most part. */
const conversation = (dice: Dice): Buffer[] => {
  const { below, of } = dice;
  const version = of([3, 4, 4, 4, 5] as const);
  const connecting: Packet = {
    cmd: 'connect',
    protocolId: version === 3 ? 'MQIsdp' : 'MQTT',
    protocolVersion: version,
    clean: below(2) === 0,
    keepalive: below(3),
    clientId: of(names) || 'x',
    ...(below(2) === 0
      ? {}
      : {
          will: {
            topic: of(topics) || 'w',
            payload: Buffer.from('gone'),
            qos: below(3) as QoS,
            retain: below(2) === 0,
          },
        }),
  };
  const packets: Packet[] = [
    connecting,
    ...Array.from({ length: below(60) }, () => anyPacket(dice)),
  ];
  return packets.flatMap((packet) => {
    try {
      const bytes = Buffer.from(mqttPacket.generate(packet));
      const damage = below(40);
      if (damage === 0) bytes[below(bytes.length)] = below(256);
      return damage === 1 ? bytes.subarray(0, below(bytes.length)) : bytes;
    } catch {
      return [];
    }
  });
};

const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** One client after the other, in pieces and with pauses, some of them without reading. */
const hostileClients = async (port: number, dice: Dice, end: number): Promise<number> => {
  const { below } = dice;
  let count = 0;
  while (performance.now() < end) {
    count += 1;
    const socket: Socket = connect({ host: '127.0.0.1', port });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    if (below(3) > 0) socket.resume();
    for (const bytes of conversation(dice)) {
      if (socket.destroyed) break;
      const cut = below(4) === 0 ? below(bytes.length) : 0;
      if (cut > 0) {
        socket.write(bytes.subarray(0, cut));
        await pause();
      }
      socket.write(bytes.subarray(cut));
      if (below(5) === 0) await pause();
    }
    if (below(2) === 0) socket.destroy();
    else socket.end();
    if (count % 50 === 0) await pause();
    if (below(10) > 0) socket.destroy();
  }
  return count;
};

// The broker runs in a process of its own: what would end it must not end the tests.
describe('the embedded broker, among clients that send anything at any speed', () => {
  it.each([1, 2, 3])(
    'goes on, seed %i',
    async (seed) => {
      const script = startScript(`
      import { startEmbeddedBroker } from './source/mqtt/embedded-broker.ts';
      const limits = { queued: 200_000, memory: 4_000_000, retained: 20, subscriptions: 50, clients: 60 };
      const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, limits });
      console.log('port ' + broker.port);
    `);
      const said = await script.line('the port', (line) => line.startsWith('port '));
      const port = Number(said.split(' ')[1]);
      const end = performance.now() + 2500;
      const counts = await Promise.all(
        Array.from({ length: 6 }, (_each, index) => {
          const random = randomNumbers(seed * 1000 + index);
          const below = (limit: number): number => Math.floor(random() * limit);
          return hostileClients(port, { below, of: (all) => all[below(all.length)]! }, end);
        }),
      );
      expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(20);
      const talker = await bareClient(port, { clientId: 'talker' });
      talker.send({
        cmd: 'subscribe',
        messageId: 1,
        subscriptions: [{ topic: 'still/here', qos: 1 }],
      });
      talker.send({
        cmd: 'publish',
        topic: 'still/here',
        payload: 'yes',
        qos: 1,
        messageId: 2,
        retain: false,
        dup: false,
      });
      expect(
        String(
          (await talker.untilPacket('publish', ({ topic }) => topic === 'still/here')).payload,
        ),
      ).toBe('yes');
    },
    30_000,
  );
});
