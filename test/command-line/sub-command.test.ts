import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import { decodeMessageLine } from '../../source/payload/message-line.ts';
import { startChild } from '../support/child.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { fakeHost } from '../support/fake-host.ts';
import { type Finished, finished } from '../support/finished.ts';
import { findProgram } from '../support/find-program.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { freePort } from '../support/free-port.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { at, builtProgram } from '../terminal/program.ts';

const ours = (broker: Pick<Mosquitto, 'host' | 'port'>, ...args: string[]): Promise<Finished> =>
  finished(process.execPath, [builtProgram, 'sub', ...at(broker), ...args]);

const theirs = ({ port }: Mosquitto, ...args: string[]): Promise<Finished> =>
  finished('mosquitto_sub', ['-p', String(port), ...args]);

/** Retains messages with the tool that is not ours. */
const retain = async ({ port }: Mosquitto, topic: string, ...args: string[]): Promise<void> => {
  const { exitCode, err } = await finished('mosquitto_pub', [
    '-p',
    String(port),
    '-V',
    '5',
    '-r',
    '-t',
    topic,
    ...args,
  ]);
  expect([exitCode, err]).toEqual([0, '']);
};

const clientsMissing = findProgram('mosquitto_sub') === undefined ? 'no mosquitto_sub' : undefined;

const properties = [
  '-D',
  'publish',
  'content-type',
  'text/plain',
  '-D',
  'publish',
  'user-property',
  'k',
  'v',
  '-D',
  'publish',
  'user-property',
  'k',
  'w"',
  '-D',
  'publish',
  'response-topic',
  'r/t',
  '-D',
  'publish',
  'correlation-data',
  'c d',
  '-D',
  'publish',
  'payload-format-indicator',
  '1',
];

