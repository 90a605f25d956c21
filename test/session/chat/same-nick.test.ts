import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { brokerKinds } from '../../support/brokers.ts';
import { listener, textsOn } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { identityOf } from '../../support/identities.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession } from '../../support/sessions.ts';

const quiet = { qos: 1, retain: false } as const;

describe.each(brokerKinds)('one nick', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('of two clients, and of who only claims it, is told apart by who says it', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const a1 = { clientId: 'client-1111', identity: identityOf(1) };
      const a2 = { clientId: 'client-2222', identity: identityOf(2) };
      const me = openSession({ ...common, nick: 'me' });
      const one = openSession({ ...common, nick: 'alice', ...a1 });
      await Promise.all([me.ready(), one.ready()]);
      await me.untilTold('alice is here');
      const ear = await listener({ port, protocolVersion }, 'chat');
      one.session.chat?.send('chat', 'alone');
      expect(await me.untilSaid('alone')).not.toHaveProperty('senderMark');
      const claims = [
        { user: 'alice', say: 'no from' },
        { user: 'alice', say: 'no presence', from: 'client-9999' },
        { user: 'alice', say: 'borrowed', from: me.clientId },
        { user: 'alice', say: 'no such start', id: `${randomUUID()}-1` },
        { user: 'carol', say: 'nobody else', from: 'client-9999' },
      ];
      for (const claim of claims)
        await ear.connection.publish('chat', JSON.stringify(claim), quiet);
      const doubts: unknown[] = [];
      for (const { say } of claims) doubts.push((await me.untilSaid(say)).senderMark);
      expect(doubts).toEqual(['?', '?', '?', '?', undefined]);

      const two = openSession({ ...common, nick: 'alice', ...a2 });
      await two.ready();
      await me.until('both', () => me.room().people.count === 4);
      one.session.chat?.send('chat', 'I am one');
      two.session.chat?.send('chat', 'I am two');
      expect(await me.untilSaid('I am one')).not.toHaveProperty('senderMark');
      expect((await me.untilSaid('I am two')).senderMark).toBe('≠');
      // Each has another key than the other.
      expect((await one.untilSaid('I am two')).senderMark).toBe('≠');
      expect((await two.untilSaid('I am one')).senderMark).toBe('≠');
      await me.untilTold('≠ marks another key than the one you know of alice: /verify alice');
      await one.untilTold('≠ marks another key than yours: /verify alice');
      me.session.chat?.attention.keys.accept('alice', two.session.chat?.identity.key ?? '', false);
      two.session.chat?.send('chat', 'my laptop');
      expect(await me.untilSaid('my laptop')).not.toHaveProperty('senderMark');

      // Nothing but what `id` tells is needed for that.
      const [alone = ''] = textsOn(ear, 'chat');
      expect(Object.keys(JSON.parse(alone) as object)).toEqual([
        'user',
        'say',
        'id',
        'at',
        'key',
        'sig',
      ]);
    });

    it('of two runs of one installation is nobody else, also beside one another', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const me = openSession({ ...common, nick: 'me' });
      const alices = { ...common, nick: 'alice', identity: identityOf(1) };
      const one = openSession({ ...alices, clientId: 'client-1111' });
      const two = openSession({ ...alices, clientId: 'client-2222' });
      await Promise.all([me.ready(), one.ready(), two.ready()]);
      one.session.chat?.send('chat', 'I am one');
      await two.untilSaid('I am one');
      two.session.chat?.send('chat', 'I am two');
      expect(await two.untilSaid('I am one')).not.toHaveProperty('senderMark');
      for (const at of [me, one])
        expect(await at.untilSaid('I am two')).not.toHaveProperty('senderMark');
    });

    it('of two temporary keys is told apart by the client identifier', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const me = openSession({ ...common, nick: 'me' });
      const one = openSession({ ...common, nick: 'alice', clientId: 'client-1111' });
      const two = openSession({ ...common, nick: 'alice', clientId: 'client-2222' });
      await Promise.all([me.ready(), one.ready(), two.ready()]);
      await me.until('both', () => me.room().people.count === 3);
      one.session.chat?.send('chat', 'I am one');
      two.session.chat?.send('chat', 'I am two');
      expect((await me.untilSaid('I am one')).senderMark).toBe('1111');
      expect((await me.untilSaid('I am two')).senderMark).toBe('2222');
      expect((await one.untilSaid('I am two')).senderMark).toBe('≠');
    });
  });
});
