import { describe, expect, it } from 'vitest';
import type { ProtocolVersion } from '../../source/mqtt/connection-options.ts';
import { Server, ServerList } from '../../source/mqtt/server-list.ts';
import { brokerKinds } from '../support/brokers.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { describeWith } from '../support/needs.ts';
import { deliveries, openSession, people, said, type TestSession } from '../support/sessions.ts';

const listOf = (...ports: readonly number[]): ServerList =>
  new ServerList(ports.map((port) => new Server({ protocol: 'mqtt', host: '127.0.0.1', port })));

/** Resolves when both connections of a session are on a port. */
const untilOn = (person: TestSession, port: number): Promise<unknown> =>
  person.until(`both connections on ${port}`, () =>
    [person.session.chat, person.session.monitor].every(
      (part) =>
        part?.connection.status.state === 'connected' &&
        part.connection.server?.address?.port === port,
    ),
  );

/** Somebody in two rooms, who watches topics, with servers on these ports. */
const open = (
  nick: string,
  protocolVersion: ProtocolVersion,
  ...ports: readonly number[]
): TestSession =>
  openSession({
    port: 0,
    server: listOf(...ports),
    protocolVersion,
    nick,
    rooms: ['chat', 'ops'],
    filters: ['site/#'],
  });

describe.each(brokerKinds)('two servers', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `of ${name}`, () => {
    it('carry on the chat for one another: what is typed meanwhile arrives once, in order', async () => {
      const [one, two] = [await forThisTest(start()), await forThisTest(start())];
      const alice = open('alice', protocolVersion, one.port, two.port);
      const bob = open('bob', protocolVersion, one.port, two.port);
      await Promise.all([alice.ready(), bob.ready()]);
      alice.session.chat?.send('chat', 'before');
      await bob.untilSaid('before');
      expect(alice.session.server?.address?.port).toBe(one.port);

      await one.down();
      for (const say of ['one', 'two', 'three']) alice.session.chat?.send('chat', say);
      alice.session.chat?.send('ops', 'in the other room');
      await Promise.all([untilOn(alice, two.port), untilOn(bob, two.port)]);
      await bob.untilSaid('three');
      await bob.untilSaid('in the other room', 'ops');
      await alice.until('all to be acknowledged', () =>
        deliveries(alice.room()).every((state) => state === 'acknowledged'),
      );
      const everything = ['before', 'one', 'two', 'three'].map((say) => `alice: ${say}`);
      expect(said(bob.room())).toEqual(everything);
      expect(said(alice.room())).toEqual(everything);
      await bob.until('both to be there', () => people(bob.room()).length === 2);

      await one.up();
      await two.down();
      bob.session.chat?.send('chat', 'back again');
      await Promise.all([untilOn(alice, one.port), untilOn(bob, one.port)]);
      await alice.untilSaid('back again');
      expect(said(alice.room())).toEqual([...everything, 'bob: back again']);
      expect(alice.session.monitor?.subscriptions.get('site/#')?.state).toBe('granted');
    });

    it('can be chosen between, for the chat and the topics together', async () => {
      const [one, two] = [await forThisTest(start()), await forThisTest(start())];
      const alice = open('alice', protocolVersion, one.port, two.port);
      const bob = open('bob', protocolVersion, two.port);
      await Promise.all([alice.ready(), bob.ready()]);
      const { servers } = alice.session;
      alice.session.useServer(servers.all[1]!);
      alice.session.chat?.send('chat', 'while moving');
      await untilOn(alice, two.port);
      await bob.untilSaid('while moving');
      expect(said(bob.room())).toEqual(['alice: while moving']);
      await alice.session.publish('site/lamp', 'on', { qos: 1, retain: false });
      await bob.until('the message', () => bob.session.monitor?.last('site/lamp'));
    });
  });
});

it('both connections come to the server that the chat is on', async () => {
  const kind = brokerKinds[0]!;
  const [one, two] = [await forThisTest(kind.start()), await forThisTest(kind.start())];
  const alice = openSession({
    port: 0,
    server: listOf(one.port, two.port),
    rooms: ['chat'],
    filters: ['#'],
  });
  const { servers, monitor } = alice.session;
  await alice.until('the topics', () => monitor?.connection.status.state === 'connected');
  servers.prefer(servers.all[1]!);
  alice.session.setNick('alice');
  await untilOn(alice, two.port);
  expect(monitor?.connection.server).toBe(servers.all[1]);
});