describeWith(mosquittoMissing ?? clientsMissing, 'mqtt-tui sub', () => {
  it('writes dates as mosquitto_sub does', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, 'a', '-m', 'x');
    const format =
      '@Y-@m-@d @j @A @a @b @B @Z @z @V @G @g @u @U @W @w @C @y @D @F @p @P @h @e @@ @q';
    const args = ['-C', '1', '-F', format, '-t', '#'];
    const [own, other] = await Promise.all([ours(broker, ...args), theirs(broker, ...args)]);
    expect(own).toEqual(other);
    expect(other.exitCode).toBe(0);
  });

  it('has the time of a message in its JSON', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, 'a', '-m', 'x');
    const { out } = await ours(broker, '-C', '1', '-F', '%j', 'a');
    expect(out.toString()).toMatch(/"tst":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d{4}"/);
  });

  it('prints all of a message as a line of JSON', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, 'a', '-q', '1', '-m', 'x', ...properties);
    const { out } = await ours(broker, '--json', '-q', '1', '-C', '1', 'a');
    expect(decodeMessageLine(out.toString())).toMatchObject({
      topic: 'a',
      payload: Buffer.from('x'),
      qos: 1,
      retain: true,
      properties: {
        payloadFormatIndicator: true,
        contentType: 'text/plain',
        responseTopic: 'r/t',
        correlationData: Buffer.from('c d'),
        userProperties: [
          ['k', 'v'],
          ['k', 'w"'],
        ],
      },
    });
  });

  it('ends after --count messages of a flood, with none lost', async () => {
    const broker = await forThisTest(startMosquitto({ extra: ['max_queued_messages 0'] }));
    const args = [builtProgram, 'sub', ...at(broker), '-q', '1', '-C', '10000', 'n'];
    const child = startChild(process.execPath, args);
    await connectedAs(broker, 1);
    const numbers = Array.from({ length: 10_000 }, (_, index) => String(index));
    const lines = `${numbers.join('\n')}\n`;
    const pub = [builtProgram, 'pub', ...at(broker), '-t', 'n', '-q', '1', '-l'];
    expect((await finished(process.execPath, pub, lines)).exitCode).toBe(0);
    expect(await child.ended()).toBe(0);
    expect(child.output()).toBe(lines);
  }, 30_000);

  it('dies quietly when its reader has gone', async () => {
    const broker = await forThisTest(startMosquitto());
    await Promise.all(['a', 'b', 'c'].map((topic) => retain(broker, topic, '-m', 'x')));
    const child = spawn(process.execPath, [builtProgram, 'sub', ...at(broker), '#'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let err = '';
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const exit = once(child, 'exit');
    await retain(broker, 'd', '-m', 'x');
    expect((await exit)[0]).toBe(141);
    expect(err).toBe('');
  });

  it('says when what it prints cannot be written', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, 'a', '-m', 'x');
    const line = `"$0" "$@" > /dev/full`;
    const args = ['-c', line, process.execPath, builtProgram, 'sub', ...at(broker), '-C', '1', 'a'];
    expect(await finished('bash', args)).toMatchObject({
      exitCode: 1,
      err: 'mqtt-tui: Cannot write to standard output: ENOSPC.\n',
    });
  });

  it.each([
    ['SIGINT', 0],
    ['SIGTERM', 0],
    ['SIGHUP', 129],
  ] as const)('ends cleanly with %s', async (signal, exitCode) => {
    const broker = await forThisTest(startMosquitto());
    const will = ['--will-topic', 'will', '--will-payload', 'dead', '--will-retain'];
    const child = startChild(process.execPath, [builtProgram, 'sub', ...at(broker), ...will, 'a']);
    await connectedAs(broker, 1);
    child.kill(signal);
    expect(await child.ended()).toBe(exitCode);
    expect(child.output()).toBe('');
    expect((await theirs(broker, '-t', 'will', '-W', '1')).out.toString()).toBe('');
  });

  it.each(['3.1.1', '5'])('has the exit code of a refusal with MQTT %s', async (version) => {
    const broker = await forThisTest(startMosquitto({ users: { admin: 'password' } }));
    const own = await ours(broker, '-V', version, 'a');
    const other = await theirs(broker, '-V', version === '5' ? '5' : '311', '-t', 'a');
    expect(own.exitCode).toBe(other.exitCode);
    expect(own.err).toMatch(/^mqtt-tui: Connection refused: not authorized \(\d+\)\n$/);
  });

  it('has exit code 1 where nobody listens, as mosquitto_sub, and says so unless it is quiet', async () => {
    const nobody = { host: '127.0.0.1', port: await freePort() };
    const { exitCode, err } = await ours(nobody, 'a');
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^mqtt-tui: No connection to .* nothing is listening there/);
    expect(await ours(nobody, '--quiet', 'a')).toMatchObject({ exitCode: 1, err: '' });
  });

  it('names the last will that a broker refuses', async () => {
    const broker = await forThisTest(
      startMosquitto({ extra: ['max_qos 1', 'retain_available false'] }),
    );
    const will = ['a', '--will-topic', 'will'];
    expect((await ours(broker, ...will, '--will-qos', '2')).err).toContain('lower --will-qos.');
    expect((await ours(broker, ...will, '--will-retain')).err).toContain(
      'leave out --will-retain.',
    );
  });

  it('says where it gets less than it asks for, and what a broker may not know', async () => {
    const broker = await forThisTest(startMosquitto({ extra: ['max_qos 1'] }));
    const { err } = await ours(broker, '-q', '2', '-V', '3.1.1', '-W', '1', '$share/g/a');
    expect(err).toBe(
      'mqtt-tui: The broker grants QoS 1 for the topic filter $share/g/a.\n' +
        'mqtt-tui: The broker may not know shared subscriptions, which came with MQTT 5: then nothing arrives on $share/g/a.\n' +
        'mqtt-tui: Timed out.\n',
    );
  });

  it.each([
    ['once, however often it connects', []],
    ['nothing of that when it is quiet', ['--quiet']],
  ])('says what a broker may not know: %s', async (_, quietly) => {
    const broker = await forThisTest(startMosquitto());
    const args = [
      builtProgram,
      'sub',
      ...at(broker),
      ...quietly,
      '-V',
      '3.1.1',
      '-C',
      '1',
      '$share/g/a',
    ];
    const child = startChild(process.execPath, args);
    await restartUnder(broker);
    expect(await child.ended()).toBe(0);
    const said = child.output().split('may not know shared subscriptions').length - 1;
    expect(said).toBe(quietly.length === 0 ? 1 : 0);
  });

  it('goes on after the broker has been away', async () => {
    const broker = await forThisTest(startMosquitto());
    const child = startChild(process.execPath, [
      builtProgram,
      'sub',
      ...at(broker),
      '-C',
      '1',
      'a',
    ]);
    await restartUnder(broker);
    expect(await child.ended()).toBe(0);
    expect(child.output()).toMatch(
      /^again\n(?:mqtt-tui: .* Trying again\.\n)+mqtt-tui: Connected again\.\n$/,
    );
  });

  it('says nothing of that when it is quiet', async () => {
    const broker = await forThisTest(startMosquitto());
    const args = [builtProgram, 'sub', ...at(broker), '--quiet', '-C', '1', 'a'];
    const child = startChild(process.execPath, args);
    await restartUnder(broker);
    expect(await child.ended()).toBe(0);
    expect(child.output()).toBe('again\n');
  });

  it('lets a slow reader hold it back', async () => {
    const broker = await forThisTest(startMosquitto());
    const file = 'x'.repeat(1_000_000);
    for (const topic of ['a', 'b', 'c', 'd'])
      await finished('mosquitto_pub', ['-p', String(broker.port), '-r', '-t', topic, '-s'], file);
    const args = [builtProgram, 'sub', ...at(broker), '-k', '1', '-C', '4', '-N', '#'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await connectedAs(broker, 1);
    // Longer than the keep alive: the connection has to outlast it.
    await once(setTimeoutSignal(4000), 'abort');
    let size = 0;
    child.stdout.on('data', (bytes: Buffer) => (size += bytes.length));
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(size).toBe(4_000_000);
  }, 20_000);
});

