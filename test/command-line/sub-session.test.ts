import { describe, expect, it } from 'vitest';
import { keptSession } from '../../source/command-line/kept-session.ts';
import { main } from '../../source/command-line/main.ts';
import { startChild } from '../support/child.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { fakeHost } from '../support/fake-host.ts';
import { flagValues } from '../support/flag-values.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { ourSub, seen, theirPub, theirSub, toolsMissing } from '../support/side-by-side.ts';
import { builtProgram } from '../terminal/program.ts';

const versions = ['311', '5'];

/** Tries something with both programs at once; each has a client identifier and a topic of its own. */
const withBoth = async (
  trial: (name: string, sub: typeof ourSub) => Promise<void>,
): Promise<void> => {
  await Promise.all([trial('own', ourSub), trial('other', theirSub)]);
};

/** Runs `mqtt-tui sub` in this process. */
const run = async (...args: string[]) => {
  const { host, err } = fakeHost({ argv: ['sub', ...args] });
  return { exitCode: await main(host), err: err() };
};

describeWith(toolsMissing, 'a session that the broker keeps for sub', () => {
  it.each(versions)('begins with -c -E and is resumed with -c, with MQTT %s', async (version) => {
    const broker = await forThisTest(startMosquitto());
    await withBoth(async (client, sub) => {
      const session = ['-V', version, '-c', '-i', client, '-q', '1', '-t', client];
      expect(seen(await sub(broker, ...session, '-E'))).toEqual([0, '']);
      await theirPub(broker, ['-q', '1', '-t', client, '-l'], 'one\ntwo\n');
      expect(seen(await sub(broker, ...session, '-W', '1'))).toEqual([27, 'one\ntwo\n']);
    });
  });

  it.each(versions)('begins a new session without -c, with MQTT %s', async (version) => {
    const broker = await forThisTest(startMosquitto());
    await withBoth(async (client, sub) => {
      const session = ['-V', version, '-i', client, '-q', '1', '-t', client];
      expect(seen(await sub(broker, ...session, '-c', '-E'))).toEqual([0, '']);
      await theirPub(broker, ['-q', '1', '-t', client, '-m', 'lost']);
      expect(seen(await sub(broker, ...session, '-W', '1'))).toEqual([27, '']);
    });
  });

  it.each([
    ['60', 'kept\n'],
    ['∞', 'kept\n'],
    ['0', ''],
  ])('lasts for -x %s', async (seconds, printed) => {
    const broker = await forThisTest(startMosquitto());
    await withBoth(async (client, sub) => {
      const session = ['-V', '5', '-i', client, '-q', '1', '-t', client];
      expect(seen(await sub(broker, ...session, '-x', seconds, '-E'))).toEqual([0, '']);
      await theirPub(broker, ['-q', '1', '-t', client, '-m', 'kept']);
      expect(seen(await sub(broker, ...session, '-c', '-W', '1'))).toEqual([27, printed]);
    });
  });

  it('no longer has a subscription after -U', async () => {
    const broker = await forThisTest(startMosquitto());
    await withBoth(async (client, sub) => {
      const session = ['-V', '5', '-c', '-i', client, '-q', '1'];
      const topics = ['-t', `${client}/a`, '-t', `${client}/b`];
      expect(seen(await sub(broker, ...session, ...topics, '-E'))).toEqual([0, '']);
      const without = ['-U', `${client}/a`, '-W', '1'];
      expect(seen(await sub(broker, ...session, '-t', `${client}/b`, ...without))).toEqual([
        27,
        '',
      ]);
      for (const topic of ['a', 'b'])
        await theirPub(broker, ['-q', '1', '-t', `${client}/${topic}`, '-m', topic]);
      const after = [...session, '-t', `${client}/b`, '-W', '1'];
      expect(seen(await sub(broker, ...after))).toEqual([27, 'b\n']);
    });
  });

  it('needs no topic filter for -U', async () => {
    const broker = await forThisTest(startMosquitto());
    const session = ['-c', '-i', 'own', '-q', '1'];
    await ourSub(broker, ...session, '-E', 'a');
    expect(await ourSub(broker, ...session, '-U', 'a', '-E')).toMatchObject({
      exitCode: 0,
      err: '',
    });
    await theirPub(broker, ['-q', '1', '-t', 'a', '-m', 'x']);
    expect(seen(await ourSub(broker, ...session, '-U', 'a', '-W', '1'))).toEqual([27, '']);
  });

  // mosquitto_sub 2.0 prints messages twice here, or acknowledges what it does not print.
  it.each([
    ['5', '1'],
    ['5', '2'],
    ['311', '1'],
  ])('is worked off by -C without loss, with MQTT %s and QoS %s', async (version, qos) => {
    const broker = await forThisTest(startMosquitto());
    const session = ['-V', version, '-c', '-i', 'own', '-q', qos, 'a'];
    await ourSub(broker, ...session, '-E');
    await theirPub(broker, ['-q', qos, '-t', 'a', '-l'], '1\n2\n3\n4\n5\n6\n7\n');
    const runs: string[] = [];
    for (let number = 0; number < 4; number += 1)
      runs.push((await ourSub(broker, ...session, '-C', '2', '-W', '1')).out.toString());
    expect(runs).toEqual(['1\n2\n', '3\n4\n', '5\n6\n', '7\n']);
  });

  it('publishes no last will at the end, with messages still to come', async () => {
    const broker = await forThisTest(startMosquitto());
    const will = ['--will-topic', 'will', '--will-payload', 'dead', '--will-retain'];
    const session = ['-c', '-i', 'own', '-q', '1', 'a'];
    await ourSub(broker, ...session, '-E');
    await theirPub(broker, ['-q', '1', '-t', 'a', '-l'], '1\n2\n3\n');
    expect(seen(await ourSub(broker, ...session, ...will, '-C', '1'))).toEqual([0, '1\n']);
    expect(seen(await theirSub(broker, '-t', 'will', '-W', '1'))).toEqual([27, '']);
  });

  it('needs a client identifier, as for mosquitto_sub', async () => {
    const broker = await forThisTest(startMosquitto());
    for (const flags of [['-c'], ['-V', '5', '-x', '-1']]) {
      expect((await theirSub(broker, ...flags, '-t', 'a')).exitCode).toBe(1);
      const { exitCode, err } = await ourSub(broker, ...flags, 'a');
      expect(exitCode).toBe(2);
      expect(err).toMatch(/^mqtt-tui: --\S+( -1)? needs --client-id ID, the same at every start/);
    }
  });
});

