import { describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../source/mqtt/connection.ts';
import type { ConnectionStatus } from '../../../source/mqtt/connection-options.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { ConnectionLost, Refused } from '../../../source/mqtt/request-errors.ts';
import {
  type Narrowing,
  RetainedCleanup,
} from '../../../source/session/retained/retained-cleanup.ts';
import { aMessage } from '../../support/messages.ts';
import { retainedBroker } from '../../support/retained-broker.ts';
import { until } from '../../support/until.ts';

/** A cleanup on a connection whose events a test makes up; `stored` is what the broker has. */
const cleanupOf = (
  stored: Readonly<Record<string, string>> = {},
  receiveMaximum = 20,
  narrowing?: Narrowing,
) => {
  const broker = retainedBroker(receiveMaximum);
  const kept = new Map(Object.entries(stored));
  const drawn: string[] = [];
  const looks = new Set<() => void>();
  const events: {
    onMessage: (message: Message) => void;
    onStatus: (status: ConnectionStatus) => void;
  } = { onMessage: () => undefined, onStatus: () => undefined };
  const told: string[] = [];
  const changed = (how: string): void => {
    drawn.push(how);
    for (const look of looks) look();
  };
  const connection = {
    ...broker.connection,
    open: () => broker.calls.push('open'),
    close: async () => void broker.calls.push('close'),
    subscribe: async (...args: Parameters<typeof broker.connection.subscribe>) => {
      const granted = await broker.connection.subscribe(...args);
      for (const [topic, payload] of kept)
        events.onMessage(aMessage(topic, payload, { retain: true }));
      return granted;
    },
    publish: async (...args: Parameters<typeof broker.connection.publish>) => {
      await broker.connection.publish(...args);
      kept.delete(args[0]);
    },
  } as unknown as Connection;
  const cleanup = new RetainedCleanup(['site/#'], {
    connect: (given) => Object.assign(events, given) && connection,
    ...(narrowing === undefined ? {} : { narrowing }),
    handsOut: () => false,
    onCleared: (topic) => told.push(topic),
    clock: {
      changed: (part) => changed(`changed ${part}`),
      changedNow: (part) => changed(`now ${part}`),
    },
  });
  const untilState = async (state: RetainedCleanup['state']): Promise<void> => {
    await until({
      what: state,
      find: () => cleanup.state === state,
      subscribe: (look) => {
        looks.add(look);
        return () => looks.delete(look);
      },
      seen: () => [cleanup, drawn],
    });
  };
  const look = async (): Promise<void> => {
    cleanup.open();
    events.onStatus({ state: 'connected', protocolVersion: 5 });
    await untilState('found');
  };
  return { cleanup, broker, kept, events, drawn, told, connection, untilState, look };
};

const lost = {
  state: 'waiting',
  attempt: 1,
  retryAt: 0,
  problem: 'The broker has hung up.',
} as const;

describe('a cleanup', () => {
  it('looks once it is connected, and lists what it finds by name', async () => {
    const { cleanup, broker, events, drawn, look } = cleanupOf({ 'site/10': 'xx', 'site/9': 'x' });
    expect([cleanup.state, cleanup.found, cleanup.filters]).toEqual(['connecting', 0, ['site/#']]);
    await look();
    expect(broker.calls[0]).toBe('open');
    expect([cleanup.topics, cleanup.size, cleanup.found]).toEqual([['site/9', 'site/10'], 3, 2]);
    expect(cleanup.sizeOf('site/10')).toBe(2);
    expect(drawn).toEqual(['now work', 'changed work', 'changed work', 'now work']);
    expect(broker.calls).not.toContain('close');
    // Connected again, it does not look again.
    const { length } = broker.calls;
    events.onStatus({ state: 'connected', protocolVersion: 5 });
    expect([cleanup.state, broker.calls.length]).toEqual(['found', length]);
  });

  it('lists and clears only what its narrowing accepts, whatever is retained meanwhile', async () => {
    const narrowing = { words: 'lamps', accepts: (topic: string) => topic.startsWith('site/lamp') };
    const stored = { 'site/lamp': 'on', 'site/door': 'shut', 'site/lamp/rssi': '-70' };
    const { cleanup, kept, look } = cleanupOf(stored, 20, narrowing);
    await look();
    expect([cleanup.topics, cleanup.narrowing]).toEqual([['site/lamp', 'site/lamp/rssi'], 'lamps']);
    kept.set('site/lamp/late', 'x');
    await cleanup.clear();
    expect([...kept.keys()]).toEqual(['site/door', 'site/lamp/late']);
    expect(cleanup.result).toMatchObject({ cleared: 2, left: [] });
  });

  it('counts while it looks', () => {
    const { cleanup, events } = cleanupOf();
    events.onStatus({ state: 'connecting', attempt: 1 });
    expect(cleanup.state).toBe('connecting');
    events.onStatus({ state: 'connected', protocolVersion: 5 });
    events.onMessage(aMessage('site/a', 'x', { retain: true }));
    expect([cleanup.state, cleanup.found]).toEqual(['looking', 1]);
    cleanup.close();
  });

  it('clears what it found, and notes each', async () => {
    const { cleanup, broker, told, drawn, look } = cleanupOf({ 'site/b': 'x', 'site/a': 'x' });
    await look();
    drawn.length = 0;
    const clearing = cleanup.clear();
    expect(cleanup.state).toBe('clearing');
    expect(cleanup.progress).toMatchObject({ cleared: 0, total: 2 });
    await clearing;
    expect(cleanup).toMatchObject({
      state: 'done',
      topics: [],
      progress: { cleared: 2, total: 2 },
      result: { cleared: 2, left: [], reason: '' },
      problem: '',
    });
    expect(cleanup.progress.since).toBeGreaterThan(0);
    expect(told).toEqual(['site/a', 'site/b']);
    expect(drawn).toEqual(['now work', 'changed work', 'changed work', 'now work']);
    expect(broker.calls.at(-1)).toBe('close');
    await cleanup.clear();
    expect(told).toHaveLength(2);
  });

  it('lists at the end what is left', async () => {
    const { cleanup, kept, broker, look } = cleanupOf({
      'site/b': 'x',
      'site/a': 'x',
      'site/c': 'x',
    });
    await look();
    broker.onClear = (topic) => {
      if (topic !== 'site/b') throw new Refused('not authorized');
    };
    await cleanup.clear();
    expect([...kept.keys()].toSorted()).toEqual(['site/a', 'site/c']);
    expect([cleanup.state, cleanup.topics]).toEqual(['done', ['site/a', 'site/c']]);
    expect(cleanup.result).toMatchObject({ cleared: 1, reason: 'not authorized' });
    // The list is a new one, on which nothing is cleared.
    expect(cleanup.isCleared('site/b')).toBe(false);
  });

  it('does nothing before something is found', async () => {
    const { cleanup, broker } = cleanupOf();
    await cleanup.clear();
    expect([cleanup.state, broker.calls]).toEqual(['connecting', []]);
  });

  it('stops after what is in flight, and keeps the list with what is cleared', async () => {
    const { cleanup, broker, look } = cleanupOf({ 'site/a': 'x', 'site/b': 'x', 'site/c': 'x' }, 1);
    await look();
    broker.onClear = (topic) => {
      if (topic === 'site/b') cleanup.stop();
    };
    await cleanup.clear();
    expect([cleanup.state, cleanup.result?.cleared]).toEqual(['stopped', 2]);
    expect(cleanup.topics.map((topic) => [topic, cleanup.isCleared(topic)])).toEqual([
      ['site/a', true],
      ['site/b', true],
      ['site/c', false],
    ]);
    expect(broker.calls.at(-1)).toBe('close');
  });

  it('waits while it is held', async () => {
    const { cleanup, broker, look } = cleanupOf({ 'site/a': 'x' });
    await look();
    const clears: number[] = [];
    cleanup.holdWhile(() => {
      clears.push(broker.calls.filter((call) => call.startsWith('clear')).length);
      return clears.length < 3;
    });
    await cleanup.clear();
    expect([cleanup.state, clears]).toEqual(['done', [0, 0, 0]]);
  });

  it.each(['connecting', 'looking', 'clearing'] as const)(
    'fails when the connection does while it is %s, with its reason',
    async (state) => {
      const { cleanup, broker, events, look, untilState } = cleanupOf({ 'site/a': 'x' });
      if (state === 'looking') events.onStatus({ state: 'connected', protocolVersion: 5 });
      if (state === 'clearing') {
        await look();
        broker.onClear = () => {
          events.onStatus(lost);
          throw new ConnectionLost('lost');
        };
        // The reason given first is the better one.
        await cleanup.clear();
      } else events.onStatus(lost);
      await untilState('failed');
      expect(cleanup.problem).toBe('The broker has hung up.');
      events.onStatus({ state: 'refused', problem: 'Who are you?', credentials: true });
      expect(cleanup.problem).toBe('The broker has hung up.');
      expect(broker.calls).toContain('close');
    },
  );

  it('fails when the broker refuses the connection', () => {
    const { cleanup, events } = cleanupOf();
    events.onStatus({ state: 'refused', problem: 'Who are you?', credentials: true });
    expect([cleanup.state, cleanup.problem]).toEqual(['failed', 'Who are you?']);
  });

  it('keeps its list when the connection is lost before it clears', async () => {
    const { cleanup, events, look } = cleanupOf({ 'site/a': 'x' });
    await look();
    events.onStatus(lost);
    expect([cleanup.state, cleanup.topics]).toEqual(['found', ['site/a']]);
  });

  it.each([
    [new Refused('not authorized'), 'The broker refused the filter: not authorized.'],
    [new ConnectionLost('lost'), 'The connection was lost.'],
  ])('fails where it cannot look: %s', async (error, problem) => {
    const { cleanup, events, connection, untilState } = cleanupOf();
    vi.spyOn(connection, 'subscribe').mockRejectedValueOnce(error);
    events.onStatus({ state: 'connected', protocolVersion: 5 });
    await untilState('failed');
    expect(cleanup.problem).toBe(problem);
  });

  it('fails where the connection is lost while it clears', async () => {
    const { cleanup, broker, told, look } = cleanupOf({ 'site/a': 'x' });
    await look();
    broker.onClear = () => {
      throw new ConnectionLost('lost');
    };
    await cleanup.clear();
    expect([cleanup.state, cleanup.problem, told]).toEqual([
      'failed',
      'The connection was lost.',
      [],
    ]);
  });

  it('stops and disconnects when it is closed', async () => {
    const { cleanup, broker, look } = cleanupOf({ 'site/a': 'x' });
    await look();
    cleanup.close();
    expect(broker.calls.at(-1)).toBe('close');
    await cleanup.clear();
    expect([cleanup.state, cleanup.isCleared('site/a')]).toEqual(['stopped', false]);
  });
});
