import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { describe, expect, it, vi } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import { PublishFrame } from '../../source/mqtt/publish-frame.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { connected } from '../support/connections.ts';
import { fakeHost } from '../support/fake-host.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { cut, lastId, streamOf, total } from '../support/mixed-stream.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A reader that takes so many bytes and then goes away, or takes all, with a pause for each piece. */
const reader = (most = Infinity) => {
  const taken: Buffer[] = [];
  let size = 0;
  const stream = new Writable({
    highWaterMark: 1000,
    write: (chunk: Buffer, _encoding, done) => {
      taken.push(Buffer.from(chunk));
      size += chunk.length;
      const gone = Object.assign(new Error('gone'), { code: 'EPIPE' });
      setImmediate(() => done(size > most ? gone : null));
    },
  });
  return { stream: stream as unknown as WriteStream, bytes: () => Buffer.concat(taken) };
};

type Run = {
  readonly args: readonly string[];
  readonly version?: 4 | 5;
  /** Whether a signal ends it, once everything has been received. */
  readonly isEnded?: boolean;
  /** How many bytes the reader takes. */
  readonly most?: number;
};

/** Runs a command on the messages; returns its exit code, its output without the times, and how many messages came from frames. */
const run = async ({ args, version = 5, isEnded = false, most }: Run) => {
  const pieces = cut(streamOf(version));
  const broker = await startFakeBroker({
    subscribe: (packet, { agree, socket }) => {
      agree(packet);
      for (const piece of pieces) socket.write(piece);
    },
  });
  const made = vi.spyOn(PublishFrame.prototype, 'message');
  const [command = '', ...rest] = args;
  const at = ['-h', '127.0.0.1', '-p', String(broker.port), '-V', version === 5 ? '5' : '311'];
  const fake = fakeHost({ argv: [command, ...at, ...rest] });
  const { stream, bytes } = reader(most);
  const exit = main({ ...fake.host, stdout: stream });
  if (isEnded) {
    await broker.received('puback', ({ messageId }) => messageId === lastId);
    fake.end(0);
  }
  const exitCode = await exit;
  const frames = made.mock.calls.length;
  made.mockRestore();
  return { exitCode, text: withoutTimes(bytes()), frames };
};

const withoutTimes = (bytes: Buffer): string =>
  bytes.toString('latin1').replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+[Z+\-\d]*/g, 'time');

/** What is printed without the frames: `--debug` tells of every packet, and so the client library gets all. */
const both = async (how: Run) => {
  const fromFrames = await run(how);
  const fromPackets = await run({ ...how, args: [...how.args, '--debug'] });
  expect(fromPackets.frames).toBe(0);
  return { fromFrames, fromPackets };
};

/** They are long: the first line that differs is enough. */
const expectSameText = (one: string, other: string): void => {
  const [lines, others] = [one.split('\n'), other.split('\n')];
  const at = lines.findIndex((line, index) => line !== others[index]);
  expect(lines[at]).toBe(others[at]);
  expect(lines.length).toBe(others.length);
};

const expectSame = async (how: Run, exitCode = 0): Promise<string> => {
  const { fromFrames, fromPackets } = await both(how);
  expect(fromFrames.frames).toBeGreaterThan(500);
  expect(fromFrames.exitCode).toBe(exitCode);
  expect(fromPackets.exitCode).toBe(exitCode);
  expectSameText(fromFrames.text, fromPackets.text);
  return fromFrames.text;
};

/** The records of a CSV file. */
const withoutIntervals = (text: string): string => text.replaceAll(/^time,\d+,/gm, 'time,,');

const all = ['-q', '2', '-t', '#'];
const counted = [...all, '-C', String(total)];

const record = (file: string, ...more: readonly string[]) =>
  run({ args: ['record', file, ...all, ...more], isEnded: true });

