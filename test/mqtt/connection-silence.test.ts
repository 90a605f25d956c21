import { expect, it } from 'vitest';
import { watchConnection } from '../support/connections.ts';
import { ignore, startFakeBroker } from '../support/fake-broker.ts';

it('a connection gives up on a port that is silent, and on one that says something else and stays', async () => {
  const silent = await startFakeBroker({ connect: ignore });
  const mail = await startFakeBroker({
    connect: (_, { socket }) => socket.write('220 mail ESMTP\r\n'),
  });
  const atSilent = watchConnection({ port: silent.port });
  const atMail = watchConnection({ port: mail.port });
  atSilent.connection.open();
  atMail.connection.open();
  expect((await atSilent.untilState('waiting', undefined, 25_000)).problem).toBe(
    `No connection to 127.0.0.1:${silent.port}: connected, but no MQTT answer in time.`,
  );
  expect((await atMail.untilState('waiting', undefined, 25_000)).problem).toContain(
    `127.0.0.1:${mail.port}`,
  );
  await silent.deserted();
  await mail.deserted();
});

it('a broker that does not answer MQTT 5 is asked in 3.1.1', async () => {
  const broker = await startFakeBroker({
    connect: (packet, { agree }) => {
      if (packet.protocolVersion !== 5) agree(packet);
    },
  });
  const { connection, untilState } = watchConnection({ port: broker.port });
  connection.open();
  await untilState('connected', undefined, 15_000);
  expect(broker.connects().map(({ protocolVersion }) => protocolVersion)).toEqual([5, 4]);
});
