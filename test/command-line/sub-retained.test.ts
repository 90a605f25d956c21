import { expect, it } from 'vitest';
import { startChild } from '../support/child.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { ourSub, seen, theirPub, theirSub, toolsMissing } from '../support/side-by-side.ts';
import { builtProgram } from '../terminal/program.ts';

const retain = async (broker: Mosquitto, ...topics: readonly string[]): Promise<void> => {
  for (const topic of topics) await theirPub(broker, ['-r', '-q', '1', '-t', topic, '-m', topic]);
};

/** What is retained on a broker, by the tool that is not ours. */
const retained = async (broker: Mosquitto): Promise<string> =>
  (await theirSub(broker, '-t', '#', '--retained-only', '-W', '1')).out.toString();

describeWith(toolsMissing, 'what is retained, for sub', () => {
  it.each(['311', '5'])('is printed, and that ends it, with MQTT %s', async (version) => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, 'a', 'b', 'b/c');
    const args = ['-V', version, '-v', '--retained-only', '-t', '#'];
    const [own, other] = await Promise.all([
      ourSub(broker, ...args),
      // mosquitto_sub waits for a message that is not retained.
      theirSub(broker, ...args, '-W', '1'),
    ]);
    expect(own.out).toEqual(other.out);
    expect(own).toMatchObject({ exitCode: 0, err: '' });
    expect(own.out.toString()).toBe('a a\nb b\nb/c b/c\n');
  });

  it('may be nothing', async () => {
    const broker = await forThisTest(startMosquitto());
    expect(await ourSub(broker, '--retained-only', 'a')).toMatchObject({
      exitCode: 0,
      err: 'mqtt-tui: Nothing is retained there.\n',
    });
  });

  it('is all printed where live messages come between', async () => {
    const message = { cmd: 'publish', qos: 0, dup: false } as const;
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        agree(packet);
        send({ ...message, topic: 'a', payload: 'live', retain: false });
        // After a while, as brokers do that read it from a disk.
        setTimeout(() => send({ ...message, topic: 'b', payload: 'kept', retain: true }), 200);
      },
    });
    const own = await ourSub({ host: '127.0.0.1', port: broker.port }, '--retained-only', '#');
    expect(seen(own)).toEqual([0, 'kept\n']);
  });

  it('is not printed again after a lost connection: that ends it', async () => {
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send, socket }) => {
        agree(packet);
        send({ cmd: 'publish', qos: 0, dup: false, topic: 'a', payload: 'x', retain: true });
        socket.end();
      },
    });
    const own = await ourSub({ host: '127.0.0.1', port: broker.port }, '--retained-only', '#');
    expect(seen(own)).toEqual([1, 'x\n']);
  });

  it.each(['311', '5'])('is cleared but for -T, with MQTT %s', async (version) => {
    for (const [sub, exitCode, ends] of [
      [ourSub, 0, []],
      // It may wait for ever.
      [theirSub, 27, ['-W', '1']],
    ] as const) {
      const broker = await forThisTest(startMosquitto());
      await retain(broker, 'a', 'keep/b', 'c');
      const flags = ['-V', version, '--remove-retained', '--retained-only', '-T', 'keep/#'];
      expect(seen(await sub(broker, ...flags, '-t', '#', ...ends))).toEqual([exitCode, 'a\nc\n']);
      expect(await retained(broker)).toBe('keep/b\n');
    }
  });

  // As mosquitto_sub's manual says; version 2.0 clears nothing then.
  it('is cleared unseen with -R', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, 'a', 'b');
    const flags = ['--remove-retained', '-R', '-W', '1'];
    expect(seen(await ourSub(broker, ...flags, '#'))).toEqual([27, '']);
    expect(await retained(broker)).toBe('');
  });

  it('does not include our own clearing, nor what others clear', async () => {
    const broker = await forThisTest(startMosquitto());
    await retain(broker, 'a');
    const args = [builtProgram, 'sub', '-p', String(broker.port), '--remove-retained', '-v', '#'];
    const child = startChild(process.execPath, args);
    await child.line('what is retained', (line) => line === 'a a');
    await theirPub(broker, ['-t', 'a', '-m', 'live']);
    await child.line('what comes then', (line) => line === 'a live');
    await theirPub(broker, ['-t', 'a', '-n']);
    await child.line('what others clear', (line) => line === 'a (null)');
    child.kill('SIGINT');
    expect(await child.ended()).toBe(0);
    expect(child.output()).toBe('a a\na live\na (null)\n');
  });

  it('is said to be left where the broker refuses to clear it', async () => {
    const acl = 'user admin\ntopic readwrite #\nuser guest\ntopic read #\ntopic write open/#\n';
    const users = { admin: 'password', guest: 'password' };
    const broker = await forThisTest(startMosquitto({ users, acl }));
    for (const topic of ['open/a', 'closed/b', 'closed/c']) {
      const login = ['-u', 'admin', '-P', 'password'];
      await theirPub(broker, [...login, '-r', '-q', '1', '-t', topic, '-m', topic]);
    }
    const flags = ['-u', 'guest', '-P', 'password', '--retained-only', '--remove-retained'];
    const { exitCode, out, err } = await ourSub(broker, ...flags, '#');
    expect(out.toString().split('\n').toSorted()).toEqual(['', 'closed/b', 'closed/c', 'open/a']);
    expect([exitCode, err]).toEqual([
      1,
      'mqtt-tui: The broker refused to clear 2 topics: not authorized (135).\n',
    ]);
  });
});
