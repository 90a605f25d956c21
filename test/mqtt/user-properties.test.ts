import { describe, expect, it } from 'vitest';
import { receivedProperties } from '../../source/mqtt/user-properties.ts';
import { connected } from '../support/connections.ts';
import { startFakeBroker } from '../support/fake-broker.ts';

/** An order that no object could keep: a name again after another, and names that are numbers. */
const userProperties = [
  ['b', '1'],
  ['a', '2'],
  ['b', ''],
  ['b', '3'],
  ['2', 'two'],
  ['1', 'one'],
  ['__proto__', 'x'],
  ['', ''],
] as const;

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([0, bytes.length]), bytes]);
};

const bytesOf = (pairs: readonly (readonly [string, string])[]): Buffer =>
  Buffer.concat(pairs.flatMap(([name, value]) => [Buffer.from([38]), text(name), text(value)]));

/** A PUBLISH with QoS 0 to the topic "a", with an empty payload. */
const publish = (properties: Buffer): Buffer => {
  const body = Buffer.concat([text('a'), Buffer.from([properties.length]), properties]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
};

const received = async (properties: Buffer) => {
  const broker = await startFakeBroker({
    subscribe: (packet, { agree, socket }) => {
      agree(packet);
      socket.write(publish(properties));
    },
  });
  const { connection, untilMessage } = await connected({ port: broker.port });
  await connection.subscribe('a', { qos: 0 });
  const message = await untilMessage(() => true);
  return message.properties;
};

describe('user properties', () => {
  it('are received in the order of the packet', async () => {
    expect(await received(bytesOf(userProperties))).toEqual({ userProperties });
    expect(await received(bytesOf([['a', 'b']]))).toEqual({ userProperties: [['a', 'b']] });
  });

  it('are sent in the order given', async () => {
    const broker = await startFakeBroker();
    const { connection } = await connected({ port: broker.port });
    await connection.publish('a', '', { qos: 1, retain: false, properties: { userProperties } });
    const { properties = {} } = await broker.received('publish');
    expect(receivedProperties(properties)).toEqual({ userProperties });
  });

  it('may be an empty list', async () => {
    const broker = await startFakeBroker();
    const { connection } = await connected({ port: broker.port });
    const properties = { userProperties: [] };
    await connection.publish('a', 'x', { qos: 1, retain: false, properties });
    expect(await broker.received('publish')).toMatchObject({ topic: 'a' });
  });

  it('that end too early are left out', async () => {
    const cut = Buffer.from([38, 0, 200, 0, 0]);
    expect(await received(Buffer.concat([bytesOf([['a', 'b']]), cut]))).toEqual({
      userProperties: [['a', 'b']],
    });
  });
});
