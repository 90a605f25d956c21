import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { brokerKinds } from '../../support/brokers.ts';
import { listener, textsOn } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession } from '../../support/sessions.ts';

const quiet = { qos: 1, retain: false } as const;

describe.each(brokerKinds)('one nick', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('of two clients, and of who only claims it, is told apart by who says it', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const me = openSession({ ...common, nick: 'me' });
      const one = openSession({ ...common, nick: 'alice', clientId: 'client-1111' });
      await Promise.all([me.ready(), one.ready()]);
      await me.untilTold('alice is here');
      const ear = await listener({ port, protocolVersion }, 'chat');
      one.session.chat?.send('chat', 'alone');
      expect(await me.untilSaid('alone')).not.toHaveProperty('doubt');
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

      const two = openSession({ ...common, nick: 'alice', clientId: 'client-2222' });
      await two.ready();
      await me.until('both', () => me.room().people.count === 4);
      one.session.chat?.send('chat', 'I am one');
      two.session.chat?.send('chat', 'I am two');
      expect((await me.untilSaid('I am one')).senderMark).toBe('1111');
      expect((await me.untilSaid('I am two')).senderMark).toBe('2222');
      // Each sees that of the other.
      expect((await one.untilSaid('I am two')).senderMark).toBe('2222');
      // Nothing but what `id` tells is needed for that.
      const [alone = ''] = textsOn(ear, 'chat');
      expect(Object.keys(JSON.parse(alone) as object)).toEqual(['user', 'say', 'id', 'at']);
    });
  });
});
