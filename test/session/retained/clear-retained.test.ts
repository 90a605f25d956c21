import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { clearRetained } from '../../../source/session/retained/clear-retained.ts';
import { RetainedCollector } from '../../../source/session/retained/collect-retained.ts';
import { aMessage } from '../../support/messages.ts';

/** A broker that acknowledges at once, and how many topics it has cleared. */
const quickBroker = () => {
  const broker = {
    cleared: 0,
    connection: {
      receiveMaximum: 20,
      subscribe: async () => 0 as const,
      unsubscribe: async () => undefined,
      publish: async () => {
        broker.cleared += 1;
      },
    },
  };
  return broker;
};

const unanswered = (): Promise<never> => new Promise(() => undefined);

const topics = Array.from({ length: 50 }, (_, index) => `old/${index}`);

describe('clearing what is retained', () => {
  it('clears nothing more while it is held, and then the rest', async () => {
    const broker = quickBroker();
    const whileHeld: number[] = [];
    const isHeld = (): boolean => {
      if (broker.cleared < 10 || whileHeld.length === 3) return false;
      whileHeld.push(broker.cleared);
      return true;
    };
    const { signal } = new AbortController();
    const progress = await clearRetained(
      broker.connection,
      topics,
      { signal, isHeld },
      () => undefined,
    );
    expect(whileHeld).toEqual([10, 10, 10]);
    expect(progress).toMatchObject({ cleared: 50, refused: 0 });
  });

  it('ends while it is held when it is stopped', async () => {
    const broker = quickBroker();
    const stopping = new AbortController();
    const isHeld = (): boolean => {
      if (broker.cleared === 10) stopping.abort();
      return broker.cleared >= 10;
    };
    const control = { signal: stopping.signal, isHeld };
    const progress = await clearRetained(broker.connection, topics, control, () => undefined);
    expect(progress.cleared).toBeLessThanOrEqual(11);
  });
});

describe('clearing on a broker that does not answer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives up, and says so', async () => {
    const connection = { ...quickBroker().connection, publish: unanswered };
    const { signal } = new AbortController();
    const clearing = clearRetained(connection, ['old'], { signal }, () => undefined).catch(
      (error: unknown) => error,
    );
    await vi.advanceTimersByTimeAsync(5000);
    expect(await clearing).toHaveProperty(
      'sentence',
      'The broker has not answered the PUBLISH within 5 s.',
    );
  });
});

describe('finding what is retained', () => {
  it('comes to an end where messages never do', async () => {
    const { connection } = quickBroker();
    const collector = new RetainedCollector(connection);
    const live = setInterval(() => collector.record(aMessage('busy', 'x')), 20);
    onTestFinished(() => clearInterval(live));
    const collected = collector.collect(['#'], AbortSignal.timeout(10_000));
    collector.record(aMessage('old', 'x', { retain: true }));
    const begun = performance.now();
    expect(await collected).toEqual(['old']);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
