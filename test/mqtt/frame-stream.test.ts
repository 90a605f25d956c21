import { Duplex, Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FrameStream } from '../../source/mqtt/frame-stream.ts';
import { NotMqtt } from '../../source/mqtt/frames.ts';

const connack = Buffer.from([0x20, 2, 0, 0]);

const connect = () => {
  const connection = new Duplex({
    read: () => undefined,
    write: (_chunk, _encoding, done) => done(),
  });
  const stream = new FrameStream(connection, 4);
  const errors: Error[] = [];
  stream.on('error', (error) => errors.push(error));
  /** What is called once a frame is handled; `undefined`: it is at once. */
  let later: ((done: () => void) => void) | undefined;
  stream.pipe(
    new Writable({
      write: (_chunk, _encoding, done) => (later === undefined ? done() : later(done)),
    }),
  );
  /** What arrives is read before the next timer. */
  const arrive = async (...bytes: readonly number[]): Promise<void> => {
    connection.push(Buffer.from(bytes));
    await turn();
  };
  /** Frames are handled from now on when the function returned is called. */
  const hold = (): (() => void) => {
    const held: (() => void)[] = [];
    later = (done) => void held.push(done);
    return () => {
      later = undefined;
      for (const done of held) done();
    };
  };
  return { connection, stream, errors, arrive, hold };
};

/** From now on a frame is given up for incomplete after half a minute. */
const expectStall = async (errors: readonly Error[]): Promise<void> => {
  vi.advanceTimersByTime(29_000);
  await turn();
  expect(errors).toEqual([]);
  vi.advanceTimersByTime(1000);
  await turn();
  expect(errors).toEqual([expect.any(NotMqtt)]);
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));

afterEach(() => void vi.useRealTimers());

it('bytes that wait when time has jumped save the packet', async () => {
  const { errors, arrive } = connect();
  await arrive(...connack, 0x30, 100);
  for (let byte = 0; byte < 5; byte += 1) {
    // However late it is, a timer fires once before the next bytes are read.
    vi.advanceTimersToNextTimer();
    await arrive(byte);
  }
  expect(errors).toEqual([]);
  vi.advanceTimersByTime(30_000);
  await turn();
  expect(errors).toEqual([expect.any(NotMqtt)]);
});

it('time in which nothing was read does not count', async () => {
  const { connection, errors, arrive, hold } = connect();
  await arrive(...connack);
  const release = hold();
  await arrive(0x30, 100);
  expect(connection.isPaused()).toBe(true);
  vi.advanceTimersByTime(29_000);
  release();
  await turn();
  await expectStall(errors);
});

it('a message that would be taken does not wait for its end for ever', async () => {
  const { stream, errors, arrive } = connect();
  const taken: number[] = [];
  stream.offerTo({
    take: ({ payloadEnd }) => taken.push(payloadEnd) > 0,
    holdUp: () => false,
  });
  await arrive(...connack, 0x30, 5, 0, 1, 0x61);
  vi.advanceTimersByTime(29_000);
  await arrive(1);
  await arrive(2, 0x30, 5, 0, 1);
  expect(taken).toEqual([7]);
  await expectStall(errors);
});

it('what waits for CONNACK has its turn before a message that comes with it', async () => {
  const { connection, stream } = connect();
  const order: string[] = [];
  const isTaken = Promise.withResolvers<void>();
  stream.offerTo({
    take: () => {
      order.push('message');
      isTaken.resolve();
      return true;
    },
    holdUp: () => false,
  });
  const getReady = async (): Promise<void> => {
    for (let step = 0; step < 10; step += 1) await Promise.resolve();
    order.push('ready');
  };
  connection.once('data', () => void getReady());
  connection.push(Buffer.from([...connack, 0x30, 4, 0, 1, 0x61, 1]));
  await isTaken.promise;
  expect(order).toEqual(['ready', 'message']);
});
