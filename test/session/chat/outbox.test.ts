import { describe, expect, it } from 'vitest';
import type { SaidLine } from '../../../source/model/room-line.ts';
import type { Connection } from '../../../source/mqtt/connection.ts';
import { ConnectionLost, Refused } from '../../../source/mqtt/request-errors.ts';
import { Outbox } from '../../../source/session/chat/outbox.ts';

type Sent = { readonly payload: string; readonly answer: (error?: Error) => void };

/** Lets those who wait for an answer hear of it. */
const heard = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An outbox with so many sentences, and a broker that answers when a test says so. */
const anOutbox = (count: number, { maximumQos = 2 } = {}) => {
  let changes = 0;
  const outbox = new Outbox(() => (changes += 1));
  const lines: SaidLine[] = [];
  const settled: string[] = [];
  const line = { kind: 'said', user: 'me', say: '' } as SaidLine;
  const add = (say: string): void => {
    const said = { ...line, say };
    lines.push(said);
    outbox.add('chat', say, said, {
      onSettled: ({ state }) => settled.push(`${say} ${state}`),
    });
  };
  for (let index = 0; index < count; index += 1) add(`${index}`);
  const sent: string[] = [];
  let onWay: Sent[] = [];
  const status = { state: 'connected' };
  const connection = {
    status,
    limits: { maximumQos, receiveMaximum: 65_535 },
    publish: (topic: string, payload: string, options: object) =>
      new Promise<void>((resolve, reject) => {
        expect([topic, options]).toEqual(['chat', { qos: 1, retain: false }]);
        sent.push(payload);
        onWay.push({
          payload,
          answer: (error) => (error === undefined ? resolve() : reject(error)),
        });
      }),
  };
  return {
    outbox,
    add,
    line,
    sent,
    settled,
    changes: () => changes,
    flush: () => outbox.flush(connection as unknown as Connection),
    onWay: () => onWay.map(({ payload }) => payload),
    states: () => lines.map(({ delivery }) => delivery?.state),
    lines,
    connect: () => {
      status.state = 'connected';
      outbox.flush(connection as unknown as Connection);
    },
    /** Answers the first that are on their way. */
    answer: async (answers: number, error?: Error) => {
      for (const { answer } of onWay.splice(0, answers)) answer(error);
      await heard();
    },
    cut: async () => {
      status.state = 'waiting';
      const lost = onWay;
      onWay = [];
      for (const { answer } of lost) answer(new ConnectionLost());
      await heard();
    },
  };
};

const all = (count: number, state: string): string[] => Array.from({ length: count }, () => state);

