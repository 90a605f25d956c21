import { describe, expect, it } from 'vitest';
import { main } from '../../source/command-line/main.ts';
import type { Credentials } from '../../source/mqtt/connection-options.ts';
import { startChild } from '../support/child.ts';
import { connected } from '../support/connections.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { fakeHost } from '../support/fake-host.ts';
import { type Finished, finished } from '../support/finished.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { type Mosquitto, mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { at, builtProgram, startProgram } from '../terminal/program.ts';

const admin: Credentials = { username: 'admin', password: 'password' };

const clean = (broker: Mosquitto, ...args: string[]): Promise<Finished> =>
  finished(process.execPath, [builtProgram, 'clean', ...at(broker), ...args]);

/** Retains a message on so many topics, and returns them by name. */
const fill = async (
  { port }: Mosquitto,
  branch: string,
  count: number,
  credentials: Credentials = {},
): Promise<string[]> => {
  const { connection } = await connected({ port, credentials });
  const topics = Array.from({ length: count }, (_, index) => `${branch}/${index}`);
  for (let from = 0; from < count; from += 20)
    await Promise.all(
      topics
        .slice(from, from + 20)
        .map((topic) => connection.publish(topic, 'x', { qos: 1, retain: true })),
    );
  await connection.close();
  return topics;
};

const retained = async (broker: Mosquitto, filter: string): Promise<string[]> => {
  const { out } = await clean(broker, '--dry-run', filter);
  return out.toString().split('\n').slice(0, -1);
};

describeWith(mosquittoMissing, 'mqtt-tui clean', () => {
  it('clears 2,000 topics below a filter and leaves the others', async () => {
    const broker = await forThisTest(startMosquitto());
    const [old, kept] = [await fill(broker, 'old', 2000), await fill(broker, 'kept', 3)];
    const dry = await clean(broker, '--dry-run', 'old/#');
    expect(dry).toMatchObject({
      exitCode: 0,
      err: 'mqtt-tui: 2,000 retained messages would be cleared.\n',
    });
    expect(dry.out.toString()).toBe(`${old.join('\n')}\n`);
    expect(await clean(broker, '--yes', 'old/#')).toMatchObject({
      exitCode: 0,
      err: 'mqtt-tui: Cleared 2,000 retained messages.\n',
    });
    expect(await retained(broker, '#')).toEqual(kept);
    expect(await clean(broker, '--yes', 'old/#')).toMatchObject({
      exitCode: 0,
      err: 'mqtt-tui: No retained messages match old/#. Some brokers, such as RabbitMQ, hand none to filters with wildcards: give whole topic names there.\n',
    });
  }, 30_000);

  it('leaves alone what -T matches', async () => {
    const broker = await forThisTest(startMosquitto());
    await fill(broker, 'old', 3);
    const kept = await fill(broker, 'old/keep', 2);
    const without = ['-T', 'old/keep/#', '-T', 'old/1', 'old/#'];
    expect((await clean(broker, '--dry-run', ...without)).out.toString()).toBe('old/0\nold/2\n');
    expect(await clean(broker, '--yes', ...without)).toMatchObject({
      exitCode: 0,
      err: 'mqtt-tui: Cleared 2 retained messages.\n',
    });
    expect(await retained(broker, '#')).toEqual(['old/1', ...kept]);
    expect(await clean(broker, '--yes', '-T', 'a#', 'old/#')).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/^mqtt-tui: --filter-out: /) as string,
    });
  });

  it.each([
    ['3.1.1', 'somebody published them again, or the broker does not allow clearing them'],
    ['5', 'not authorized (135)'],
  ])('says what it may not clear, with MQTT %s', async (version, why) => {
    const acl = 'user admin\ntopic readwrite #\nuser guest\ntopic read #\ntopic write open/#\n';
    const users = { admin: 'password', guest: 'password' };
    const broker = await forThisTest(startMosquitto({ users, acl }));
    await fill(broker, 'open', 3, admin);
    await fill(broker, 'closed', 2, admin);
    const login = ['-u', 'guest', '-P', 'password', '-V', version, '--yes'];
    const { exitCode, err } = await clean(broker, ...login, '#');
    expect([exitCode, err]).toEqual([
      1,
      `mqtt-tui: Cleared 3 retained messages.\nmqtt-tui: 2 retained messages still there, such as on closed/0: ${why}.\n`,
    ]);
  });

  it('stops at a signal, and says how many are done', async () => {
    const broker = await forThisTest(startMosquitto());
    await fill(broker, 'old', 3000);
    const child = startChild(process.execPath, [builtProgram, 'clean', ...at(broker), '-y', '#']);
    await expect
      .poll(() => broker.log().includes('Received PUBLISH from mqtt-tui-'), {
        interval: 5,
        timeout: 15_000,
      })
      .toBe(true);
    child.kill('SIGINT');
    expect(await child.ended()).toBe(130);
    const done = /^mqtt-tui: Stopped: ([\d,]+) of 3,000 retained messages cleared\.\n$/.exec(
      child.output(),
    );
    expect(done).not.toBeNull();
    const left = await retained(broker, '#');
    expect(left.length + Number(done?.[1]?.replace(',', ''))).toBe(3000);
    expect(left.length).toBeGreaterThan(0);
  }, 30_000);

  it('says how many are done when the broker is killed', async () => {
    const broker = await forThisTest(startMosquitto());
    await fill(broker, 'old', 3000);
    const child = startChild(process.execPath, [builtProgram, 'clean', ...at(broker), '-y', '#']);
    const acknowledged = (): number =>
      broker.log().match(/^Sending PUBACK to mqtt-tui-/gm)?.length ?? 0;
    await expect.poll(acknowledged, { interval: 5, timeout: 15_000 }).toBeGreaterThan(100);
    broker.pause();
    await broker.down();
    expect(await child.ended()).toBe(1);
    const said =
      /^mqtt-tui: The connection to (\S+) was lost\. ([\d,]+) of 3,000 were cleared; the same command again clears the rest\.\n$/;
    expect(child.output()).toMatch(said);
    const [, where, done = ''] = said.exec(child.output()) ?? [];
    expect(where).toBe(`127.0.0.1:${broker.port}`);
    expect(Number(done.replace(',', ''))).toBeGreaterThan(50);
    expect(Number(done.replace(',', ''))).toBeLessThanOrEqual(acknowledged());
  }, 30_000);

  it('asks on a terminal, and takes anything but yes for no', async () => {
    const broker = await forThisTest(startMosquitto());
    await fill(broker, 'old', 2);
    const no = startProgram(['clean', ...at(broker), 'old/#']);
    await no.waitFor('2 retained messages match old/#');
    no.type('\r');
    await no.waitFor('Nothing was cleared.');
    expect(await retained(broker, '#')).toHaveLength(2);
    const yes = startProgram(['clean', ...at(broker), 'old/#']);
    await yes.waitFor('Clear? [y/N]');
    yes.type('y\r');
    await yes.waitFor('Cleared 2 retained messages.');
    expect(await retained(broker, '#')).toEqual([]);
  });
});

