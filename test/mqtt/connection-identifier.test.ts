import { expect, it } from 'vitest';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { connected, watchConnection, type WatchedOptions } from '../support/connections.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { forThisTest } from '../support/for-this-test.ts';

const clientId = 'twin';
const suspicion =
  'The broker closes the connection each time soon after it is made, with nothing left to answer: ' +
  'another program may be using the client identifier "twin". Choose another with -i.';
const takenOver =
  'Another program has connected with the client identifier "twin" and taken the session over. ' +
  'Choose another with -i.';

const suspects = ({ problem }: { problem: string }): boolean => problem === suspicion;

/** What one of two with the same client identifier says at last, while they kick each other out. */
const discovery = async (
  options: Omit<WatchedOptions, 'clientId'>,
  isPatient = false,
): Promise<string> => {
  const both = [
    watchConnection({ ...options, clientId }),
    watchConnection({ ...options, clientId }),
  ];
  for (const { connection, untilState } of both) {
    connection.open();
    await untilState('connected');
  }
  const discoveries = both.map(async ({ connection, untilState }) => {
    for (;;) {
      const status = await Promise.race([
        untilState('waiting', isPatient ? suspects : undefined, 20_000),
        untilState('refused', undefined, 20_000),
      ]);
      if (status.state === 'refused' || suspects(status)) return status.problem;
      // As a person does who presses Enter.
      connection.retryNow();
      await untilState('connected');
    }
  });
  return Promise.race(discoveries);
};

it('two with one client identifier on the embedded broker find out', async () => {
  const { port } = await forThisTest(startEmbeddedBroker({ host: '127.0.0.1', port: 0 }));
  expect(await discovery({ port })).toBe(suspicion);
});

it('one whose session is taken over stops and says so', async () => {
  const broker = await startFakeBroker();
  const { connection, untilState } = await connected({ port: broker.port, clientId });
  for (const { send, socket } of broker.clients) {
    send({ cmd: 'disconnect', reasonCode: 142 });
    socket.end();
  }
  expect(await untilState('refused')).toEqual({
    state: 'refused',
    problem: takenOver,
    credentials: false,
  });
  connection.retrySoon();
  expect(connection.status.state).toBe('refused');
  connection.retryNow();
  await untilState('connected');
});

describeWith(mosquittoMissing, 'two with one client identifier on Mosquitto', () => {
  // Not every version of Mosquitto says with MQTT 5 that a session was taken over.
  it.each([
    ['5', 'at once', 5, false],
    ['3.1.1', 'at once', 4, false],
    ['3.1.1', 'when the wait is over', 4, true],
  ] as const)(
    'find out with MQTT %s, where they try again %s',
    async (_, __, protocolVersion, isPatient) => {
      const { port } = await forThisTest(startMosquitto());
      const problem = await discovery({ port, protocolVersion }, isPatient);
      expect([suspicion, takenOver]).toContain(problem);
    },
  );
});
