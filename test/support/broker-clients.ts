import type { IPublishPacket, QoS } from 'mqtt-packet';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { bareClient, type BareClient } from './bare-client.ts';
import { forThisTest } from './for-this-test.ts';

/** The embedded broker, on a port of its own. */
export const startBroker = async (): Promise<number> => {
  const { port } = await forThisTest(startEmbeddedBroker({ host: '127.0.0.1', port: 0 }));
  return port;
};

/** Subscribes and waits for the answer. */
export const subscribe = async (client: BareClient, topic: string, qos: QoS = 0): Promise<void> => {
  const messageId = client.packets.length + 1;
  client.send({ cmd: 'subscribe', messageId, subscriptions: [{ topic, qos }] });
  await client.untilPacket('suback', (packet) => packet.messageId === messageId);
};

/** Publishes; with QoS 1 and 2 the packet identifier is 7. */
export const publish = (
  client: BareClient,
  topic: string,
  more: Partial<IPublishPacket> = {},
): void =>
  client.send({
    cmd: 'publish',
    topic,
    payload: topic,
    qos: 0,
    retain: false,
    dup: false,
    ...((more.qos ?? 0) > 0 ? { messageId: 7 } : {}),
    ...more,
  });

/** Its messages so far: what was sent to it before this call has come. */
export const messagesOf = async (client: BareClient): Promise<IPublishPacket[]> => {
  await subscribe(client, 'marker');
  publish(client, 'marker');
  await client.untilPacket('publish', ({ topic }) => topic === 'marker');
  return client.packets.filter(
    (packet): packet is IPublishPacket => packet.cmd === 'publish' && packet.topic !== 'marker',
  );
};

/** A client whose session is kept. */
export const comeAgain = (port: number): Promise<BareClient> =>
  bareClient(port, { clientId: 'kept', clean: false });

/** Ends the connection as MQTT wants it. */
export const leave = async (client: BareClient): Promise<void> => {
  client.send({ cmd: 'disconnect' });
  await client.untilClosed();
};
