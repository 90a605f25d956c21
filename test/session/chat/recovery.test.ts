import { describe, expect, it } from 'vitest';
import { brokerKinds } from '../../support/brokers.ts';
import { listener, textsOn } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { describeWith } from '../../support/needs.ts';
import { deliveries, openSession, people, said, type TestSession } from '../../support/sessions.ts';

const sayings = (ear: Parameters<typeof textsOn>[0]): string[] =>
  textsOn(ear, 'chat').map((text) => (JSON.parse(text) as { say: string }).say);

/** Resolves when the broker has acknowledged all that was said. */
const allSaid = (speaker: TestSession): Promise<boolean> =>
  speaker.until('the acknowledgements', () =>
    deliveries(speaker.room()).every((state) => state === 'acknowledged'),
  );

const online = (session: TestSession): Promise<boolean> =>
  session.until('the connection', () => session.session.status.state === 'connected');

describe.each(brokerKinds)(
  'after a broker was killed',
  ({ name, missing, protocolVersion, start }) => {
    describeWith(missing, `on ${name}`, () => {
      it('one who comes back late hears what was said meanwhile, once and in order, and alone', async () => {
        const broker = await forThisTest(start());
        const { port } = broker;
        let isOpen = true;
        const gate = Promise.withResolvers<void>();
        const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
        const bob = openSession({
          port,
          protocolVersion,
          nick: 'bob',
          rooms: ['chat'],
          server: async () => {
            if (!isOpen) await gate.promise;
            return { protocol: 'mqtt', host: '127.0.0.1', port };
          },
        });
        await bob.ready();
        await alice.ready();
        await bob.until('alice', () => people(bob.room()).includes('alice (online)'));
        isOpen = false;
        await broker.down();
        for (const { until, session } of [alice, bob])
          await until('the loss', () => session.status.state !== 'connected');
        alice.session.chat?.send('chat', 'one');
        alice.session.chat?.send('chat', 'two');
        await broker.up();
        const script = await listener({ port, protocolVersion }, 'chat');
        alice.session.retryNow();
        await allSaid(alice);
        bob.session.retryNow();
        gate.resolve();
        await online(bob);
        alice.session.chat?.send('chat', 'three');
        await bob.untilSaid('three');
        expect(said(bob.room())).toEqual(['alice: one', 'alice: two', 'alice: three']);
        await script.untilMessage(({ payload }) => payload.includes('three'));
        expect(sayings(script)).toEqual(['one', 'two', 'three']);
      });

      it('nobody hears what was said before they came', async () => {
        const broker = await forThisTest(start());
        const { port } = broker;
        const options = { port, protocolVersion, rooms: ['chat'] };
        const alice = openSession({ ...options, nick: 'alice' });
        await alice.ready();
        alice.session.chat?.send('chat', 'long ago');
        await allSaid(alice);
        const bob = openSession({ ...options, nick: 'bob' });
        await bob.ready();
        await broker.down();
        for (const { until, session } of [alice, bob])
          await until('the loss', () => session.status.state !== 'connected');
        await broker.up();
        for (const each of [alice, bob]) {
          each.session.retryNow();
          await online(each);
        }
        await alice.ready();
        bob.session.chat?.send('chat', 'marker');
        await alice.untilSaid('marker');
        alice.session.chat?.send('chat', 'answer');
        await bob.untilSaid('answer');
        expect(said(bob.room())).toEqual(['bob: marker', 'alice: answer']);
      });
    });
  },
);
