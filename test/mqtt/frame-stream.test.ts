import { Duplex } from 'node:stream';
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
  /** What arrives is read before the next timer. */
  const arrive = async (...bytes: readonly number[]): Promise<void> => {
    connection.push(Buffer.from(bytes));
    await turn();
  };
  return { connection, stream, errors, arrive };
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));

afterEach(() => void vi.useRealTimers());

it('bytes that wait when time has jumped save the packet', async () => {
  const { stream, errors, arrive } = connect();
  stream.resume();
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
  const { connection, stream, errors, arrive } = connect();
  await arrive(...connack);
  // More than the stream takes without a reader.
  await arrive(0x30, 0xff, 0xff, 0x7f, ...Buffer.alloc(stream.readableHighWaterMark));
  expect(connection.isPaused()).toBe(true);
  vi.advanceTimersByTime(29_000);
  stream.resume();
  await turn();
  vi.advanceTimersByTime(29_000);
  await turn();
  expect(errors).toEqual([]);
  vi.advanceTimersByTime(1000);
  await turn();
  expect(errors).toEqual([expect.any(NotMqtt)]);
});
