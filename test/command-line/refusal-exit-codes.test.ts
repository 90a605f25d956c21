import { expect, it } from 'vitest';
import { refuse, startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { ourPub, ourSub, theirPub, theirSub, toolsMissing } from '../support/side-by-side.ts';

/** The exit codes of both programs, ours first, with the same arguments. */
const both = async (broker: { host: string; port: number }, ...args: string[]) => {
  const [ownSub, otherSub, ownPub, otherPub] = await Promise.all([
    ourSub(broker, ...args, '-t', 'a', '-W', '3'),
    theirSub(broker, ...args, '-t', 'a', '-W', '3'),
    ourPub(broker, [...args, '-t', 'a', '-m', 'x']),
    theirPub(broker, [...args, '-t', 'a', '-m', 'x']),
  ]);
  return {
    sub: [ownSub.exitCode, otherSub.exitCode],
    pub: [ownPub.exitCode, otherPub.exitCode],
  };
};

describeWith(toolsMissing, 'the exit code of a refused connection', () => {
  it.each([
    ['31', 5],
    ['311', 5],
    ['mqttv31', 5],
    ['mqttv311', 5],
    ['5', 135],
    ['mqttv5', 135],
  ])("is Mosquitto's with -V %s: %i", async (version, code) => {
    const broker = await forThisTest(startMosquitto({ users: { admin: 'password' } }));
    const wrong = ['-V', version, '-u', 'admin', '-P', 'wrong'];
    const same = { sub: [code, code], pub: [code, code] };
    expect(await both(broker, '-V', version)).toEqual(same);
    expect(await both(broker, ...wrong)).toEqual(same);
  });

  it.each([
    ['311', 1],
    ['311', 2],
    ['311', 3],
    ['311', 4],
    ['311', 5],
    ['5', 128],
    ['5', 133],
    ['5', 134],
    ['5', 136],
    ['5', 137],
    ['5', 138],
    ['5', 149],
    ['5', 156],
    ['5', 159],
  ])('is the code of CONNACK, with -V %s: %i', async (version, code) => {
    const { port } = await startFakeBroker({ connect: refuse(code) });
    const { sub, pub } = await both({ host: '127.0.0.1', port }, '-V', version);
    expect([sub, pub]).toEqual([
      [code, code],
      [code, code],
    ]);
  });
});
