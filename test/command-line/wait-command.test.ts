import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import { type Child, startChild } from '../support/child.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { fakeHost } from '../support/fake-host.ts';
import { type Finished, finished } from '../support/finished.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { at, builtProgram } from '../terminal/program.ts';

const publish = async ({ port }: Mosquitto, topic: string, ...args: string[]): Promise<void> => {
  const { exitCode } = await finished('mosquitto_pub', [
    '-p',
    `${port}`,
    '-q',
    '1',
    '-t',
    topic,
    ...args,
  ]);
  expect(exitCode).toBe(0);
};

const waits = (broker: Mosquitto, ...args: string[]): Promise<Finished> =>
  finished(process.execPath, [builtProgram, 'wait', ...at(broker), ...args]);

/** Resolves when so many of our subscriptions stand in the broker's log. */
const subscribed = async (broker: Mosquitto, count = 1): Promise<void> => {
  await expect
    .poll(() => broker.log().match(/^Sending SUBACK to mqtt-tui-/gm)?.length ?? 0, {
      timeout: 15_000,
    })
    .toBeGreaterThanOrEqual(count);
};

/** Starts it; it has subscribed. */
const start = async (broker: Mosquitto, ...args: string[]): Promise<Child> => {
  const child = startChild(process.execPath, [builtProgram, 'wait', ...at(broker), ...args]);
  await subscribed(broker);
  return child;
};

