import { describe, expect, it } from 'vitest';
import { Refused } from '../../source/mqtt/request-errors.ts';
import { connected } from '../support/connections.ts';
import { type FakeClient, startFakeBroker } from '../support/fake-broker.ts';

type Asked = { readonly messageId?: number | undefined };

/** A packet of the broker with a packet identifier and what follows it. */
const answer = (
  { socket }: FakeClient,
  type: number,
  { messageId = 0 }: Asked,
  ...rest: number[]
) => socket.write(Buffer.from([type, 2 + rest.length, messageId >> 8, messageId & 0xff, ...rest]));

const puback = 0x40;
const pubrec = 0x50;
const pubcomp = 0x70;
const suback = 0x90;
const unsuback = 0xb0;

describe('a reason code that the standard does not list for the packet', () => {
  it.each([
    [1, puback, 149],
    [2, pubrec, 149],
    [1, puback, 200],
    [2, pubrec, 200],
  ] as const)('refuses a message with QoS %i: %i with %i', async (qos, type, code) => {
    const broker = await startFakeBroker({
      publish: (packet, client) => answer(client, type, packet, code),
    });
    const { connection } = await connected({ port: broker.port });
    const words = code === 149 ? 'packet too large (149)' : 'unknown reason (200)';
    await expect(connection.publish('a', 'x', { qos, retain: false })).rejects.toThrow(
      new Refused(words),
    );
    expect(connection.status.state).toBe('connected');
  });

  it.each([1, 0x7f])('below 128 is a success: PUBACK with %i', async (code) => {
    const broker = await startFakeBroker({
      publish: (packet, client) => answer(client, puback, packet, code),
    });
    const { connection } = await connected({ port: broker.port });
    await connection.publish('a', 'x', { qos: 1, retain: false });
    expect(connection.status.state).toBe('connected');
  });

  it('below 128 is a success: PUBREC and PUBCOMP with 1', async () => {
    const broker = await startFakeBroker({
      publish: (packet, client) => answer(client, pubrec, packet, 1),
      pubrel: (packet, client) => answer(client, pubcomp, packet, 1),
    });
    const { connection } = await connected({ port: broker.port });
    await connection.publish('a', 'x', { qos: 2, retain: false });
    expect(connection.status.state).toBe('connected');
  });

  it('refuses a subscription: SUBACK with 149', async () => {
    const broker = await startFakeBroker({
      subscribe: (packet, client) => answer(client, suback, packet, 0, 149),
      unsubscribe: (packet, client) => answer(client, unsuback, packet, 0, 149),
    });
    const { connection } = await connected({ port: broker.port });
    await expect(connection.subscribe('a', { qos: 0 })).rejects.toThrow(
      new Refused('packet too large (149)'),
    );
    await connection.unsubscribe('a');
    expect(connection.status.state).toBe('connected');
  });

  it.each([0x18, 200])('makes AUTH, which nobody asked for, no less wrong: %i', async (code) => {
    const broker = await startFakeBroker({
      publish: (_, { socket }) => socket.write(Buffer.from([0xf0, 2, code, 0])),
    });
    const { connection, untilState } = await connected({ port: broker.port });
    const sending = connection.publish('a', 'x', { qos: 1, retain: false });
    await expect(sending).rejects.toThrow('the connection was lost');
    expect((await untilState('waiting')).problem).toMatch(
      /^The broker sent something that is not MQTT: .*[Aa]uth.* was not requested\.$/,
    );
    await broker.deserted();
  });

  it('is said at the end of a connection: DISCONNECT with 200', async () => {
    const broker = await startFakeBroker({
      publish: (_, { socket }) => socket.end(Buffer.from([0xe0, 1, 200])),
    });
    const { connection, untilState } = await connected({ port: broker.port });
    const sending = connection.publish('a', 'x', { qos: 1, retain: false });
    await expect(sending).rejects.toThrow('the connection was lost');
    expect((await untilState('waiting')).problem).toBe(
      'The broker ended the connection: unknown reason (200).',
    );
  });
});
