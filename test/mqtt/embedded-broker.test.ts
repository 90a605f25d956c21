import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import mqttPacket from 'mqtt-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  embeddedBrokerName,
  type EmbeddedBrokerOptions,
  startEmbeddedBroker,
} from '../../source/mqtt/embedded-broker.ts';
import { startScript } from '../support/child.ts';
import { connected, listener, textsOn } from '../support/connections.ts';
import { freePort } from '../support/free-port.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { until } from '../support/until.ts';

const host = '127.0.0.1';
const versionTopic = '$SYS/broker/version';

const start = (options: Partial<EmbeddedBrokerOptions> = {}) =>
  forThisTest(startEmbeddedBroker({ host, port: 0, ...options }));

/** What the broker tells of its clients, and waiting for it. */
const eventLog = () => {
  const events: string[] = [];
  const looks = new Set<() => void>();
  const untilSaid = (pattern: RegExp): Promise<string> =>
    until({
      what: `the event ${pattern}`,
      find: () => events.find((event) => pattern.test(event)),
      subscribe: (look) => {
        looks.add(look);
        return () => looks.delete(look);
      },
      seen: () => events,
    });
  const onEvent = (event: string): void => {
    events.push(event);
    for (const look of looks) look();
  };
  return { events, onEvent, untilSaid };
};

/** A bare TCP connection that sends bytes. */
const sendBytes = async (port: number, bytes: Uint8Array): Promise<Socket> => {
  const socket = connect({ host, port });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.resume().write(bytes);
  return socket;
};

