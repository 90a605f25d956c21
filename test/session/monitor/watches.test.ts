import { createSecretKey } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { type BrokerKind, brokerKinds } from '../../support/brokers.ts';
import { connected, listener, textsOn } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession, said, type TestSession, told } from '../../support/sessions.ts';

const live = { qos: 1, retain: false } as const;

const watch = ({ session }: TestSession, filter: string, typed: string) => {
  const made = session.monitor?.watches.add(filter, typed, 'chat');
  if (made === undefined || typeof made === 'string') throw new Error(made);
  return made;
};

const untilValue = (watcher: TestSession, topic: string, value: string): Promise<unknown> =>
  watcher.until(`${topic} to be ${value}`, () => {
    const tree = watcher.session.monitor?.tree;
    const node = tree?.find(topic);
    const last = node === undefined ? undefined : tree?.last(node);
    return last !== undefined && Buffer.from(last.payload).toString() === value;
  });

const aliceAndBob = async (
  start: BrokerKind['start'],
  protocolVersion: BrokerKind['protocolVersion'],
) => {
  const { port } = await forThisTest(start());
  const common = { port, protocolVersion, rooms: ['chat'] };
  const alice = openSession({ ...common, nick: 'alice', filters: ['#'] });
  const bob = openSession({ ...common, nick: 'bob' });
  await Promise.all([alice.ready(), bob.ready()]);
  const { connection } = await connected({ port, protocolVersion });
  return { alice, bob, connection, port };
};

const clock = /\d\d:\d\d:\d\d/;

describe.each(brokerKinds)('a watch', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('tells only the person who asked', async () => {
      const { alice, bob, connection } = await aliceAndBob(start, protocolVersion);
      const watched = watch(alice, 'site/+/json', '.temp > 30');
      await connection.publish('site/1/json', '{"temp": 21.5}', live);
      await connection.publish('site/2/json', '{"temp": 31.25}', live);
      await alice.until('the report', () => watched.crossings === 1);
      const line = told(alice.room()).find((text) => text.startsWith('Watch'));
      expect(line?.replace(clock, 'then')).toBe(
        'Watch 1: site/2/json .temp = 31.25, now > 30 (then)',
      );
      alice.session.chat?.send('chat', 'end');
      await bob.untilSaid('end');
      expect(said(bob.room())).toEqual(['alice: end']);
    });

    it('posts for all when asked to, and does not set itself off', async () => {
      const { alice, bob, connection } = await aliceAndBob(start, protocolVersion);
      watch(alice, '#', '!= 3 --post --every 1');
      await connection.publish('t', '31', live);
      const line = await bob.until('the post', () => said(bob.room())[0]);
      expect(line.replace(clock, 'then')).toBe('alice: t = 31, now != 3 (then)');
      await connection.publish('t', '3', live);
      await bob.until('the end', () => said(bob.room()).length === 2);
      expect(said(bob.room())[1]).toContain('t = 3, no longer != 3');
      expect(said(alice.room())).toEqual(said(bob.room()));
      const [watched] = alice.session.monitor?.watches.list ?? [];
      expect([...(watched?.topics.keys() ?? [])]).toEqual(['t']);
    });

    it('tells at most once in a while, and counts the rest', async () => {
      const { alice, bob, connection } = await aliceAndBob(start, protocolVersion);
      const watched = watch(alice, 't', '> 30 --post --every 2');
      for (const value of ['31', '3', '32', '4', '33']) await connection.publish('t', value, live);
      await alice.until('all', () => watched.crossings === 5);
      await bob.until('the first', () => said(bob.room()).length === 1);
      expect(said(bob.room())[0]).toContain('t = 31, now > 30');
      await bob.until('the second', () => said(bob.room()).length === 2);
      expect(said(bob.room())[1]).toMatch(
        /t = 33, now > 30 \(.*\); 3 crossings before it not reported$/,
      );
    });

    it('takes a retained value as the state, not as a crossing', async () => {
      const { port } = await forThisTest(start());
      const { connection } = await connected({ port, protocolVersion });
      await connection.publish('t', '31', { qos: 1, retain: true });
      const alice = openSession({
        port,
        protocolVersion,
        rooms: ['chat'],
        nick: 'alice',
        filters: ['other'],
      });
      await alice.ready();
      const watched = watch(alice, 't', '> 30');
      expect(alice.session.monitor?.watches.isCovered(watched)).toBe(false);
      alice.session.monitor?.subscribe('t', 0);
      await untilValue(alice, 't', '31');
      expect(alice.session.monitor?.watches.isCovered(watched)).toBe(true);
      expect([watched.crossings, watched.met]).toEqual([0, ['t']]);
      await connection.publish('t', '29.5', live);
      await connection.publish('t', '29', live);
      await untilValue(alice, 't', '29');
      expect([watched.crossings, watched.met]).toEqual([1, []]);
    });

    it('posts in a private room encrypted', async () => {
      const { alice, bob, connection, port } = await aliceAndBob(start, protocolVersion);
      const key = { salt: Buffer.alloc(16, 1), key: createSecretKey(Buffer.alloc(32, 1)) };
      for (const one of [alice, bob]) one.session.chat?.joinSecret('ops', key);
      await Promise.all([alice.ready(), bob.ready()]);
      const ear = await listener({ port, protocolVersion }, 'ops');
      watch(alice, 't', '> 30 --post ops');
      await connection.publish('t', '31', live);
      const line = await bob.until('the post', () => said(bob.room('ops'))[0]);
      expect(line).toContain('alice: t = 31, now > 30');
      await vi.waitUntil(() => textsOn(ear, 'ops').length > 0);
      const sent = textsOn(ear, 'ops').map((text) => JSON.parse(text) as { say: string });
      expect(sent.map(({ say }) => say)).toEqual(['[encrypted]']);
    });

    it('that has ended sees nothing any more', async () => {
      const { alice, connection } = await aliceAndBob(start, protocolVersion);
      const watched = watch(alice, 't', '> 30');
      alice.session.monitor?.watches.remove(watched);
      await connection.publish('t', '31', live);
      await untilValue(alice, 't', '31');
      expect(watched.latest).toBeUndefined();
    });
  });
});