describeWith(mosquittoMissing, 'mqtt-tui wait', () => {
  it('prints the message that meets its condition as sub -v does, retained ones too', async () => {
    const broker = await forThisTest(startMosquitto());
    await publish(broker, 'site/1', '-r', '-m', '31.5 °C');
    expect(await waits(broker, 'site/+ > 30')).toEqual({
      exitCode: 0,
      out: Buffer.from('site/1 31.5 °C\n'),
      err: '',
    });
    const other = await waits(broker, '-F', '%p', '-N', 'site/+ > 30');
    expect(other.out.toString()).toBe('31.5 °C');
    expect(JSON.parse((await waits(broker, '-j', 'site/+ > 30')).out.toString())).toMatchObject({
      topic: 'site/1',
      retain: true,
      payload: '31.5 °C',
    });
    expect(await waits(broker, '-R', '-W', '1', 'site/+ > 30')).toMatchObject({
      exitCode: 27,
      err: 'mqtt-tui: Timed out.\n',
    });
  });

  it('waits until it is met, so many times, and says what it could not compare', async () => {
    const broker = await forThisTest(startMosquitto());
    const child = await start(broker, '-C', '2', 'a .t > 30', 'b = on');
    for (const payload of ['31', '{"t":3}', '{"t":31}', '{"t":32}'])
      await publish(broker, 'a', '-m', payload);
    await publish(broker, 'b', '-m', 'on');
    expect(await child.ended()).toBe(0);
    expect(child.output()).toBe('a {"t":31}\nb on\n');
    await publish(broker, 'a', '-r', '-m', 'x');
    expect(await waits(broker, '-W', '1', 'a > 30')).toMatchObject({
      exitCode: 27,
      err: 'mqtt-tui: Timed out. 1 message had no value that can be compared.\n',
    });
  });

  it('waits until all is met at the same time', async () => {
    const broker = await forThisTest(startMosquitto());
    const child = await start(broker, '--all', 'a > 30', 'b = on');
    for (const payload of ['31', '3']) await publish(broker, 'a', '-m', payload);
    await publish(broker, 'b', '-m', 'on');
    await publish(broker, 'a', '-m', '32');
    expect(await child.ended()).toBe(0);
    expect(child.output()).toBe('a 32\nb on\n');
  });

  it('waits for silence, a change, and what lasts', async () => {
    const broker = await forThisTest(startMosquitto());
    await publish(broker, 'a', '-r', '-m', '1');
    expect((await waits(broker, '--stale', '300ms', 'a')).out.toString()).toBe('a 1\n');
    expect((await waits(broker, '--for', '300ms', 'a = 1')).out.toString()).toBe('a 1\n');
    const child = await start(broker, '--changed', 'a');
    await subscribed(broker, 3);
    for (const payload of ['1', '1.0', '2']) await publish(broker, 'a', '-m', payload);
    expect(await child.ended()).toBe(0);
    expect(child.output()).toBe('a 2\n');
  });

  it('goes on after the broker has been away', async () => {
    const broker = await forThisTest(startMosquitto());
    const child = await start(broker, 'a > 30');
    await broker.restart();
    await subscribed(broker, 2);
    await publish(broker, 'a', '-m', '31');
    expect(await child.ended()).toBe(0);
    expect(child.output()).toMatch(
      /^a 31\n(?:mqtt-tui: .* Trying again\.\n)+mqtt-tui: Connected again\.\n$/,
    );
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ended by %s does not look as if it had been met', async (signal, exitCode) => {
    const broker = await forThisTest(startMosquitto());
    const child = await start(broker, 'a > 30');
    child.kill(signal);
    expect(await child.ended()).toBe(exitCode);
    expect(child.output()).toBe('');
  });

  it('runs a command each time, and ends with the failure of one', async () => {
    const broker = await forThisTest(startMosquitto());
    const out = join(temporaryFolder(), 'out');
    const command = `{ echo "$MQTT_TOPIC $MQTT_PAYLOAD $MQTT_QOS $MQTT_RETAIN $MQTT_CONDITION"; cat; echo; } >> '${out}'; [ "$MQTT_PAYLOAD" != 32 ] || exit 7`;
    const child = await start(broker, '-q', '1', '--exec', command, '-C', '2', 'a > 30');
    for (const payload of ['31', '31.5', '3', '32']) await publish(broker, 'a', '-m', payload);
    expect(await child.ended()).toBe(1);
    expect(readFileSync(out, 'utf8')).toBe('a 31 1 0 a > 30\n31\na 32 1 0 a > 30\n32\n');
    expect(child.output()).toBe('mqtt-tui: The command ended with exit code 7.\n');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'with a command goes on until %s, and takes the command with it',
    async (signal) => {
      const broker = await forThisTest(startMosquitto());
      const child = await start(broker, '--exec', 'echo begun; sleep 60', 'a > 30');
      for (const payload of ['31', '3', '32']) await publish(broker, 'a', '-m', payload);
      await child.line('the command', (line) => line === 'begun');
      child.kill(signal);
      expect(await child.ended()).toBe(0);
      expect(child.output()).toMatch(
        /^begun\n(?:mqtt-tui: There was no time for 1 more run of the command\.\n|mqtt-tui: The command was ended by SIGTERM\.\n)+$/,
      );
    },
  );

  it.each([[[]], [['-C', '1']]])('with %j ends a command when the time is over', async (count) => {
    const broker = await forThisTest(startMosquitto());
    await publish(broker, 'a', '-r', '-m', '31');
    const { exitCode, err } = await waits(
      broker,
      '--exec',
      'sleep 60',
      '-W',
      '1',
      ...count,
      'a > 30',
    );
    expect(exitCode).toBe(27);
    expect(err).toContain('mqtt-tui: The command was ended by SIGTERM.\n');
    expect(err).toContain('mqtt-tui: Timed out.');
  });

  it('with a command ends when the time is over', async () => {
    const broker = await forThisTest(startMosquitto());
    await publish(broker, 'a', '-r', '-m', '31');
    const { exitCode, out, err } = await waits(broker, '--exec', 'echo met', '-W', '1', 'a > 30');
    expect([exitCode, out.toString(), err]).toEqual([27, 'met\n', 'mqtt-tui: Timed out.\n']);
  });
});

describe('mqtt-tui wait, on a scripted broker', () => {
  it('ends with exit code 1 when the broker refuses all filters', async () => {
    const { port } = await startFakeBroker({
      subscribe: ({ messageId }, { send }) =>
        send({ cmd: 'suback', messageId: messageId as number, granted: [0x80] }),
    });
    const { host, err } = fakeHost({
      argv: ['wait', '-h', '127.0.0.1', '-p', `${port}`, 'a > 30'],
    });
    expect(await main(host)).toBe(1);
    expect(err()).toContain('The broker refused the topic filter a');
  });
});

describe('a wrong command line of mqtt-tui wait', () => {
  it.each([
    [['a'], 'what must it be?'],
    [['--all', '--any', 'a > 1'], 'Use --all or --any, not both.'],
    [['--changed', '--all', 'a'], 'A change is over at once: leave out --all with --changed.'],
    [['--changed', '--for', '1s', 'a'], 'leave out --for with --changed.'],
    [['--for', 'soon', 'a > 1'], '--for takes a time of at most 24 days'],
    [['--for', '25d', 'a > 1'], '--for takes a time of at most 24 days'],
    [['--exec', 'x', '--json', 'a > 1'], 'With --exec nothing is printed: leave out --json.'],
    [['-F', '%Y', 'a > 1'], '--format:'],
  ])('is told in one sentence: %j', async (args, sentence) => {
    const { host, out, err } = fakeHost({ argv: ['wait', ...args] });
    expect(await main(host)).toBe(2);
    expect(err()).toMatch(/^mqtt-tui: [^\n]+\n$/);
    expect(err()).toContain(sentence);
    expect(out()).toBe('');
  });
});
