import * as mqtt from 'mqtt';
import { expect, it } from 'vitest';
import { framedClient } from '../../source/mqtt/framed-client.ts';
import { startFakeBroker } from '../support/fake-broker.ts';

it('an acknowledgement that is still to be read when the connection has ended does no harm', async () => {
  const broker = await startFakeBroker();
  const client = framedClient(
    mqtt,
    { host: '127.0.0.1', port: broker.port, protocolVersion: 4, reconnectPeriod: 0 },
    4,
  );
  await new Promise((resolve) => client.once('connect', resolve));
  await client.endAsync(true);
  const answers: unknown[] = [];
  // What the client does with each: the end does not empty the queue of packets that have come.
  for (const store of [client.outgoingStore, client.incomingStore])
    store.del({ messageId: 1 }, (error) => answers.push(error?.message));
  expect(answers).toEqual(['missing packet', 'missing packet']);
});