describe('messages taken from the bytes are the same as from packets', () => {
  it.each([
    { args: ['sub', '-v', ...counted] },
    { args: ['sub', '-v', ...counted], version: 4 as const },
    { args: ['sub', '--json', ...counted] },
    { args: ['sub', '-F', '%j', ...counted] },
    { args: ['sub', '-F', '%t %q %r %l %m %S %C %x', ...counted] },
  ])('by $args.0 $args.1 $args.2 $version', async (how) => {
    const text = await expectSame(how);
    expect(text).toContain('site/last/one');
  });

  it('by sub --csv, but for the time between them', async () => {
    const { fromFrames, fromPackets } = await both({ args: ['sub', '--csv', ...counted] });
    expectSameText(withoutIntervals(fromFrames.text), withoutIntervals(fromPackets.text));
    expect(fromFrames.text).toContain('site/last/one');
  });

  it('up to a count, and none more', async () => {
    const text = await expectSame({ args: ['sub', '--json', ...all, '-C', '2500'] });
    expect(text.match(/\n/g)).toHaveLength(2500);
  });

  it('until the time is up', async () => {
    const text = await expectSame({ args: ['sub', '--json', ...all, '-W', '1'] }, 27);
    expect(text.match(/\n/g)).toHaveLength(total);
  });

  it('where some are selected', async () => {
    const left = ['-T', 'site/1/#', '-R', '--filter', 'json:.v=1'];
    const text = await expectSame({ args: ['sub', '-v', ...all, ...left, '-W', '1'] }, 27);
    expect(text).toMatch(/^(\S+ \{"v":1.*\}\n)+$/);
  });

  it('where only what is retained is printed', async () => {
    const text = await expectSame({ args: ['sub', '-v', ...all, '--retained-only'] });
    expect(text).not.toContain('site/3/temperature');
  });

  it('where the reader goes away', async () => {
    const { fromFrames, fromPackets } = await both({
      args: ['sub', '-v', ...all],
      most: 20_000,
    });
    expect([fromFrames.exitCode, fromPackets.exitCode]).toEqual([141, 141]);
    const printed = [fromFrames.text, fromPackets.text].toSorted((a, b) => a.length - b.length);
    expect(printed[1]!.startsWith(printed[0]!)).toBe(true);
  });

  it('by record', async () => {
    const files = ['frames', 'packets'].map((name) => join(temporaryFolder(), name));
    const fromFrames = await record(files[0]!);
    const fromPackets = await record(files[1]!, '--debug');
    expect(fromFrames.frames).toBeGreaterThan(1000);
    expect(fromPackets.frames).toBe(0);
    const [one, other] = files.map((file) => withoutTimes(readFileSync(file)));
    expectSameText(one!, other!);
    expect(one!.match(/\n/g)).toHaveLength(total);
  });

  it('by wait', async () => {
    const conditions = ['site/+/temperature > 20', 'site/+/temperature .v = 1'];
    const text = await expectSame({ args: ['wait', '-q', '2', ...conditions, '--count', '300'] });
    expect(text.match(/^site/gm)).toHaveLength(300);
  });
});

describeWith(mosquittoMissing, 'what is retained', () => {
  it('is printed and cleared, also where it is taken from the bytes', async () => {
    const broker = await forThisTest(startMosquitto({ extra: ['max_queued_messages 0'] }));
    const topics = Array.from({ length: 300 }, (_, index) => `house/${index}`);
    const retain = async (): Promise<void> => {
      const { connection } = await connected(broker);
      for (const topic of topics)
        await connection.publish(topic, `of ${topic}`, { qos: 1, retain: true });
      await connection.close();
    };
    const sub = async (...flags: readonly string[]) => {
      const at = ['-h', '127.0.0.1', '-p', String(broker.port)];
      const fake = fakeHost({ argv: ['sub', '-v', '-t', 'house/#', ...at, ...flags] });
      const made = vi.spyOn(PublishFrame.prototype, 'message');
      const exitCode = await main(fake.host);
      const frames = made.mock.calls.length;
      made.mockRestore();
      return { exitCode, frames, lines: fake.out().split('\n').toSorted() };
    };
    const clear = ['--retained-only', '--remove-retained'];
    const lines = ['', ...topics.map((topic) => `${topic} of ${topic}`)].toSorted();
    await retain();
    const fromFrames = await sub(...clear);
    expect(fromFrames).toMatchObject({ exitCode: 0, lines });
    expect(fromFrames.frames).toBeGreaterThan(200);
    expect(await sub('--retained-only')).toEqual({ exitCode: 0, frames: 0, lines: [''] });
    await retain();
    expect(await sub(...clear, '--debug')).toEqual({ exitCode: 0, frames: 0, lines });
  });
});
