import { expect, it } from 'vitest';
import { printable } from '../../source/payload/printable.ts';
import { connected, watchConnection } from '../support/connections.ts';
import { startFakeBroker } from '../support/fake-broker.ts';

const moved = {
  reasonString: 'maintenance\u001B[2J until ten',
  serverReference: 'other.example:1884',
} as const;

it.each([
  [157, 'refused', 'server moved (157)'],
  [156, 'waiting', 'use another server (156)'],
] as const)('a refusal with code %i says what the broker tells', async (code, state, words) => {
  const broker = await startFakeBroker({
    connect: (_, { send }) =>
      send({ cmd: 'connack', sessionPresent: false, reasonCode: code, properties: moved }),
  });
  const { connection, untilState } = watchConnection({ port: broker.port });
  connection.open();
  const { problem } = await untilState(state);
  expect(printable(problem)).toBe(
    `Connection refused: ${words}; the broker names "other.example:1884" and says "maintenance␛[2J until ten"`,
  );
});

it('the end of a connection says what the broker tells, however long', async () => {
  const broker = await startFakeBroker();
  const { untilState } = await connected({ port: broker.port });
  for (const { send } of broker.clients)
    send({
      cmd: 'disconnect',
      reasonCode: 156,
      properties: { reasonString: 'x'.repeat(60_000), serverReference: 'other.example' },
    });
  for (const { socket } of broker.clients) socket.end();
  const { problem } = await untilState('waiting');
  expect(problem).toContain(
    'The broker ended the connection: use another server (156); the broker names "other.example" and says "xxx',
  );
  expect(problem.length).toBeLessThan(500);
});

it('what the broker tells in a CONNACK that agrees is no reason for a loss later', async () => {
  const broker = await startFakeBroker({
    connect: (_, { send }) =>
      send({ cmd: 'connack', sessionPresent: false, reasonCode: 0, properties: moved }),
  });
  const { untilState } = await connected({ port: broker.port });
  for (const { socket } of broker.clients) socket.destroy();
  expect((await untilState('waiting')).problem).toBe(
    `The connection to 127.0.0.1:${broker.port} was lost.`,
  );
});

it('losses that the broker explains do not end as a suspicion about the client identifier', async () => {
  const broker = await startFakeBroker();
  const { connection, untilState } = await connected({ port: broker.port });
  for (let times = 0; times < 4; times += 1) {
    for (const { send, socket } of broker.clients) {
      send({ cmd: 'disconnect', reasonCode: 152 });
      socket.end();
    }
    expect((await untilState('waiting')).problem).toContain('administrative action (152)');
    await broker.deserted();
    connection.retryNow();
    await untilState('connected');
  }
});
