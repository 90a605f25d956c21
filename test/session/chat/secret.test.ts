import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkCode, type RoomKey } from '../../../source/chat/room-key.ts';
import { Attention } from '../../../source/model/attention.ts';
import { SecretRoom } from '../../../source/session/chat/secret-room.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { listener, textsOn } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { identityOf } from '../../support/identities.ts';
import { describeWith } from '../../support/needs.ts';
import { deliveries, openSession, said, told, type TestSession } from '../../support/sessions.ts';

const quiet = { qos: 1, retain: false } as const;

const keyOf = (byte: number): RoomKey => ({
  salt: Buffer.alloc(16, byte),
  key: createSecretKey(Buffer.alloc(32, byte)),
});

const enter = async (me: TestSession, roomKey: RoomKey): Promise<SecretRoom> => {
  me.session.chat?.joinSecret('ops', roomKey);
  const room = me.room('ops');
  if (!(room instanceof SecretRoom)) throw new Error('not joined');
  await me.ready();
  return room;
};

describe.each(brokerKinds)('a private room', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('is read by those who have the key, and by nobody else', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'], greeting: 'Hello,anyone!' };
      const alice = openSession({ ...common, nick: 'alice' });
      const bob = openSession({ ...common, nick: 'bob' });
      const eve = openSession({ ...common, nick: 'eve', greeting: '' });
      const old = openSession({ ...common, nick: 'old', rooms: ['ops'], greeting: '' });
      await Promise.all([alice.ready(), bob.ready(), eve.ready(), old.ready()]);
      const ear = await listener({ port, protocolVersion }, 'ops', 'ops/$dm/#');
      const atBob = await enter(bob, keyOf(1));
      const atEve = await enter(eve, keyOf(2));
      const atAlice = await enter(alice, keyOf(1));
      await bob.untilSaid('Hello,anyone!', 'ops');
      alice.session.chat?.send('ops', 'the tide is 你好');
      alice.session.chat?.send('ops', 'waves', true);
      await bob.untilSaid('waves', 'ops');
      await alice.until('the marks', () =>
        deliveries(atAlice).every((state) => state === 'acknowledged'),
      );
      expect(said(atBob).slice(-3)).toEqual([
        'alice: Hello,anyone!',
        'alice: the tide is 你好',
        'alice: waves',
      ]);
      await eve.until('all', () => said(atEve).length >= 3);
      expect(new Set(said(atEve).slice(-3))).toEqual(
        new Set(['alice: [cannot be read: another key]']),
      );
      await old.until('all', () => said(old.room('ops')).length >= 4);
      expect(said(old.room('ops')).slice(-2)).toEqual(['alice: [encrypted]', 'alice: [encrypted]']);
      expect(
        told(atEve).filter((text) => text.startsWith('Somebody here has another key')),
      ).toEqual([expect.stringContaining(`yours is ${checkCode(keyOf(2))}`)]);
      expect(told(atBob).join('\n')).not.toContain('Somebody here has another key');
      for (const text of textsOn(ear, 'ops')) {
        expect(text).toMatch(/^\{"user":"\w+","say":"\[encrypted\]","enc":"[\w-]+"\}$/);
      }
      expect(textsOn(ear, 'ops').length).toBeGreaterThanOrEqual(4);
      // The echo of what one says is no second line.
      expect(said(atAlice).filter((line) => line.includes('tide'))).toHaveLength(1);
    });

    it('marks what is not encrypted, and shows nothing twice', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const alice = openSession({ ...common, nick: 'alice' });
      const bob = openSession({ ...common, nick: 'bob' });
      await Promise.all([alice.ready(), bob.ready()]);
      const ear = await listener({ port, protocolVersion }, 'ops');
      const atBob = await enter(bob, keyOf(1));
      await enter(alice, keyOf(1));
      alice.session.chat?.send('ops', 'once');
      await bob.untilSaid('once', 'ops');
      const { payload } = await ear.untilMessage(() => true);
      await ear.connection.publish('ops', payload, quiet);
      const other = String(payload).replace('"user":"alice"', '"user":"mallory"');
      for (const text of [
        other,
        '{"user":"script","say":"hi"}',
        '{"user":"script","say":"x","enc":"!"}',
        '{"user":"script","say":"x","enc":7}',
        'raw',
      ])
        await ear.connection.publish('ops', text, quiet);
      await bob.until('all', () => atBob.lines.length >= 7);
      expect(said(atBob)).toEqual([
        'alice: once',
        'mallory: [cannot be read: another key]',
        'script: [not encrypted] hi',
        'script: [cannot be read: damaged]',
        'script: [not encrypted] x',
      ]);
      expect(atBob.replayed).toBe(1);
    });

    it('lets nothing of ours out in plain text', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const alice = openSession({ ...common, nick: 'alice' });
      const bob = openSession({ ...common, nick: 'bob' });
      await Promise.all([alice.ready(), bob.ready()]);
      const atAlice = await enter(alice, keyOf(1));
      await enter(bob, keyOf(1));
      await alice.until('bob', () => atAlice.people.count === 2);
      bob.session.chat?.part('chat');
      await alice.untilTold('bob left', 'chat');
      expect(alice.session.chat?.direct.open('bob', atAlice)).toMatch(
        /^Direct messages go through a public room/,
      );
      await expect(
        alice.session.publish('ops', '{"user":"alice","say":"x"}', quiet),
      ).rejects.toThrow(/private room/);
      expect(alice.session.chat?.join('ops')).toBe(atAlice);
    });

    it('shows with its time what was said long ago', async () => {
      const { port } = await forThisTest(start());
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      await enter(bob, keyOf(1));
      const ear = await listener({ port, protocolVersion });
      const at = Date.UTC(2020, 1, 2, 3, 4);
      const recorded = new SecretRoom('ops', keyOf(1), new Attention()).sealed(
        { user: 'alice', say: 'attack at dawn', at },
        identityOf(1),
      );
      await ear.connection.publish('ops', recorded ?? '', quiet);
      const line = await bob.untilSaid('attack at dawn', 'ops');
      expect([line.saidAt, line.signer]).toEqual([at, identityOf(1).key]);
      expect(bob.room('ops').isPrivate).toBe(true);
    });
  });
});
