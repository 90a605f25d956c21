import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodeMessageLine } from '../../source/payload/message-line.ts';
import { startChild } from '../support/child.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { type Finished, finished } from '../support/finished.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { freePort } from '../support/free-port.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { at, builtProgram } from '../terminal/program.ts';

type Where = Pick<Mosquitto, 'host' | 'port'>;

const pub = (
  broker: Where,
  args: readonly string[],
  input: string | Buffer = '',
): Promise<Finished> =>
  finished(process.execPath, [builtProgram, 'pub', ...at(broker), ...args], input);

/** What a subscriber of Mosquitto's hears of so many messages. */
const heard = async (
  broker: Mosquitto,
  count: number,
  send: () => Promise<unknown>,
): Promise<readonly string[]> => {
  const args = ['-p', String(broker.port), '-q', '2', '-t', '#', '-C', String(count)];
  const child = startChild('mosquitto_sub', [...args, '-F', '%t %q %r [%p]']);
  await expect.poll(() => broker.log(), { timeout: 15_000 }).toContain('Sending SUBACK');
  await send();
  expect(await child.ended()).toBe(0);
  return child.output().split('\n').slice(0, -1);
};

it('mqtt-tui pub names the packet on which the broker hangs up', async () => {
  const { port } = await startFakeBroker({ publish: (_, { socket }) => socket.end() });
  const where = { host: '127.0.0.1', port };
  for (const qos of ['0', '1']) {
    const { exitCode, err } = await pub(where, ['-t', 'a b/c', '-m', 'x', '-q', qos]);
    expect([exitCode, err]).toEqual(
      qos === '0'
        ? [0, '']
        : [
            1,
            `mqtt-tui: The connection to 127.0.0.1:${port} was lost. It had not answered PUBLISH "a b/c".\n`,
          ],
    );
  }
});

