import { describe, expect, it, vi } from 'vitest';
import { ConnectionLost, Refused } from '../../../source/mqtt/request-errors.ts';
import {
  type Cleared,
  type Clearing,
  clearAllRetained,
} from '../../../source/session/retained/clear-all-retained.ts';
import { clearedBeforeLoss } from '../../../source/session/retained/cleared-before-loss.ts';
import { clearRetained } from '../../../source/session/retained/clear-retained.ts';
import { RetainedCollector } from '../../../source/session/retained/collect-retained.ts';
import { aMessage } from '../../support/messages.ts';
import { type RetainedBroker, retainedBroker } from '../../support/retained-broker.ts';

/** Clears topics; `rounds` are the topics that turn up in each collection afterwards. */
const clearAll = async (
  found: readonly string[],
  {
    rounds = [],
    broker = retainedBroker(),
    ...control
  }: { rounds?: string[][]; broker?: RetainedBroker } & Partial<Clearing> = {},
): Promise<{ result: Cleared; progress: string[]; calls: readonly string[] }> => {
  const collector = new RetainedCollector(broker.connection);
  const progress: string[] = [];
  broker.onUnsubscribe = (filter) => {
    // The question whether the broker still answers; what it has sent comes before.
    if (filter !== '+')
      for (const topic of rounds.shift() ?? [])
        collector.record(aMessage(topic, 'x', { retain: true }));
  };
  const result = await clearAllRetained(
    {
      connection: broker.connection,
      collector,
      filters: ['+'],
      signal: new AbortController().signal,
      onProgress: (cleared, total) => progress.push(`${cleared}/${total}`),
      ...control,
    },
    found,
  );
  return { result, progress, calls: broker.calls };
};

/** Resolves when what waited for promises has gone on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const clearsOf = (calls: readonly string[]): string[] =>
  calls.filter((call) => call.startsWith('clear ')).map((call) => call.slice(6));

describe('clearing all that is retained', () => {
  it('clears each topic and looks whether anything is left', async () => {
    const { result, progress, calls } = await clearAll(['a', 'b', 'c']);
    expect(result).toEqual({ cleared: 3, left: [], reason: '' });
    expect(progress).toEqual(['1/3', '2/3', '3/3']);
    expect(clearsOf(calls)).toEqual(['a', 'b', 'c']);
    expect(calls.filter((call) => call.startsWith('subscribe'))).toEqual(['subscribe + 0']);
  });

  it('asks the broker nothing where there is nothing', async () => {
    expect(await clearAll([])).toEqual({
      result: { cleared: 0, left: [], reason: '' },
      progress: [],
      calls: [],
    });
  });

  it('clears what turns up only then, too', async () => {
    const { result, progress, calls } = await clearAll(['a', 'b'], { rounds: [['c'], []] });
    expect(result).toEqual({ cleared: 3, left: [], reason: '' });
    expect(progress).toEqual(['1/2', '2/2', '3/3']);
    expect(clearsOf(calls)).toEqual(['a', 'b', 'c']);
  });

  it('tells what is still there, and does not try it again', async () => {
    const { result, calls } = await clearAll(['a', 'b', 'c'], { rounds: [['b', 'new'], []] });
    expect(result).toEqual({
      cleared: 2,
      left: ['b'],
      reason: 'somebody published them again, or the broker does not allow clearing them',
    });
    expect(clearsOf(calls)).toEqual(['a', 'b', 'c']);
  });

  it('tells the first reason that the broker has given', async () => {
    const broker = retainedBroker();
    broker.onClear = (topic) => {
      if (topic !== 'a') throw new Refused(`not ${topic}`);
    };
    const { result, progress } = await clearAll(['a', 'b', 'c'], {
      broker,
      rounds: [['b', 'c'], []],
    });
    expect(result).toEqual({ cleared: 1, left: ['b', 'c'], reason: 'not b' });
    expect(progress).toEqual(['1/3', '1/3', '1/3']);
  });

  it('stops looking when it is stopped', async () => {
    const stopping = new AbortController();
    const broker = retainedBroker(1);
    broker.onClear = (topic) => {
      if (topic === 'b') stopping.abort();
    };
    const { result, calls } = await clearAll(['a', 'b', 'c'], { broker, signal: stopping.signal });
    expect(result).toEqual({ cleared: 2, left: [], reason: '' });
    expect(calls).toEqual(['clear a', 'clear b']);
  });

  it('comes to an end where something new turns up each time', async () => {
    const collector = new RetainedCollector(retainedBroker().connection);
    let rounds = 0;
    vi.spyOn(collector, 'collect').mockImplementation(async () => {
      rounds += 1;
      if (rounds > 50) throw new Error('this does not end');
      return [`new ${rounds}`];
    });
    const { result } = await clearAll(['a'], { collector });
    expect(result).toEqual({ cleared: 20, left: [], reason: '' });
  });

  it('asks whether it is held', async () => {
    let asked = 0;
    await clearAll(['a', 'b'], {
      isHeld: () => {
        asked += 1;
        return false;
      },
    });
    expect(asked).toBe(2);
  });
});

describe('clearing topics', () => {
  const control = { signal: new AbortController().signal };

  it('counts what is refused, and rejects with the first loss after what is in flight', async () => {
    const broker = retainedBroker();
    broker.onClear = (topic) => {
      if (topic === 'b') throw new Refused('not b');
    };
    const seen: number[] = [];
    const topics = ['a', 'b', 'c'];
    expect(
      await clearRetained(broker.connection, topics, control, ({ cleared, refused }) =>
        seen.push(cleared, refused),
      ),
    ).toEqual({ cleared: 2, refused: 1, reason: 'not b' });
    expect(seen).toEqual([1, 0, 1, 1, 2, 1]);
  });

  it('ends with the first loss', async () => {
    const broker = retainedBroker(1);
    broker.onClear = (topic) => {
      if (topic !== 'a') throw new ConnectionLost(`at ${topic}`);
    };
    const seen: number[] = [];
    await expect(
      clearRetained(broker.connection, ['a', 'b', 'c', 'd', 'e'], control, ({ cleared }) =>
        seen.push(cleared),
      ),
    ).rejects.toThrow('at b');
    // What the connection is too narrow for is not tried.
    expect(broker.calls).not.toContain('clear d');
    expect(seen).toEqual([1]);
  });

  it('has no more in flight than the broker takes', async () => {
    const broker = retainedBroker(2);
    const answers: (() => void)[] = [];
    broker.onClear = () => new Promise((resolve) => answers.push(resolve));
    const clearing = clearRetained(broker.connection, ['a', 'b', 'c'], control, () => undefined);
    await settle();
    expect(broker.calls).toEqual(['clear a', 'clear b']);
    answers.shift()?.();
    await settle();
    expect(broker.calls).toEqual(['clear a', 'clear b', 'clear c']);
    for (const answer of answers) answer();
    expect(await clearing).toMatchObject({ cleared: 3 });
  });
});

describe('what a lost connection leaves', () => {
  it.each([
    [3, '3 of 1,200 were cleared; again clears the rest.'],
    [1200, '1,200 of 1,200 were cleared; again checks whether anything is left.'],
  ])('is told: %i', (cleared, words) => {
    expect(clearedBeforeLoss({ cleared, total: 1200 }, 'again')).toBe(words);
  });
});