const setTimeoutSignal = (ms: number): AbortSignal => AbortSignal.timeout(ms);

/** Resolves when so many of our subscriptions stand in the broker's log. */
const connectedAs = async (broker: Mosquitto, count: number): Promise<void> => {
  await expect
    .poll(() => broker.log().match(/^Sending SUBACK to mqtt-tui-/gm)?.length ?? 0, {
      timeout: 15_000,
    })
    .toBeGreaterThanOrEqual(count);
};

/** Restarts the broker under one subscriber, and publishes when that is back. */
const restartUnder = async (broker: Mosquitto): Promise<void> => {
  await connectedAs(broker, 1);
  await broker.restart();
  await connectedAs(broker, 2);
  await finished('mosquitto_pub', ['-p', String(broker.port), '-t', 'a', '-m', 'again']);
};

describe('mqtt-tui sub, of messages that come all at once', () => {
  it.each([
    [['-C', '1'], ['0']],
    [
      ['-C', '7'],
      ['0', '1', '2', '3', '4', '5', '6'],
    ],
    [['-C', '1', '-T', 'a/0', '-T', 'a/1'], ['2']],
    [
      ['-C', '2', '--retained-only'],
      ['0', '1'],
    ],
    [
      ['-C', '2', '--no-retained'],
      ['50', '51'],
    ],
    [['--retained-only'], Array.from({ length: 50 }, (_, index) => `${index}`)],
  ])('prints with %j no more than that', async (flags, printed) => {
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send, socket }) => {
        socket.cork();
        agree(packet);
        for (let index = 0; index < 60; index += 1)
          send({
            cmd: 'publish',
            topic: `a/${index}`,
            payload: `${index}`,
            qos: 0,
            dup: false,
            retain: index < 50,
          });
        socket.uncork();
      },
    });
    const address = ['-h', '127.0.0.1', '-p', String(broker.port)];
    const { host, out, err } = fakeHost({ argv: ['sub', ...address, ...flags, 'a/#'] });
    expect(await main(host)).toBe(0);
    expect([out().split('\n').slice(0, -1), err()]).toEqual([printed, '']);
  });
});

describe('the help of mqtt-tui sub', () => {
  it('comes without the screen', async () => {
    const { out } = await finished(process.execPath, [builtProgram, 'sub', '--help']);
    expect(out.toString()).toContain('--retained-only');
  });
});