describe('the session of sub', () => {
  it.each(['-1', '∞', '4294967295'])('does not expire with -x %s', (seconds) => {
    const values = flagValues('sub', ['-i', 'me', '-x', seconds]);
    expect(keptSession(values, { protocolVersion: 'auto' })).toEqual({
      sessionExpiry: 0xff_ff_ff_ff,
      outlastsDisconnect: true,
      beginsAnew: true,
    });
  });

  it.each(['4294967296', '-2', 'abc', '1.5'])('cannot be kept for %s s', async (seconds) => {
    const { exitCode, err } = await run('-i', 'me', '-x', seconds, 'a');
    expect([exitCode, err]).toEqual([
      2,
      'mqtt-tui: --session-expiry takes a number of seconds from 0 to 4294967295, or -1 for ever.\n',
    ]);
  });

  it('has no expiry before MQTT 5', async () => {
    const typed = await run('-V', '311', '-i', 'me', '-x', '60', 'a');
    expect([typed.exitCode, typed.err]).toEqual([
      2,
      'mqtt-tui: --session-expiry needs MQTT 5: leave out --protocol-version.\n',
    ]);
    const broker = await startFakeBroker({
      connect: (packet, { send, agree }) => {
        if (packet.protocolVersion === 5)
          send({ cmd: 'connack', sessionPresent: false, reasonCode: 132, returnCode: 132 });
        else agree(packet);
      },
    });
    const args = ['sub', '-p', String(broker.port), '-i', 'me', '-x', '60', 'a'];
    const child = startChild(process.execPath, [builtProgram, ...args]);
    expect(await child.ended()).toBe(1);
    expect(child.output()).toBe(
      'mqtt-tui: The broker does not speak MQTT 5, which --session-expiry needs.\n',
    );
  });

  it('leaves with exit code 1 where a filter is refused, but all are answered', async () => {
    const broker = await startFakeBroker({
      subscribe: ({ messageId, subscriptions }, { send }) =>
        send({
          cmd: 'suback',
          messageId: messageId as number,
          granted: subscriptions.map(({ topic }) => (topic === 'b' ? 135 : 0)),
        }),
    });
    const args = ['sub', '-p', String(broker.port), '-E', 'a', 'b'];
    const child = startChild(process.execPath, [builtProgram, ...args]);
    expect(await child.ended()).toBe(1);
    expect(child.output()).toBe(
      'mqtt-tui: The broker refused the topic filter b: not authorized (135).\n',
    );
  });
});
