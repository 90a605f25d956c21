import { describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '../../source/mqtt/connection-options.ts';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { watchConnection, type WatchedOptions } from '../support/connections.ts';
import { refuse, startFakeBroker } from '../support/fake-broker.ts';
import { freePort } from '../support/free-port.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { forThisTest } from '../support/for-this-test.ts';

const host = '127.0.0.1';
const wrong = { username: 'admin', password: 'wrong' };
const right = { username: 'admin', password: 'pässwörd ✓' };

/** Is refused, then corrects itself and comes in; all that was said meanwhile. */
const correct = async (options: WatchedOptions): Promise<readonly ConnectionStatus[]> => {
  const { connection, statuses, untilState } = watchConnection(options);
  connection.open();
  await untilState('refused');
  connection.updateCredentials(right);
  await untilState('connected');
  return statuses.filter(({ state }) => state !== 'connecting');
};

describe('Connection: refused credentials', () => {
  it.each([wrong, {}, { username: 'admin' }, { username: 'root', password: right.password }])(
    'are said by the embedded broker with code 4, and can be corrected: %o',
    async (credentials) => {
      const { port } = await forThisTest(
        startEmbeddedBroker({ host, port: 0, credentials: right }),
      );
      const problem = 'Connection refused: bad user name or password (4)';
      expect(await correct({ port, credentials })).toEqual([
        { state: 'refused', problem, credentials: true },
        { state: 'connected', protocolVersion: 4 },
      ]);
    },
  );

  // Before MQTT 5 a password cannot go without a user name (MQTT 3.1.1, 3.1.2.9).
  it.each([5, 4] as const)('may be a password alone, level %i', async (protocolVersion) => {
    const broker = await startFakeBroker();
    const credentials = { password: 'secret' };
    const { connection, untilState } = watchConnection({
      port: broker.port,
      protocolVersion,
      credentials,
    });
    connection.open();
    await untilState('connected');
    const [packet] = broker.connects();
    expect([packet?.username, String(packet?.password)]).toEqual(['', 'secret']);
  });

  it('may be wrong twice', async () => {
    const { port } = await forThisTest(startEmbeddedBroker({ host, port: 0, credentials: right }));
    const { connection, untilState } = watchConnection({ port, credentials: wrong });
    connection.open();
    await untilState('refused');
    connection.updateCredentials({ username: 'admin', password: 'wrong too' });
    expect(connection.status).toEqual({ state: 'connecting', attempt: 1 });
    await untilState('refused');
    connection.updateCredentials(right);
    await untilState('connected');
  });

  it.each([
    [5, 134, 'bad user name or password (134)', true],
    [5, 135, 'not authorized (135)', true],
    [4, 4, 'bad user name or password (4)', true],
    [4, 5, 'not authorized (5)', true],
    [4, 2, 'client identifier rejected (2)', false],
    [5, 138, 'banned (138)', false],
  ] as const)(
    'with level %i and code %i stop, and a person is asked: %s',
    async (protocolVersion, code, words, credentials) => {
      const broker = await startFakeBroker({ connect: refuse(code) });
      const { connection, untilState } = watchConnection({ port: broker.port, protocolVersion });
      connection.open();
      const problem = `Connection refused: ${words}`;
      expect(await untilState('refused')).toEqual({ state: 'refused', problem, credentials });
      await broker.deserted();
    },
  );

  it.each([
    [4, 3, 'server unavailable (3)'],
    [5, 136, 'server unavailable (136)'],
    [5, 137, 'server busy (137)'],
    [5, 151, 'quota exceeded (151)'],
  ] as const)(
    'are not meant by level %i, code %i, which is tried again: %s',
    async (protocolVersion, code, words) => {
      const broker = await startFakeBroker({ connect: refuse(code) });
      const { connection, untilState } = watchConnection({ port: broker.port, protocolVersion });
      connection.open();
      expect((await untilState('waiting')).problem).toBe(`Connection refused: ${words}`);
    },
  );

  it('are sent once where they were corrected before the connection was open', async () => {
    const broker = await startFakeBroker({ connect: refuse(5) });
    const found = Promise.withResolvers<undefined>();
    const { connection, untilState } = watchConnection({
      port: broker.port,
      protocolVersion: 4,
      credentials: wrong,
      server: async () => {
        await found.promise;
        return { protocol: 'mqtt', host, port: broker.port };
      },
    });
    connection.open();
    connection.updateCredentials({ username: 'admin', password: 'wrong too' });
    found.resolve(undefined);
    await untilState('refused');
    expect(broker.connects().map(({ password }) => String(password))).toEqual(['wrong too']);
  });

  it('are not tried again by themselves, while a broken network is', async () => {
    const broker = await startFakeBroker({ connect: refuse(135) });
    const refused = watchConnection({ port: broker.port, credentials: wrong });
    refused.connection.open();
    await refused.untilState('refused');
    const waiting = watchConnection({ port: await freePort() });
    waiting.connection.open();
    await waiting.untilState('waiting', ({ attempt }) => attempt === 4);
    expect(broker.connects()).toHaveLength(1);
    expect(refused.connection.status.state).toBe('refused');
  });

  it('never stand in what is said about them', async () => {
    const { port } = await forThisTest(startEmbeddedBroker({ host, port: 0, credentials: right }));
    const credentials = { username: 'admin', password: 'very-secret' };
    const { connection, statuses, untilState } = watchConnection({ port, credentials });
    connection.open();
    await untilState('refused');
    expect(JSON.stringify(statuses)).not.toContain('very-secret');
  });
});

describeWith(mosquittoMissing, 'Connection: refused credentials on Mosquitto', () => {
  it.each([
    ['auto', 'not authorized (135)'],
    [5, 'not authorized (135)'],
    [4, 'not authorized (5)'],
    [3, 'not authorized (5)'],
  ] as const)('with level %s are said as "%s"', async (protocolVersion, words) => {
    const users = { admin: right.password };
    const { port } = await forThisTest(startMosquitto({ users }));
    const options = { port, protocolVersion, credentials: wrong };
    expect(await correct(options)).toEqual([
      { state: 'refused', problem: `Connection refused: ${words}`, credentials: true },
      { state: 'connected', protocolVersion: protocolVersion === 'auto' ? 5 : protocolVersion },
    ]);
  });
});
