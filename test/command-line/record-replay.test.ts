import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Message } from '../../source/mqtt/message.ts';
import type { PublishOptions } from '../../source/mqtt/request-options.ts';
import { decodeMessageLine, encodeMessageLine } from '../../source/payload/message-line.ts';
import { type Child, startChild } from '../support/child.ts';
import { connected } from '../support/connections.ts';
import { type Finished, finished } from '../support/finished.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { at, builtProgram, startProgram } from '../terminal/program.ts';

/** Starts recording and waits until it does. */
const record = async (broker: Mosquitto, ...args: string[]): Promise<Child> => {
  const child = startChild(process.execPath, [builtProgram, 'record', ...at(broker), ...args]);
  await expect
    .poll(() => child.output(), { interval: 10, timeout: 15_000 })
    .toMatch(/Recording .* Ctrl\+C ends it\.\n/);
  return child;
};

const replay = (broker: Mosquitto, ...args: string[]): Promise<Finished> =>
  finished(process.execPath, [builtProgram, 'replay', ...at(broker), ...args]);

const read = (path: string): Message[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => decodeMessageLine(line));

/** By topic, and without the time: MQTT keeps the order only of messages of one QoS. */
const withoutTime = (messages: readonly Message[]): Message[] =>
  messages
    .map((message) => ({ ...message, receivedAt: 0 }))
    .toSorted((a, b) => a.topic.localeCompare(b.topic));

const untilThere = async (path: string, count: number): Promise<void> => {
  await expect
    .poll(() => readFileSync(path, 'utf8').split('\n').length - 1, {
      interval: 10,
      timeout: 15_000,
    })
    .toBe(count);
};

const sent: readonly (readonly [string, string | Buffer, PublishOptions])[] = [
  ['house/text', 'schön 开\n"quoted"', { qos: 1, retain: false }],
  ['house/binary', Buffer.from([0, 255, 254, 10, 13]), { qos: 2, retain: true }],
  ['house/empty', '', { qos: 0, retain: false }],
  [
    '/odd topic/ü',
    '1',
    {
      qos: 1,
      retain: false,
      properties: {
        contentType: 'text/plain',
        responseTopic: 'answers',
        correlationData: Buffer.from([0, 1, 255]),
        userProperties: [
          ['unit', 'K'],
          ['from', 'test'],
          ['unit', 'C'],
          ['1', 'x'],
        ],
        payloadFormatIndicator: true,
        messageExpiryInterval: 3600,
      },
    },
  ],
];

/** A recording of so many messages, `apart` ms. */
const writeRecording = (path: string, count: number, apart: number): void =>
  writeFileSync(
    path,
    Array.from({ length: count }, (_, index) =>
      encodeMessageLine({
        topic: `count/${index}`,
        payload: Buffer.from(String(index)),
        qos: 1,
        retain: false,
        receivedAt: 1_700_000_000_000 + index * apart,
      }),
    ).join('\n'),
  );

