import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connected, type WatchedConnection } from '../support/connections.ts';
import { type FakeBroker, refuse, startFakeBroker } from '../support/fake-broker.ts';

/** Stops the clock by which a connection's life is measured; returns how to move it, in ms. */
const stopClock = (): ((by: number) => void) => {
  let now = 1000;
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => now);
  onTestFinished(() => spy.mockRestore());
  return (by) => {
    now += by;
  };
};

const cut = ({ clients }: FakeBroker): void => {
  for (const { socket } of clients) socket.destroy();
};

/** Loses the connection after these lives (ms), coming back in between; returns the waits that followed. */
const loseAfter = async (
  { connection, untilState }: WatchedConnection,
  broker: FakeBroker,
  lives: readonly number[],
): Promise<{ attempt: number; wait: number; problem: string }[]> => {
  const pass = stopClock();
  const waits = [];
  for (const life of lives) {
    connection.retryNow();
    await untilState('connected');
    pass(life);
    cut(broker);
    const { attempt, retryAt, problem } = await untilState('waiting');
    waits.push({ attempt, wait: retryAt - performance.now(), problem });
  }
  return waits;
};

describe('the backoff', () => {
  it.each([
    [
      [9999, 9999],
      [2, 3],
    ],
    [
      [9999, 10_000],
      [2, 2],
    ],
    [
      [0, 10_000, 0],
      [2, 2, 3],
    ],
    [
      [0, 0, 0, 60_000],
      [2, 3, 4, 2],
    ],
  ])('starts over after a stable connection: lives of %j ms', async (lives, attempts) => {
    const broker = await startFakeBroker();
    const watched = await connected({ port: broker.port });
    const waits = await loseAfter(watched, broker, lives);
    expect(waits.map(({ attempt }) => attempt)).toEqual(attempts);
    for (const { attempt, wait } of waits) {
      const full = 1000 * 1.5 ** (attempt - 2);
      expect(wait).toBeGreaterThanOrEqual(full * 0.75);
      expect(wait).toBeLessThanOrEqual(full);
    }
  });
  it.each([
    [
      [0, 0, 0],
      [false, false, true],
    ],
    [
      [0, 0, 10_000, 0],
      [false, false, false, false],
    ],
    [
      [0, 0, 9999],
      [false, false, true],
    ],
  ])('blames two programs of one name only after short lives: %j ms', async (lives, blames) => {
    const broker = await startFakeBroker();
    const watched = await connected({ port: broker.port });
    const waits = await loseAfter(watched, broker, lives);
    expect(waits.map(({ problem }) => problem.includes('client identifier'))).toEqual(blames);
    // Retrying soon would only make it worse.
    watched.connection.retrySoon();
    expect(watched.connection.status.state === 'waiting').toBe(blames.at(-1));
  });

  it('starts over after a refusal that a person has mended', async () => {
    const answers = [refuse(134)];
    const broker = await startFakeBroker({
      connect: (packet, client) => {
        const answer = isAway ? answers.pop() : undefined;
        if (answer === undefined) client.agree(packet);
        else answer(packet, client);
      },
    });
    let isAway = false;
    const watched = await connected({ port: broker.port });
    await loseAfter(watched, broker, [0, 0]);
    isAway = true;
    watched.connection.retryNow();
    await watched.untilState('refused');
    watched.connection.updateCredentials({ username: 'admin' });
    const [{ attempt } = { attempt: 0 }] = await loseAfter(watched, broker, [10]);
    expect(attempt).toBe(2);
  });

  it('keeps its wait, whoever tries in between', async () => {
    const pass = stopClock();
    const broker = await startFakeBroker({
      connect: (packet, client) => (isAway ? client.socket.destroy() : client.agree(packet)),
    });
    let isAway = false;
    const { connection, untilState, statuses } = await connected({ port: broker.port });
    isAway = true;
    cut(broker);
    const due = (await untilState('waiting')).retryAt;
    const tries = (): number => statuses.filter(({ state }) => state === 'connecting').length;
    const before = tries();
    for (const later of [0, 300, 300]) {
      pass(later);
      connection.retryNow();
      const { attempt, retryAt } = await untilState('waiting');
      expect([attempt, retryAt, tries() - before]).toEqual([2, due, 1]);
    }
    pass(400);
    isAway = false;
    connection.retryNow();
    await untilState('connected');
  });
});
