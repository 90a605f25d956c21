import { describe, expect, it, onTestFinished } from 'vitest';
import { brokerKinds } from '../support/brokers.ts';
import { startScript } from '../support/child.ts';
import { ignore, refuse, startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { freePort } from '../support/free-port.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';

/** A session in a program of its own, which does something and closes. */
const script = (port: number, before: string): string => `
  import { MqttSession } from './source/session/session.ts';
  const session = new MqttSession({
    server: async () => ({ protocol: 'mqtt', host: '127.0.0.1', port: ${port} }),
    credentials: {}, keepAlive: 60, protocolVersion: 'auto', clientId: 'leaver', isTransient: true,
    chat: { rooms: ['chat'], greeting: 'hello' },
    monitor: { filters: ['#'], qos: 0, limits: { history: 9, payload: 9999, memory: 99999, topics: 99 } },
  });
  session.setNick('alice');
  session.open();
  const until = (passes) => new Promise((resolve) => {
    session.clock.subscribe(() => { if (passes()) resolve(); });
    if (passes()) resolve();
  });
  ${before}
  await session.close();
  console.log('closed', session.status.state);
`;

describe('closing a session', () => {
  it.each(brokerKinds.filter(({ missing }) => missing === undefined))(
    'leaves nothing that keeps the program alive, on $name',
    async ({ start }) => {
      const { port } = await forThisTest(start());
      const child = startScript(
        script(port, `await until(() => session.status.state === 'connected');`),
      );
      await child.line('the end', (line) => line === 'closed closed');
      expect(await child.ended(3000)).toBe(0);
    },
  );

  it('leaves nothing behind while it waits for a broker', async () => {
    const port = await freePort();
    const child = startScript(
      script(port, `await until(() => session.status.state === 'waiting');`),
    );
    await child.line('the end', (line) => line === 'closed closed');
    expect(await child.ended(3000)).toBe(0);
  });

  it('leaves nothing behind while a broker does not answer', async () => {
    const broker = await startFakeBroker({ connect: ignore });
    const child = startScript(script(broker.port, ''));
    await child.line('the end', (line) => line === 'closed closed');
    expect(await child.ended(3000)).toBe(0);
  });

  it('leaves nothing behind after a refusal', async () => {
    const broker = await startFakeBroker({ connect: refuse(135) });
    const child = startScript(
      script(broker.port, `await until(() => session.status.state === 'refused');`),
    );
    await child.line('the end', (line) => line === 'closed closed');
    expect(await child.ended(3000)).toBe(0);
  });

  describeWith(mosquittoMissing, 'on a Mosquitto that is frozen', () => {
    it.each(['', "session.chat.send('chat', 'last words');"])(
      'leaves nothing behind, even with something on its way: %s',
      async (before) => {
        const broker = await forThisTest(startMosquitto());
        const child = startScript(
          script(
            broker.port,
            `
            await until(() => session.status.state === 'connected' && session.chat.rooms.get('chat').lines.at(0)?.delivery?.state === 'acknowledged');
            const signal = new Promise((resolve) => process.once('SIGUSR2', resolve));
            console.log('ready');
            await signal;
            ${before}`,
          ),
        );
        await child.line('that it is connected', (line) => line === 'ready');
        broker.pause();
        onTestFinished(() => broker.resume());
        child.kill('SIGUSR2');
        expect(await child.ended(8000)).toBe(0);
      },
    );
  });
});