describeWith(mosquittoMissing, 'mqtt-tui record and replay', () => {
  it('give back exactly what was there: bytes, QoS, retain, properties', async () => {
    const broker = await forThisTest(startMosquitto());
    const folder = temporaryFolder();
    const [first, second] = [join(folder, 'first.jsonl'), join(folder, 'second.jsonl')];
    const recording = await record(broker, first);
    const { connection } = await connected({ port: broker.port, protocolVersion: 5 });
    for (const [topic, payload, options] of sent) await connection.publish(topic, payload, options);
    await untilThere(first, sent.length);
    recording.kill('SIGINT');
    expect(await recording.ended()).toBe(0);
    expect(recording.output()).toMatch(/Recorded 4 messages \([\d.]+ (?:B|KiB)\) in /);
    expect(withoutTime(read(first))).toEqual(
      withoutTime(
        sent.map(([topic, payload, { qos, retain, properties }]) => ({
          topic,
          payload: Buffer.from(payload),
          qos,
          retain,
          receivedAt: 0,
          ...(properties === undefined ? {} : { properties }),
        })),
      ),
    );

    const again = await record(broker, second, '-t', 'again/#');
    expect(await replay(broker, first, '--prefix', 'again/')).toMatchObject({
      exitCode: 0,
      err: 'mqtt-tui: 4 messages published.\n',
    });
    await untilThere(second, sent.length);
    again.kill('SIGTERM');
    expect(await again.ended()).toBe(0);
    expect(withoutTime(read(second))).toEqual(
      withoutTime(read(first).map((message) => ({ ...message, topic: `again/${message.topic}` }))),
    );
  }, 30_000);

  it('go on in a new file with --rotate, each with what is retained, and keep so many', async () => {
    const broker = await forThisTest(startMosquitto());
    const { connection } = await connected({ port: broker.port });
    await connection.publish('a', 'state', { qos: 1, retain: true });
    const folder = temporaryFolder();
    const path = join(folder, 'a.jsonl');
    const recording = await record(broker, path, '--rotate', '1s', '--keep', '2');
    const completed = (): string[] =>
      [...recording.output().matchAll(/(\S+) is complete: /g)].map(([, name = '']) => name);
    await expect.poll(() => completed().length, { timeout: 15_000 }).toBeGreaterThan(3);
    await expect.poll(() => readFileSync(path, 'utf8')).toContain('"payload":"state"');
    recording.kill('SIGINT');
    expect(await recording.ended()).toBe(0);
    expect(recording.output()).toMatch(/Recorded \d+ messages .* in \S+ and \d files before it\./);
    const older = completed().slice(-2);
    expect(readdirSync(folder).map((name) => join(folder, name))).toEqual(
      [...older, path].toSorted(),
    );
    for (const file of [...older, path])
      expect(read(file)[0]).toMatchObject({ topic: 'a', retain: true });
  }, 30_000);

  it.each([
    [['--keep', '3'], '--keep needs --rotate, such as --rotate 1d.'],
    [['--rotate', 'daily'], '--rotate takes a time such as 1h, 12h or 1d, not "daily".'],
    [['--rotate', '10ms'], '--rotate takes a time such as 1h, 12h or 1d, not "10ms".'],
  ])('refuse %j', async (flags, sentence) => {
    const path = join(temporaryFolder(), 'a.jsonl');
    const { exitCode, err } = await finished(process.execPath, [
      builtProgram,
      'record',
      path,
      ...flags,
    ]);
    expect([exitCode, err.split('\n')[0]]).toEqual([2, `mqtt-tui: ${sentence}`]);
    expect(existsSync(path)).toBe(false);
  });

  it('replace nothing unasked, append behind a torn line, and replace when told', async () => {
    const broker = await forThisTest(startMosquitto());
    const { connection } = await connected({ port: broker.port });
    await connection.publish('a', 'x', { qos: 1, retain: true });
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, 'torn');
    const refused = await finished(process.execPath, [builtProgram, 'record', ...at(broker), path]);
    expect([refused.exitCode, readFileSync(path, 'utf8')]).toEqual([2, 'torn']);
    expect(refused.err).toContain('exists already. --append');
    for (const [flag, before] of [
      ['--append', 'torn\n'],
      ['--force', ''],
    ] as const) {
      const recording = await record(broker, path, flag);
      await expect.poll(() => readFileSync(path, 'utf8')).toContain('"payload":"x"');
      recording.kill('SIGINT');
      await recording.ended();
      const text = readFileSync(path, 'utf8');
      expect(text.startsWith(`${before}{"time"`)).toBe(true);
    }
  }, 30_000);

  it.runIf(existsSync('/dev/full'))('record says when the disk is full, and ends', async () => {
    const broker = await forThisTest(startMosquitto());
    const { connection } = await connected({ port: broker.port });
    const recording = await record(broker, '/dev/full', '--force');
    await connection.publish('a', 'x', { qos: 1, retain: false });
    expect(await recording.ended()).toBe(1);
    expect(recording.output()).toContain('/dev/full cannot be written to: the disk is full.');
    expect(recording.output()).toContain('Recorded 0 messages');
  });

  it('replay keeps the timing, divided by --speed', async () => {
    const broker = await forThisTest(startMosquitto());
    const path = join(temporaryFolder(), 'slow.jsonl');
    writeRecording(path, 3, 60_000);
    const begun = performance.now();
    expect((await replay(broker, path, '--speed', '100')).exitCode).toBe(0);
    // Two minutes a hundred times as fast.
    expect(performance.now() - begun).toBeGreaterThan(1200);
    const fast = performance.now();
    expect((await replay(broker, path, '--speed', '0')).exitCode).toBe(0);
    expect(performance.now() - fast).toBeLessThan(10_000);
  }, 30_000);

  it('replay tells the lines that are no messages, and publishes the others', async () => {
    const broker = await forThisTest(startMosquitto());
    const path = join(temporaryFolder(), 'broken.jsonl');
    writeRecording(path, 2, 0);
    appendFileSync(
      path,
      '\nnonsense\n\n{"time":"2026-11-22T21:00:00Z","topic":"a/+","payload":""}\n{"time":"2026-11-22T21:00:00Z","topic":"$SYS/x","payload":""}\n{"time":"2026-11-22T21:00:00Z","topic":"a","payload":"","properties":{"messageExpiryInterval":5000000000}}\n',
    );
    const { exitCode, err } = await replay(broker, path, '--speed', '0');
    expect(exitCode).toBe(1);
    expect(err.split('\n')).toEqual([
      'mqtt-tui: Line 3 is left out: This is not a JSON object.',
      'mqtt-tui: Line 5 is left out: A topic name must not contain the wildcard "+"; only a topic filter may.',
      'mqtt-tui: Line 7 is left out: The message expiry is at most 4294967295 seconds.',
      "mqtt-tui: 1 message on topics that begin with $ left out: those are the broker's own; --prefix publishes them elsewhere.",
      'mqtt-tui: 2 messages published, 3 lines left out.',
      '',
    ]);
  });

  it('replay says why a recording of the broker alone has nothing to publish', async () => {
    const broker = await forThisTest(startMosquitto());
    const path = join(temporaryFolder(), 'own.jsonl');
    writeFileSync(path, '{"time":"2026-11-22T21:00:00Z","topic":"$SYS/x","payload":""}\n');
    const { exitCode, err } = await replay(broker, path);
    expect(exitCode).toBe(1);
    expect(err.split('\n')).toEqual([
      "mqtt-tui: 1 message on topics that begin with $ left out: those are the broker's own; --prefix publishes them elsewhere.",
      `mqtt-tui: ${path} contains no messages.`,
      '',
    ]);
  });

  it('replay says how far it is when the broker is killed', async () => {
    const broker = await forThisTest(startMosquitto());
    const path = join(temporaryFolder(), 'long.jsonl');
    writeRecording(path, 100, 60_000);
    appendFileSync(path, '\n');
    const child = startChild(process.execPath, [
      builtProgram,
      'replay',
      ...at(broker),
      path,
      '--speed',
      '2000',
    ]);
    const taken = (): number => broker.log().match(/^Sending PUBACK/gm)?.length ?? 0;
    await expect.poll(taken, { interval: 5, timeout: 15_000 }).toBeGreaterThanOrEqual(10);
    await broker.down();
    expect(await child.ended()).toBe(1);
    const said =
      /^mqtt-tui: The connection to \S+ was lost\. Stopped at (\d+) %: (\d+) messages published\.\n$/;
    expect(child.output()).toMatch(said);
    const [, percent, published] = said.exec(child.output()) ?? [];
    expect(Number(published)).toBeGreaterThanOrEqual(10);
    expect(Math.abs(Number(percent) - Number(published))).toBeLessThanOrEqual(3);
  });

  it('record says when the connection is back, below its progress', async () => {
    const broker = await forThisTest(startMosquitto());
    const path = join(temporaryFolder(), 'away.jsonl');
    const recording = startProgram(['record', ...at(broker), path]);
    await recording.waitFor('Ctrl+C ends it.');
    await recording.waitFor('● 0 messages');
    await broker.restart();
    await recording.waitFor(/^mqtt-tui: .* Trying again\.$/m);
    await recording.waitFor(/^mqtt-tui: Connected again\.$/m);
    recording.press('Ctrl+C');
    expect(await recording.exited).toEqual({ exitCode: 0, signal: undefined });
  }, 30_000);

  it('replay stops at Ctrl+C, and begins again and again with --loop', async () => {
    const broker = await forThisTest(startMosquitto());
    const path = join(temporaryFolder(), 'loop.jsonl');
    writeRecording(path, 2, 20);
    const { untilMessage, connection, messages } = await connected({ port: broker.port });
    await connection.subscribe('count/#', { qos: 1 });
    const looping = startProgram(['replay', ...at(broker), path, '--loop']);
    await untilMessage(() => messages.length >= 10);
    await looping.waitFor(/\[█+░*\] \d+ % · \d+ messages/);
    looping.press('Ctrl+C');
    expect(await looping.exited).toEqual({ exitCode: 130, signal: undefined });
    expect(looping.text()).toMatch(/Stopped: [\d,]+ messages published\./);

    writeRecording(path, 2, 600_000);
    const waiting = startProgram(['replay', ...at(broker), path]);
    await waiting.waitFor('1 message · next in 10 min');
    waiting.press('Ctrl+C');
    await waiting.waitFor('Stopped: 1 message published.');
  }, 30_000);
});
