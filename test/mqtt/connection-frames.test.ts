import { setImmediate as turn } from 'node:timers/promises';
import mqttPacket, { type IPublishPacket } from 'mqtt-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CertificateMaker, opensslMissing } from '../support/certificates.ts';
import {
  connected,
  watchConnection,
  type WatchedConnection,
  type WatchedOptions,
} from '../support/connections.ts';
import { type FakeBroker, type FakeClient, startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { freePort } from '../support/free-port.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';

const isKnown = (topic: string): boolean => topic === 'known';

const clientOf = ({ clients }: FakeBroker): FakeClient => [...clients][0] as FakeClient;

/** A connection to a fake broker that takes messages on the topic `known` from the bytes. */
const taking = async (
  options: Partial<WatchedOptions> = {},
): Promise<{ readonly broker: FakeBroker; readonly watched: WatchedConnection }> => {
  const broker = await startFakeBroker();
  const watched = await connected({
    port: broker.port,
    protocolVersion: 4,
    takes: isKnown,
    ...options,
  });
  return { broker, watched };
};

const publish = (topic: string, payload: string, rest: Partial<IPublishPacket> = {}): Buffer =>
  mqttPacket.generate(
    { cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false, ...rest } as never,
    { protocolVersion: 4 },
  );

const textsOf = ({ messages }: WatchedConnection): string[] =>
  messages.map(({ payload }) => String(payload));

const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at));

describe('Connection: messages taken from the bytes', () => {
  it('are all there before the end that comes right after them, even if each has to wait', async () => {
    let atEnd = 0;
    const { broker, watched } = await taking({ holdBack: () => turn() });
    const texts = numbers(200);
    // Some go by the client library.
    const frames = texts.map((text, at) => publish(at % 5 === 0 ? 'other' : 'known', text));
    clientOf(broker).socket.end(Buffer.concat(frames));
    await watched.untilState('waiting', () => {
      atEnd = watched.messages.length;
      return true;
    });
    expect(atEnd).toBe(200);
    expect(textsOf(watched)).toEqual(texts);
    expect(watched.taken()).toBe(160);
  });

  it('stop the broker while they are held back, but not the pings', async () => {
    const release = Promise.withResolvers<void>();
    let isHeld = true;
    const holdBack = () => (isHeld ? release.promise : undefined);
    const { broker, watched } = await taking({ keepAlive: 1, holdBack });
    const { socket } = clientOf(broker);
    // More than operating systems take without a reader.
    const count = 1000;
    const flood = publish('known', 'x'.repeat(32_768));
    for (let sent = 0; sent < count; sent += 1) socket.write(flood);
    socket.write(publish('last', ''));
    await watched.untilMessage(({ topic }) => topic === 'known');
    // By then an unanswered ping would have ended the connection.
    const pings = (): number => broker.packets.filter(({ cmd }) => cmd === 'pingreq').length;
    await broker.received('pingreq', () => pings() >= 5);
    expect(watched.connection.status.state).toBe('connected');
    expect(watched.messages).toHaveLength(1);
    expect(socket.writableLength).toBeGreaterThan(0);
    isHeld = false;
    release.resolve();
    await watched.untilMessage(({ topic }) => topic === 'last');
    expect(watched.messages).toHaveLength(count + 1);
  });

  it('end when the one who takes them closes the connection', async () => {
    const taken: string[] = [];
    const closing = Promise.withResolvers<void>();
    const { broker, watched } = await taking({
      takes: (topic) => {
        taken.push(topic);
        if (taken.length === 2) closing.resolve(watched.connection.close());
        return true;
      },
    });
    const texts = numbers(5);
    clientOf(broker).socket.write(Buffer.concat(texts.map((text) => publish('known', text))));
    await closing.promise;
    await broker.received('disconnect');
    expect(taken).toHaveLength(2);
    expect(textsOf(watched)).toEqual(['0', '1']);
  });

  it('keep their place among those of QoS 1 and 2', async () => {
    const { broker, watched } = await taking();
    const { socket } = clientOf(broker);
    socket.write(
      Buffer.concat([
        publish('known', 'one', { qos: 2, messageId: 1 }),
        publish('known', 'two'),
        publish('known', 'three', { qos: 1, messageId: 2 }),
        publish('known', 'four'),
        mqttPacket.generate({ cmd: 'pubrel', messageId: 1 }),
        publish('known', 'five'),
      ]),
    );
    await watched.untilMessage(({ payload }) => String(payload) === 'five');
    expect(textsOf(watched)).toEqual(['two', 'three', 'four', 'one', 'five']);
    expect(watched.taken()).toBe(3);
    await broker.received('pubcomp');
  });

  it('are none while every packet is logged', async () => {
    const packets: string[] = [];
    const { broker, watched } = await taking({ onPacket: (packet) => packets.push(packet) });
    clientOf(broker).socket.write(publish('known', 'one'));
    await watched.untilMessage(({ payload }) => String(payload) === 'one');
    expect(watched.taken()).toBe(0);
    expect(packets.filter((packet) => packet.includes('Received PUBLISH'))).toHaveLength(1);
  });
});

describeWith(mosquittoMissing ?? opensslMissing, 'Connection: messages from the bytes', () => {
  it.each(['mqtt', 'mqtts', 'ws'] as const)('are taken of a connection by %s', async (protocol) => {
    const maker = new CertificateMaker();
    onTestFinished(() => maker.close());
    const { certFile, keyFile } = maker.selfSigned('self', 'IP:127.0.0.1', true);
    const port = await freePort();
    const ways = {
      mqtt: [],
      mqtts: [`certfile ${certFile}`, `keyfile ${keyFile}`],
      ws: ['protocol websockets'],
    };
    const extra = [`listener ${port} 127.0.0.1`, ...ways[protocol]];
    const { port: plain } = await forThisTest(startMosquitto({ extra }));
    const address = { protocol, host: '127.0.0.1', port, path: '/mqtt', tls: { insecure: true } };
    const watched = watchConnection({ port, server: async () => address, takes: isKnown });
    watched.connection.open();
    await watched.untilState('connected');
    await watched.connection.subscribe('#', { qos: 0, identifier: 300 });
    const { connection } = await connected({ port: plain });
    const texts = numbers(500);
    for (const text of texts) void connection.publish('known', text, { qos: 0, retain: false });
    await connection.publish('other', 'end', { qos: 1, retain: false });
    await watched.untilMessage(({ topic }) => topic === 'other');
    expect(textsOf(watched)).toEqual([...texts, 'end']);
    expect(watched.taken()).toBeGreaterThan(250);
    expect(watched.messages[0]).toMatchObject({ properties: { subscriptionIdentifier: 300 } });
  });
});
