import { describe, expect, it } from 'vitest';
import type { SaidLine } from '../../../source/model/room-line.ts';
import type { Connection } from '../../../source/mqtt/connection.ts';
import { ConnectionLost, Refused } from '../../../source/mqtt/request-errors.ts';
import { Outbox } from '../../../source/session/chat/outbox.ts';

type Sent = { readonly payload: string; readonly answer: (error?: Error) => void };

/** Lets those who wait for an answer hear of it. */
const heard = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An outbox with so many sentences, and a broker that answers when a test says so. */
const anOutbox = (count: number, { receiveMaximum = 65_535 } = {}) => {
  const outbox = new Outbox(() => undefined);
  const lines: SaidLine[] = [];
  const add = (say: string): void => {
    const line = { kind: 'said', user: 'me', say } as SaidLine;
    lines.push(line);
    outbox.add('chat', say, line);
  };
  for (let index = 0; index < count; index += 1) add(`${index}`);
  const sent: string[] = [];
  let onWay: Sent[] = [];
  const status = { state: 'connected' };
  const connection = {
    status,
    receiveMaximum,
    publish: (_topic: string, payload: string) =>
      new Promise<void>((resolve, reject) => {
        sent.push(payload);
        onWay.push({
          payload,
          answer: (error) => (error === undefined ? resolve() : reject(error)),
        });
      }),
  } as unknown as Connection;
  return {
    outbox,
    add,
    sent,
    onWay: () => onWay.map(({ payload }) => payload),
    states: () => lines.map(({ delivery }) => delivery?.state),
    lines,
    connect: () => {
      status.state = 'connected';
      outbox.flush(connection);
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

  it('says why one was refused, and goes on with the others', async () => {
    const { connect, answer, lines, states } = anOutbox(3);
    connect();
    await answer(1, new Refused('quota exceeded (151)'));
    expect(lines[0]?.delivery).toEqual({ state: 'failed', reason: 'quota exceeded (151)' });
    await answer(2);
    expect(states()).toEqual(['failed', 'acknowledged', 'acknowledged']);
  });

  it.each([
    [65_535, 100],
    [104, 100],
    [103, 99],
    [6, 2],
    [4, 1],
    [1, 1],
  ])('leaves places for others where the broker takes %i at once: %i', async (most, together) => {
    const { connect, answer, onWay } = anOutbox(150, { receiveMaximum: most });
    connect();
    expect(onWay()).toHaveLength(together);
    await answer(1);
    expect(onWay()).toHaveLength(together);
  });

  it('takes a thousand', () => {
    expect(anOutbox(999).outbox.isFull).toBe(false);
    expect(anOutbox(1000).outbox.isFull).toBe(true);
  });
});
