import { afterEach, describe, expect, it, vi } from 'vitest';
import { Unanswered } from '../../source/mqtt/request-errors.ts';
import { connected, type watchConnection } from '../support/connections.ts';
import { type Answers, ignore, startFakeBroker } from '../support/fake-broker.ts';

const cut: Answers = {
  publish: (_, { socket }) => socket.destroy(),
  subscribe: (_, { socket }) => socket.destroy(),
};

const ask = {
  PUBLISH: (connection) => connection.publish('my room', 'x', { qos: 1, retain: false }),
  SUBSCRIBE: (connection) => connection.subscribe('my room', { qos: 1 }),
} satisfies Record<
  string,
  (connection: ReturnType<typeof watchConnection>['connection']) => Promise<unknown>
>;

describe('Connection: a broker that hangs up', () => {
  it.each(['PUBLISH', 'SUBSCRIBE'] as const)(
    'twice on %s is said to, with what it was sent last, and nobody else is blamed',
    async (packet) => {
      const broker = await startFakeBroker(cut);
      const { connection, untilState } = await connected({ port: broker.port });
      const problems: string[] = [];
      for (let times = 0; times < 4; times += 1) {
        await expect(ask[packet](connection)).rejects.toThrow('the connection was lost');
        const { problem } = await untilState('waiting');
        problems.push(problem);
        expect(connection.hungUpOn).toMatchObject([{ packet, topic: 'my room', isFirst: true }]);
        connection.retryNow();
        await untilState('connected');
      }
      const said = `The broker closed the connection after ${packet} "my room", without an answer, and did so before.`;
      expect(problems).toEqual([
        `The connection to 127.0.0.1:${broker.port} was lost.`,
        said,
        said,
        said,
      ]);
    },
  );

  it('is known to have answered such a packet before', async () => {
    let answers = 1;
    const broker = await startFakeBroker({
      publish: (packet, { agree, socket }) => {
        if (answers > 0) agree(packet);
        else socket.destroy();
        answers -= 1;
      },
    });
    const { connection, untilState } = await connected({ port: broker.port });
    await ask.PUBLISH(connection);
    await expect(ask.PUBLISH(connection)).rejects.toThrow('the connection was lost');
    await untilState('waiting');
    expect(connection.hungUpOn).toMatchObject([{ topic: 'my room', isFirst: false }]);
  });

  it('is known to have answered such a packet while another was on its way', async () => {
    let answers = 1;
    const broker = await startFakeBroker({
      publish: (packet, { agree, socket }) => {
        if (answers > 0) agree(packet);
        else setImmediate(() => socket.end());
        answers -= 1;
      },
    });
    const { connection, untilState } = await connected({ port: broker.port });
    const both = [ask.PUBLISH(connection), ask.PUBLISH(connection)];
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
    ]);
    await untilState('waiting');
    expect(connection.hungUpOn).toMatchObject([{ topic: 'my room', isFirst: false }]);
  });

  it.each([
    [144, 'topic name invalid', 1],
    [135, 'not authorized', 1],
    [139, 'server shutting down', 0],
  ])('with reason code %i keeps its words', async (reasonCode, words, blamed) => {
    const broker = await startFakeBroker({
      publish: (_, { send, socket }) => {
        send({ cmd: 'disconnect', reasonCode });
        socket.end();
      },
    });
    const { connection, untilState } = await connected({ port: broker.port, protocolVersion: 5 });
    for (let times = 0; times < 2; times += 1) {
      await expect(ask.PUBLISH(connection)).rejects.toThrow('the connection was lost');
      const { problem } = await untilState('waiting');
      expect(problem).toBe(`The broker ended the connection: ${words} (${reasonCode}).`);
      expect(connection.hungUpOn).toHaveLength(blamed);
      connection.retryNow();
      await untilState('connected');
    }
  });
});

describe('Connection: a subscription without an answer', () => {
  afterEach(() => void vi.useRealTimers());

  it('fails in time, and the connection stays', async () => {
    const broker = await startFakeBroker({ subscribe: ignore });
    const { connection } = await connected({ port: broker.port });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = connection.subscribe('a', { qos: 0 }).catch((error: unknown) => error);
    await broker.received('subscribe');
    vi.advanceTimersByTime(5000);
    expect(await asked).toBeInstanceOf(Unanswered);
    expect(connection.status.state).toBe('connected');
    expect(broker.connects()).toHaveLength(1);
  });
});
