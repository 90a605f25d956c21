import { describe, expect, it } from 'vitest';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { connected, watchConnection } from '../support/connections.ts';
import { type Answers, type FakeClient, refuse, startFakeBroker } from '../support/fake-broker.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { forThisTest } from '../support/for-this-test.ts';

const host = '127.0.0.1';

const hangUpOnFive: Answers['connect'] = (packet, { agree, socket }) =>
  packet.protocolVersion === 5 ? socket.end() : agree(packet);

describe('Connection: the protocol version', () => {
  it('is 3.1.1 on the embedded broker, which refuses 5', async () => {
    const { port } = await forThisTest(startEmbeddedBroker({ host, port: 0 }));
    const { statuses } = await connected({ port });
    expect(statuses.at(-1)).toEqual({ state: 'connected', protocolVersion: 4 });
    expect(statuses.filter(({ state }) => state !== 'connecting')).toHaveLength(1);
  });

  it.each([3, 4] as const)('may be pinned to level %i on the embedded broker', async (version) => {
    const { port } = await forThisTest(startEmbeddedBroker({ host, port: 0 }));
    const { connection, statuses } = await connected({ port, protocolVersion: version });
    expect(statuses).toEqual([
      { state: 'connecting', attempt: 1 },
      { state: 'connected', protocolVersion: version },
    ]);
    await connection.publish('a', 'x', { qos: 1, retain: false });
  });

  it('stays what it was pinned to: 5 is refused for good by the embedded broker', async () => {
    const { port } = await forThisTest(startEmbeddedBroker({ host, port: 0 }));
    const { connection, untilState } = watchConnection({ port, protocolVersion: 5 });
    connection.open();
    expect(await untilState('refused')).toEqual({
      state: 'refused',
      problem: 'Connection refused: unacceptable protocol version (1)',
      credentials: false,
    });
  });

  it.each([
    [5, 'MQTT', 5],
    [4, 'MQTT', 4],
    [3, 'MQIsdp', 3],
  ] as const)('offers level %i as "%s"', async (version, protocolId, protocolVersion) => {
    const broker = await startFakeBroker();
    await connected({ port: broker.port, protocolVersion: version });
    expect(broker.connects()).toMatchObject([{ protocolId, protocolVersion, keepalive: 60 }]);
  });

  it('falls back when the refusal is in the words of MQTT 5 (132)', async () => {
    const broker = await startFakeBroker({
      connect: (packet, client) =>
        packet.protocolVersion === 5 ? refuse(132)(packet, client) : client.agree(packet),
    });
    const { connection } = await connected({ port: broker.port });
    expect(connection.status).toEqual({ state: 'connected', protocolVersion: 4 });
  });

  it('is offered as found when the broker is lost: no second fallback', async () => {
    const broker = await startFakeBroker({ connect: hangUpOnFive });
    const { connection, untilState } = await connected({ port: broker.port });
    for (const { socket } of broker.clients) socket.destroy();
    await untilState('waiting');
    connection.retryNow();
    await untilState('connected');
    expect(broker.connects().map(({ protocolVersion }) => protocolVersion)).toEqual([5, 4, 4]);
  });

  it.each([
    ['hangs up', (client: FakeClient) => client.socket.end()],
    ['resets the connection', (client: FakeClient) => client.socket.resetAndDestroy()],
  ])('falls back on an old broker that %s', async (_, drop) => {
    const broker = await startFakeBroker({
      connect: (packet, client) =>
        packet.protocolVersion === 5 ? drop(client) : client.agree(packet),
    });
    const { connection } = await connected({ port: broker.port });
    expect(connection.status).toEqual({ state: 'connected', protocolVersion: 4 });
  });

  it('stays 5 where 5 was spoken before: a broker that starts again behind a proxy hangs up', async () => {
    let isAway = false;
    const broker = await startFakeBroker({
      connect: (packet, client) => {
        if (!isAway) return client.agree(packet);
        isAway = false;
        client.socket.end();
      },
    });
    const { connection, untilState } = await connected({ port: broker.port, sessionExpiry: 30 });
    for (const { socket } of broker.clients) socket.destroy();
    await untilState('waiting');
    isAway = true;
    connection.retryNow();
    await untilState('connected');
    expect(connection.status).toEqual({ state: 'connected', protocolVersion: 5 });
  });

  it('does not fall back when the refusal is about something else', async () => {
    const broker = await startFakeBroker({ connect: refuse(133) });
    const { connection, untilState } = watchConnection({ port: broker.port });
    connection.open();
    expect(await untilState('refused')).toEqual({
      state: 'refused',
      problem: 'Connection refused: client identifier not valid (133)',
      credentials: false,
    });
    expect(broker.connects()).toHaveLength(1);
  });
});

describeWith(mosquittoMissing, 'Connection: the protocol version on Mosquitto', () => {
  it('is 5 at the first try', async () => {
    const { port } = await forThisTest(startMosquitto());
    const { statuses } = await connected({ port });
    expect(statuses).toEqual([
      { state: 'connecting', attempt: 1 },
      { state: 'connected', protocolVersion: 5 },
    ]);
  });

  it.each([5, 4, 3] as const)('may be pinned to level %i', async (protocolVersion) => {
    const { port } = await forThisTest(startMosquitto());
    const { connection } = await connected({ port, protocolVersion });
    expect(connection.status).toEqual({ state: 'connected', protocolVersion });
    await connection.publish('a', 'x', { qos: 2, retain: false });
  });
});