describeWith(mosquittoMissing, 'mqtt-tui pub', () => {
  it.each([
    [['-m', 'hé llo'], '', ['a 1 0 [hé llo]']],
    [['-n'], '', ['a 1 0 []']],
    [['-m', ''], '', ['a 1 0 []']],
    [['-s'], 'one\ntwo\n', ['a 1 0 [one', 'two', ']']],
    [['-m', '-x', '--repeat', '3'], '', ['a 1 0 [-x]', 'a 1 0 [-x]', 'a 1 0 [-x]']],
    [['-l'], 'one\n\nthree', ['a 1 0 [one]', 'a 1 0 []', 'a 1 0 [three]']],
  ])('publishes with %j', async (args, input, expected) => {
    const broker = await forThisTest(startMosquitto());
    const count = expected.filter((line) => line.startsWith('a')).length;
    const send = async (): Promise<void> => {
      const { exitCode, err } = await pub(broker, ['-t', 'a', '-q', '1', ...args], input);
      expect([exitCode, err]).toEqual([0, '']);
    };
    expect(await heard(broker, count, send)).toEqual(expected);
  });

  it('publishes the bytes of a file, retained, with its properties', async () => {
    const broker = await forThisTest(startMosquitto());
    const payload = Buffer.from([0, 0xff, 10]);
    const file = join(temporaryFolder(), 'payload');
    writeFileSync(file, payload);
    const properties = [
      '--content-type',
      'text/plain',
      '--response-topic',
      'r/t',
      '--correlation-data',
      'c',
      '--user-property',
      'k=v=1',
      '--user-property',
      'k=w',
      '--utf8',
      '--expiry',
      '1000',
    ];
    const { exitCode } = await pub(broker, ['-t', 'a', '-q', '2', '-r', '-f', file, ...properties]);
    expect(exitCode).toBe(0);
    const args = [builtProgram, 'sub', ...at(broker), '--json', '-C', '1', 'a'];
    const message = decodeMessageLine((await finished(process.execPath, args)).out.toString());
    expect(message).toMatchObject({
      retain: true,
      payload,
      properties: {
        contentType: 'text/plain',
        responseTopic: 'r/t',
        correlationData: Buffer.from('c'),
        userProperties: [
          ['k', 'v=1'],
          ['k', 'w'],
        ],
        payloadFormatIndicator: true,
      },
    });
    expect(message.properties?.messageExpiryInterval).toBeGreaterThan(900);
  });

  it('is refused with the reason, and exit code 1', async () => {
    const acl = 'topic read #\ntopic write mine/#\n';
    const broker = await forThisTest(startMosquitto({ acl }));
    const refused = await pub(broker, ['-t', 'others', '-q', '1', '-m', 'x', '--repeat', '3']);
    expect(refused.exitCode).toBe(1);
    expect(refused.err).toBe(
      'mqtt-tui: The broker refused the message: not authorized (135).\nmqtt-tui: The broker refused 3 messages.\n',
    );
    expect((await pub(broker, ['-t', 'mine/x', '-q', '1', '-m', 'x'])).exitCode).toBe(0);
  });

  it.each([
    ['retain_available false', ['-m', 'x', '--retain'], 'no retained messages'],
    ['max_qos 1', ['-m', 'x', '-q', '2'], 'at most QoS 1'],
    ['max_packet_size 100', ['-m', 'x'.repeat(100)], 'at most 100 bytes a packet'],
  ])('asks a broker with "%s" for no more', async (extra, args, words) => {
    const broker = await forThisTest(startMosquitto({ extra: [extra] }));
    expect(await pub(broker, ['-t', 'a', ...args])).toMatchObject({
      exitCode: 1,
      err: `mqtt-tui: The broker refused the message: ${words} on this broker.\n`,
    });
    expect(broker.log()).not.toContain('PUBLISH');
  });

  it.each([
    ['3.1.1', 5],
    ['5', 135],
  ])('has the exit code of a refused connection with MQTT %s', async (version, exitCode) => {
    const broker = await forThisTest(startMosquitto({ users: { admin: 'password' } }));
    expect(await pub(broker, ['-V', version, '-t', 'a', '-n'])).toMatchObject({ exitCode });
    const login = ['-u', 'admin', '-P', 'password'];
    expect(await pub(broker, [...login, '-t', 'a', '-n'])).toMatchObject({ exitCode: 0 });
  });

  it.each([
    [
      ['-m', 'x', '--repeat', '471', '--repeat-delay', '0.01'],
      / (\d+) of 471 messages published\.\n$/,
    ],
    [['-l'], / (\d+) messages published\.\n$/],
  ])('says how many the broker has taken when it is killed, with %j', async (args, said) => {
    const broker = await forThisTest(startMosquitto());
    const all = [builtProgram, 'pub', ...at(broker), '-t', 'a', '-q', '1', ...args];
    const child = startChild(process.execPath, all);
    const taken = (): number => broker.log().match(/^Sending PUBACK/gm)?.length ?? 0;
    if (args[0] === '-l') for (const line of ['one', 'two', 'three']) child.tell(line);
    await expect.poll(taken, { interval: 5, timeout: 15_000 }).toBeGreaterThanOrEqual(3);
    broker.pause();
    await broker.down();
    expect(await child.ended()).toBe(1);
    expect(child.output()).toMatch(said);
  });

  it.each([
    [['-m', '{{n}} {{random 5 5}} {{m}}', '--repeat', '2'], '', ['1 5 {{m}}', '2 5 {{m}}']],
    [['-l'], 'a {{n}}\nb {{n}}\n', ['a 1', 'b 2']],
    [['-s'], Buffer.from('\u00ff{{n}}\u0080', 'latin1'), ['\u00ff1\u0080']],
    [['-n'], '', ['']],
  ])('fills in placeholders with --fill alone, here with %j', async (args, input, expected) => {
    const broker = await forThisTest(startMosquitto());
    const send = async (...more: readonly string[]): Promise<void> => {
      await pub(broker, ['-t', 'a', '-q', '1', ...args, ...more], input);
    };
    const shown = expected.map((line) => `a 1 0 [${Buffer.from(line, 'latin1').toString()}]`);
    expect(await heard(broker, expected.length, () => send('--fill'))).toEqual(shown);
    const asTyped = (await heard(broker, expected.length, () => send())).join('');
    expect(asTyped.includes('{{n}}')).toBe(args[0] !== '-n');
  });

  it('ends with 1 where nobody listens', async () => {
    const nobody = { host: '127.0.0.1', port: await freePort() };
    expect(await pub(nobody, ['-t', 'a', '-n'])).toMatchObject({ exitCode: 1 });
  });

  it('ends at once with a signal while it waits for lines', async () => {
    const broker = await forThisTest(startMosquitto());
    const args = [builtProgram, 'pub', ...at(broker), '-t', 'a', '-q', '1', '-r', '-l'];
    const child = startChild(process.execPath, args);
    child.tell('first');
    await expect.poll(() => broker.log(), { timeout: 15_000 }).toContain('Received PUBLISH');
    child.kill('SIGINT');
    expect(await child.ended()).toBe(130);
    expect(child.output()).toBe('');
  });
});