describe('the embedded broker', () => {
  it('takes the port that it is told, else a free one', async () => {
    const port = await freePort();
    expect(await start({ port })).toMatchObject({ host, port });
    expect((await start()).port).toBeGreaterThan(0);
  });

  it('rejects with the reason when somebody listens there already', async () => {
    const { port } = await start();
    await expect(startEmbeddedBroker({ host, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('leaves nothing behind when it cannot listen', async () => {
    const { port } = await start();
    const script = startScript(`
      import { startEmbeddedBroker } from './source/mqtt/embedded-broker.ts';
      await startEmbeddedBroker({ host: '${host}', port: ${port} }).catch(({ code }) => console.log(code));
    `);
    await script.line('the refusal', (line) => line === 'EADDRINUSE');
    expect(await script.ended(3000)).toBe(0);
  });

  it('leaves nothing behind when it is closed', async () => {
    const script = startScript(`
      import { startEmbeddedBroker } from './source/mqtt/embedded-broker.ts';
      const broker = await startEmbeddedBroker({ host: '${host}', port: 0 });
      await broker.close();
      console.log('closed');
    `);
    await script.line('the end', (line) => line === 'closed');
    expect(await script.ended(3000)).toBe(0);
  });

  it('frees its port and drops its clients when it is closed', async () => {
    const { close, port } = await start();
    const { untilState } = await connected({ port });
    const mute = await sendBytes(port, Buffer.alloc(0));
    const hungUp = once(mute, 'close');
    await close();
    await hungUp;
    const again = await start({ port });
    expect(again.port).toBe(port);
    expect((await untilState('waiting')).problem).toContain('was lost');
    await close();
  });

  it('delivers to who has subscribed, and keeps what is retained', async () => {
    const { port } = await start();
    const { connection } = await connected({ port });
    await connection.publish('house/a', 'kept', { qos: 1, retain: true });
    await connection.publish('house/b', 'cleared', { qos: 1, retain: true });
    await connection.publish('house/b', '', { qos: 1, retain: true });
    const ear = await listener({ port }, 'house/#');
    await connection.publish('house/c', 'live', { qos: 1, retain: true });
    await ear.untilMessage(({ topic }) => topic === 'house/c');
    expect(
      ear.messages.map(({ topic, payload, retain }) => [topic, String(payload), retain]),
    ).toEqual([
      ['house/a', 'kept', true],
      ['house/c', 'live', false],
    ]);
  });

  it('takes empty levels for levels', async () => {
    const { port } = await start();
    const { connection } = await connected({ port });
    const ear = await listener({ port }, '/+');
    for (const topic of ['a', '/a', '/a/', 'a/', '//a', '/b'])
      await connection.publish(topic, topic, { qos: 1, retain: false });
    await ear.untilMessage(({ topic }) => topic === '/b');
    expect(ear.messages.map(({ topic }) => topic)).toEqual(['/a', '/b']);
  });

  it('publishes the will message of one who vanishes, and not of one who says goodbye', async () => {
    const { port } = await start();
    const ear = await listener({ port }, 'wills');
    const will = { topic: 'wills', qos: 1, retain: true } as const;
    const polite = await connected({ port, will: () => ({ ...will, payload: 'polite' }) });
    await polite.connection.close();
    const socket = await sendBytes(
      port,
      mqttPacket.generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clean: true,
        keepalive: 60,
        clientId: 'gone',
        will: { ...will, payload: Buffer.from('destroyed') },
      }),
    );
    await once(socket, 'data');
    socket.destroy();
    await ear.untilMessage(({ payload }) => String(payload) === 'destroyed');
    expect(textsOn(ear, 'wills')).toEqual(['destroyed']);
  });

  it('tells its name to who asks for it, and to nobody else', async () => {
    const { port } = await start();
    const { connection } = await connected({ port });
    const everything = await listener({ port }, '#');
    const curious = await listener({ port }, versionTopic);
    const system = await listener({ port }, '$SYS/#');
    const isVersion = ({ topic }: { topic: string }): boolean => topic === versionTopic;
    expect(String((await curious.untilMessage(isVersion)).payload)).toBe(embeddedBrokerName);
    expect(String((await system.untilMessage(isVersion)).payload)).toBe(embeddedBrokerName);
    await connection.publish('marker', '', { qos: 1, retain: false });
    await everything.untilMessage(({ topic }) => topic === 'marker');
    expect(everything.messages.map(({ topic }) => topic)).toEqual(['marker']);
  });

  it('lets in who has the right credentials, and says who was turned away', async () => {
    const log = eventLog();
    const credentials = { username: 'admin', password: 'pässwörd' };
    const { port } = await start({ credentials, onEvent: log.onEvent });
    const { connection } = await connected({ port, clientId: 'right', credentials });
    await log.untilSaid(/^right connected from 127\.0\.0\.1:\d+$/);
    const wrong = await connected({ port, clientId: 'second', credentials });
    await wrong.connection.close();
    await log.untilSaid(/^second disconnected$/);
    await connection.close();
    await log.untilSaid(/^right disconnected$/);
    expect(log.events.join('\n')).not.toContain(credentials.password);
  });

  it('says that a client was turned away', async () => {
    const log = eventLog();
    const credentials = { username: 'admin', password: 'secret' };
    const { port } = await start({ credentials, onEvent: log.onEvent });
    // CONNECT, MQTT 3.1.1, client identifier "x", no credentials.
    const packet = [0x10, 13, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0, 1, 0x78];
    const socket = await sendBytes(port, Buffer.from(packet));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect([...answer]).toEqual([0x20, 2, 0, 4]);
    expect(await log.untilSaid(/password/)).toMatch(/^(x|refused a client .*): /);
  });

  it('survives what is no MQTT, and goes on serving', async () => {
    const log = eventLog();
    const { port } = await start({ onEvent: log.onEvent });
    for (const bytes of [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.alloc(1024, 0xff),
      // SUBSCRIBE before CONNECT.
      Buffer.from([0x82, 6, 0, 1, 0, 1, 0x61, 0]),
      // CONNECT that promises 256 MB.
      Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f, 0, 4]),
    ]) {
      const socket = await sendBytes(port, bytes);
      socket.end();
      await once(socket, 'close');
    }
    const { connection } = await connected({ port });
    await connection.publish('a', 'x', { qos: 2, retain: false });
    expect(connection.status.state).toBe('connected');
  });

  it('refuses a topic of too many levels without harm to the others', async () => {
    const { port } = await start();
    const ear = await listener({ port }, 'marker');
    const { connection, untilState } = await connected({ port });
    const tooDeep = Array.from({ length: 200 }, () => 'x').join('/');
    connection.publish(tooDeep, '', { qos: 1, retain: false }).catch(() => undefined);
    await untilState('waiting');
    await ear.connection.publish('marker', '', { qos: 1, retain: false });
    expect(await ear.untilMessage(({ topic }) => topic === 'marker')).toBeDefined();
  });
});