describe('mqtt-tui clean, as the broker sees it', () => {
  const topics = ['b/2', 'a/1', 'b/1\u001b'];

  it.each([
    [['--dry-run'], [], 'mqtt-tui: 3 retained messages would be cleared.\n'],
    [['--dry-run', '--yes'], [], 'mqtt-tui: 3 retained messages would be cleared.\n'],
    [['--dry-run', '--quiet'], [], ''],
    [['--yes'], topics, 'mqtt-tui: Cleared 3 retained messages.\n'],
  ])('publishes with %j what is to be cleared, and nothing else', async (flags, cleared, said) => {
    const left = new Set(topics);
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        agree(packet);
        for (const topic of left)
          send({ cmd: 'publish', topic, payload: 'x', qos: 0, dup: false, retain: true });
      },
      publish: (packet, { agree }) => {
        if (packet.retain && packet.payload.length === 0) left.delete(packet.topic);
        agree(packet);
      },
    });
    const address = ['-h', '127.0.0.1', '-p', String(broker.port)];
    const { host, out, err } = fakeHost({ argv: ['clean', ...address, ...flags, '#'] });
    expect([await main(host), err()]).toEqual([0, said]);
    const published = broker.packets.flatMap((packet) =>
      packet.cmd === 'publish' ? [packet.topic] : [],
    );
    expect(published.toSorted()).toEqual(cleared.toSorted());
    expect(out()).toBe(flags.includes('--dry-run') ? `${topics.toSorted().join('\n')}\n` : '');
  });
});