describe('the outbox', () => {
  it('blames no sentence where the broker hangs up after each acknowledgement', async () => {
    const { connect, answer, cut, states, onWay } = anOutbox(20);
    for (let round = 0; round < 6; round += 1) {
      connect();
      await answer(1);
      // The others follow at once: none of them is alone when it is lost.
      expect(onWay()).toHaveLength(19 - round);
      await cut();
    }
    expect(states()).toEqual([...all(6, 'acknowledged'), ...all(14, 'waiting')]);
    connect();
    while (onWay().length > 0) await answer(1);
    expect(states()).toEqual(all(20, 'acknowledged'));
  });

  it('holds what may go to somebody else until it is known who is there', async () => {
    const { outbox, connect, cut, answer, sent, add, line } = anOutbox(0);
    let to = 'first run';
    const addDirect = (say: string): void =>
      outbox.add('chat', say, line, {
        renewed: () => ({ topic: 'chat', payload: `${say} ${to}` }),
      });
    addDirect('on its way');
    connect();
    await cut();
    addDirect('after it');
    add('in a room');
    connect();
    expect(sent).toEqual(['on its way first run', 'in a room']);
    await answer(1);
    to = 'second run';
    outbox.release();
    connect();
    await answer(2);
    expect(sent.slice(2)).toEqual(['on its way second run', 'after it second run']);
    outbox.hold();
    expect(outbox.length).toBe(0);
    addDirect('at once');
    connect();
    expect(sent.at(-1)).toBe('at once second run');
  });

  it('gives up what was alone on its way at each of five losses, and only that', async () => {
    const { connect, answer, cut, states, lines, onWay } = anOutbox(2);
    connect();
    await cut();
    for (let loss = 1; loss <= 4; loss += 1) {
      connect();
      expect(onWay()).toEqual(['0']);
      await cut();
    }
    expect(states()).toEqual(['waiting', 'waiting']);
    connect();
    await cut();
    expect(lines[0]?.delivery).toEqual({
      state: 'failed',
      reason: 'the connection broke each time it was sent',
    });
    for (let loss = 1; loss <= 4; loss += 1) {
      connect();
      expect(onWay()).toEqual(['1']);
      await cut();
    }
    connect();
    await answer(1);
    expect(states()).toEqual(['failed', 'acknowledged']);
  });

  it('sends again what was lost, in order', async () => {
    const { connect, answer, cut, sent, onWay } = anOutbox(4);
    connect();
    await answer(2);
    await cut();
    connect();
    while (onWay().length > 0) await answer(1);
    expect(sent).toEqual(['0', '1', '2', '3', '2', '3']);
  });

  it('goes one by one no longer when nothing is left that could be to blame', async () => {
    const { add, connect, cut, states, onWay } = anOutbox(1);
    for (let loss = 0; loss < 6; loss += 1) {
      connect();
      await cut();
    }
    expect(states()).toEqual(['failed']);
    for (const say of ['a', 'b', 'c']) add(say);
    connect();
    expect(onWay()).toEqual(['a', 'b', 'c']);
  });

  it('says of none that it was acknowledged where QoS 0 is the most', async () => {
    const { flush, answer, states } = anOutbox(1, { maximumQos: 0 });
    flush();
    await answer(1);
    expect(states()).toEqual(['sent']);
  });

  it('says why one was refused, and goes on with the others', async () => {
    const { connect, answer, lines, states } = anOutbox(3);
    connect();
    await answer(1, new Refused('quota exceeded (151)'));
    expect(lines[0]?.delivery).toEqual({ state: 'failed', reason: 'quota exceeded (151)' });
    await answer(2);
    expect(states()).toEqual(['failed', 'acknowledged', 'acknowledged']);
  });

  it('hands over a hundred at once', async () => {
    const { connect, answer, onWay } = anOutbox(150);
    connect();
    expect(onWay()).toHaveLength(100);
    await answer(1);
    expect(onWay()).toHaveLength(100);
  });

  it('takes a thousand', () => {
    expect(anOutbox(999).outbox.isFull).toBe(false);
    expect(anOutbox(1000).outbox.isFull).toBe(true);
  });

  it('sends nothing without a connection, and nothing twice', async () => {
    const { connect, cut, flush, sent, states, outbox } = anOutbox(2);
    connect();
    flush();
    expect(sent).toEqual(['0', '1']);
    expect(states()).toEqual(['sending', 'sending']);
    await cut();
    flush();
    expect(sent).toEqual(['0', '1']);
    expect(states()).toEqual(['waiting', 'waiting']);
    expect(outbox.length).toBe(2);
  });

  it('tells once what has become of each, and of each change', async () => {
    const { connect, answer, cut, settled, changes, outbox } = anOutbox(2);
    expect(changes()).toBe(0);
    connect();
    await cut();
    expect([settled, changes()]).toEqual([[], 2]);
    connect();
    await answer(1);
    expect([settled, changes()]).toEqual([['0 acknowledged'], 3]);
    await answer(1, new Refused('no'));
    expect([settled, changes(), outbox.length]).toEqual([['0 acknowledged', '1 failed'], 4, 0]);
  });

  it('goes on one by one after a refusal, until one is acknowledged', async () => {
    const { connect, answer, cut, onWay } = anOutbox(4);
    connect();
    await cut();
    connect();
    expect(onWay()).toEqual(['0']);
    await answer(1, new Refused('no'));
    expect(onWay()).toEqual(['1']);
    await answer(1);
    expect(onWay()).toEqual(['2', '3']);
  });

  it('counts only losses of what was alone', async () => {
    const { add, connect, cut, onWay, states } = anOutbox(1);
    connect();
    await cut();
    add('1');
    for (let loss = 0; loss < 4; loss += 1) {
      connect();
      expect(onWay()).toEqual(['0']);
      await cut();
    }
    expect(states()).toEqual(['waiting', undefined]);
  });
});
