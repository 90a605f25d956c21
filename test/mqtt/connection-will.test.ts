import type { IConnectPacket } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import type { WillMessage } from '../../source/mqtt/connection-options.ts';
import { Refused } from '../../source/mqtt/request-errors.ts';
import { connected, watchConnection } from '../support/connections.ts';
import { type FakeClient, refuse, startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';

const will = (): WillMessage => ({ topic: 'a', payload: 'lost', qos: 1, retain: true });

/** The wills offered, and how each was: retain and QoS. */
const offered = (connects: readonly IConnectPacket[]) =>
  connects.map((packet) =>
    packet.will === undefined
      ? 'none'
      : `${packet.will.retain ? 'retained ' : ''}${packet.will.qos}`,
  );

/** Refuses what `isRefused` says with a code, or by hanging up. */
const refusing =
  (isRefused: (packet: IConnectPacket) => boolean, code?: number) =>
  (packet: IConnectPacket, client: FakeClient): void => {
    if (!isRefused(packet)) client.agree(packet);
    else if (code === undefined) client.socket.end();
    else refuse(code)(packet, client);
  };

describe('a will that the broker refuses', () => {
  it.each([
    ['the flag retain', 154, ({ will: of }: IConnectPacket) => of?.retain === true, '1'],
    ['its length', 149, ({ will: of }: IConnectPacket) => of !== undefined, 'none'],
    ['the QoS', 155, ({ will: of }: IConnectPacket) => (of?.qos ?? 0) > 0, 'retained 0'],
  ] as const)('for %s is sent with less', async (_, code, isRefused, last) => {
    const broker = await startFakeBroker({ connect: refusing(isRefused, code) });
    const { connection } = await connected({ port: broker.port, will, isWillOptional: true });
    expect(offered(broker.connects())).toEqual(['retained 1', last]);
    expect(connection.limits).toMatchObject({
      retain: last !== '1',
      maximumQos: last === 'retained 0' ? 0 : 2,
    });
  });

  it.each([
    [154, ['retained 1', '1', 'none']],
    [155, ['retained 1', 'retained 0', 'none']],
  ])('with %i whatever it is, is left out', async (code, wills) => {
    const broker = await startFakeBroker({
      connect: refusing((packet) => packet.will !== undefined, code),
    });
    await connected({ port: broker.port, will, isWillOptional: true });
    expect(offered(broker.connects())).toEqual(wills);
  });

  it('by hanging up, as before MQTT 5, is sent with less, step by step', async () => {
    const broker = await startFakeBroker({
      connect: refusing((packet) => packet.will !== undefined || packet.protocolVersion === 5),
    });
    await connected({ port: broker.port, will, isWillOptional: true });
    expect(offered(broker.connects())).toEqual([
      'retained 1',
      'retained 1',
      '1',
      'retained 0',
      '0',
      'none',
    ]);
  });

  it('is whole again where less of it does not help', async () => {
    const broker = await startFakeBroker({ connect: refusing(() => true) });
    const { connection, statuses, untilState } = watchConnection({
      port: broker.port,
      will,
      isWillOptional: true,
      protocolVersion: 4,
    });
    connection.open();
    await untilState('waiting');
    connection.retryNow();
    await untilState('waiting', (status) => status === statuses.at(-1) && statuses.length > 6);
    const round = ['retained 1', '1', 'retained 0', '0', 'none'];
    expect(offered(broker.connects())).toEqual([...round, ...round]);
  });

  it('is named where the user wants just that', async () => {
    const broker = await startFakeBroker({ connect: refuse(155) });
    const { connection, untilState } = watchConnection({ port: broker.port, will });
    connection.open();
    expect((await untilState('refused')).problem).toBe(
      'Connection refused: QoS not supported (155). The broker takes no last will of this QoS: lower --will-qos.',
    );
    expect(broker.connects()).toHaveLength(1);
  });
});

it('a broker that hangs up on a will that the user wants is asked about it', async () => {
  const broker = await startFakeBroker({ connect: refusing(() => true) });
  const { connection, untilState } = watchConnection({ port: broker.port, will });
  connection.open();
  expect((await untilState('waiting')).problem).toBe(
    `127.0.0.1:${broker.port} closed the connection without an MQTT answer; is it a broker, and does it take the last will?`,
  );
  expect(offered(broker.connects())).toEqual(['retained 1', 'retained 1']);
});

describeWith(mosquittoMissing, 'Mosquitto with less than MQTT has', () => {
  it.each([5, 4] as const)('that retains nothing, at level %i', async (protocolVersion) => {
    const { port } = await forThisTest(startMosquitto({ extra: ['retain_available false'] }));
    const { connection } = await connected({ port, will, isWillOptional: true, protocolVersion });
    expect(connection.limits.retain).toBe(false);
    await connection.publish('a', 'x', { qos: 1, retain: false });
  });

  it.each([5, 4] as const)('with QoS 0 alone, at level %i', async (protocolVersion) => {
    const { port } = await forThisTest(startMosquitto({ extra: ['max_qos 0'] }));
    const { connection } = await connected({ port, will, isWillOptional: true, protocolVersion });
    expect(connection.limits).toMatchObject({ maximumQos: 0, retain: true });
    await connection.publish('a', 'x', { qos: 1, retain: false });
    await expect(
      connection.publish('a', 'x', { qos: 1, retain: false, insistsOnQos: true }),
    ).rejects.toThrow(new Refused('at most QoS 0 on this broker'));
    expect(connection.status.state).toBe('connected');
  });

  it('refuses what is too large, and the connection stays', async () => {
    const { port } = await forThisTest(startMosquitto({ extra: ['message_size_limit 100'] }));
    const { connection } = await connected({ port });
    const long = connection.publish('a', 'x'.repeat(200), { qos: 1, retain: false });
    const short = connection.publish('a', 'x', { qos: 1, retain: false });
    await expect(long).rejects.toThrow(new Refused('packet too large (149)'));
    await short;
    expect(connection.status.state).toBe('connected');
  });
});
