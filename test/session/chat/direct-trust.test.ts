import { expect, it } from 'vitest';
import { directTopic } from '../../../source/chat/direct.ts';
import { stateDirectKey } from '../../../source/chat/direct-key.ts';
import type { Identity } from '../../../source/chat/identity.ts';
import { signLine } from '../../../source/chat/signed-line.ts';
import { encodeChat } from '../../../source/chat/wire.ts';
import type { DirectRoom } from '../../../source/model/direct-room.ts';
import { DirectKeys } from '../../../source/session/chat/direct-keys.ts';
import { EncryptedConversation } from '../../../source/session/chat/encrypted-conversation.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { listener, type WatchedConnection } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';
import { describeWith } from '../../support/needs.ts';
import { startProxy } from '../../support/proxy.ts';
import { openSession, said, saidLines, type TestSession } from '../../support/sessions.ts';
import { signedPresence } from '../../support/signed-presence.ts';

const quiet = { qos: 1, retain: false } as const;

const [alicesKey, bobsKey, mallorysKey] = [identityOf(1), identityOf(2), identityOf(3)];

const conversationsOf = ({ session }: TestSession): DirectRoom[] => [
  ...(session.chat?.direct.conversations.values() ?? []),
];

const untilHeard = (me: TestSession, text: string): Promise<DirectRoom> =>
  me.until(`to hear ${text}`, () =>
    conversationsOf(me).find((conversation) => said(conversation).includes(text)),
  );

const send = (me: TestSession, { topic }: DirectRoom, text: string): string | undefined =>
  me.session.chat?.send(topic, text);

const standingOf = ({ session }: TestSession, user: string, identity: Identity): unknown =>
  session.chat?.attention.keys.standing(user, signerFrom(identity));

/** Mallory, who has no presence and says what she likes. */
const malloryBy = ({ connection }: WatchedConnection) => {
  const run = { identity: mallorysKey, clientId: 'm', session: 'run of m' };
  const keys = new DirectKeys({ ...run, isKnown: () => false });
  return {
    writes: async (to: TestSession, user: string, say: string): Promise<void> => {
      const topic = directTopic('chat', to.clientId);
      const statement = to.session.chat?.direct.keys.statement('bob');
      const sealed = statement && keys.encrypt(topic, statement, { user, say });
      await connection.publish(topic, sealed?.payload ?? '', quiet);
    },
    says: async (room: string, user: string, say: string): Promise<void> => {
      const scope = { kind: 'line', room, session: undefined, n: undefined } as const;
      const message = { user, say };
      await connection.publish(
        room,
        encodeChat(message, signLine(mallorysKey, message, scope)),
        quiet,
      );
    },
  };
};

describeEach('a name that somebody has', (open) => {
  it('is not taken by a direct message, nor by a line in a room where they are not', async () => {
    const { alice, bob, ear } = await open();
    const mallory = malloryBy(ear);
    await mallory.writes(bob, 'alice', 'it is me');
    const fromMallory = await untilHeard(bob, 'alice: it is me');
    expect(saidLines(fromMallory).at(-1)?.senderMark).toBe('≠');
    await mallory.says('ops', 'alice', 'in ops');
    expect((await bob.untilSaid('in ops', 'ops')).senderMark).toBe('≠');
    await mallory.says('chat', 'alice', 'in chat');
    expect((await bob.untilSaid('in chat')).senderMark).toBe('≠');
    expect(standingOf(bob, 'alice', mallorysKey)).toBe('new');
    alice.session.chat?.send('chat', 'it is really me');
    expect(await bob.untilSaid('it is really me')).not.toHaveProperty('senderMark');
    expect(standingOf(bob, 'alice', alicesKey)).toBe('known');
    expect(standingOf(bob, 'alice', mallorysKey)).toBe('other');
  });

  it('is not answered under another key without a yes, which trusts nobody', async () => {
    const { bob, ear } = await open();
    const mallory = malloryBy(ear);
    await mallory.writes(bob, 'alice', 'it is me');
    const fromMallory = await untilHeard(bob, 'alice: it is me');
    bob.room().people.update('m', { state: 'online', user: 'alice', session: 'run of m', at: 0 });
    expect(send(bob, fromMallory, 'are you?')).toMatch(/^Somebody else is here as alice too/);
    fromMallory.consentTo = 'alice';
    expect(send(bob, fromMallory, 'are you?')).toBeUndefined();
    expect(standingOf(bob, 'alice', mallorysKey)).toBe('new');
    expect(standingOf(bob, 'alice', alicesKey)).toBe('new');
  });

  it('with two keys on one client is for the user to choose, and the one accepted wins', async () => {
    const { alice, bob, ear } = await open();
    const place = { room: 'chat', clientId: alice.clientId };
    const about = { user: 'alice', session: 'run of m', clientId: alice.clientId };
    const run = new DirectKeys({ ...about, identity: mallorysKey, isKnown: () => false });
    const dh = run.statement('alice')?.dh ?? '';
    const direct = stateDirectKey(mallorysKey, { ...about, dh });
    const presence = {
      state: 'online',
      ...about,
      at: Date.now(),
      ...(direct && { direct }),
    } as const;
    const { topic, payload } = signedPresence(mallorysKey, presence, place);
    await ear.connection.publish(topic, payload, quiet);
    const choose = /^One client has 2 keys for alice, none of which you accepted/;
    const opened = (): unknown => bob.session.chat?.direct.open('alice', bob.room());
    await bob.until('both keys', () => bob.room().people.signedAs('alice').length === 2);
    expect(opened()).toMatch(choose);
    const { keys } = bob.session.chat?.attention ?? {};
    const listed = keys?.of('alice').map(({ key, isAccepted }) => [key, isAccepted]);
    expect(new Map(listed as [string, boolean][])).toEqual(
      new Map([
        [alicesKey.key, false],
        [mallorysKey.key, false],
      ]),
    );
    expect(conversationsOf(bob)).toEqual([]);
    keys?.accept('alice', alicesKey.key, false);
    const toAlice = opened() as EncryptedConversation;
    expect(toAlice.statement.key).toBe(alicesKey.key);
    expect(send(bob, toAlice, 'psst')).toBeUndefined();
    await untilHeard(alice, 'bob: psst');
  });
});

describeEach('a direct message that has waited for a connection', (open) => {
  it('goes to the client that has the key by then', async () => {
    const { alice, bob, options, proxy } = await open();
    const toAlice = await bob.until('a conversation', () => {
      const opened = bob.session.chat?.direct.open('alice', bob.room());
      return opened instanceof EncryptedConversation && opened;
    });
    proxy.cut();
    await bob.until('no connection', () => bob.session.status.state !== 'connected');
    expect(send(bob, toAlice, 'to whom?')).toBeUndefined();
    await alice.session.close();
    const next = openSession({ ...options, nick: 'alice', clientId: 'a2', identity: alicesKey });
    const fromBob = await untilHeard(next, 'bob: to whom?');
    expect(said(fromBob)).toEqual(['bob: to whom?']);
    expect(toAlice.address).toBe('chat/$dm/a2');
  });
});

type Opened = {
  readonly alice: TestSession;
  readonly bob: TestSession;
  readonly ear: WatchedConnection;
  readonly options: { readonly port: number; readonly rooms: readonly string[] };
  /** Between Bob and the broker. */
  readonly proxy: { readonly cut: () => void };
};

/** Alice in `chat`, who has not spoken, and Bob, who is in `ops` too and sees her. */
function describeEach(what: string, tests: (open: () => Promise<Opened>) => void): void {
  for (const { name, missing, protocolVersion, start } of brokerKinds)
    describeWith(missing, `${what}, on ${name}`, () =>
      tests(async () => {
        const { port } = await forThisTest(start());
        const proxy = await startProxy(port);
        const options = { port, protocolVersion, rooms: ['chat'] };
        const alice = openSession({
          ...options,
          nick: 'alice',
          clientId: 'a',
          identity: alicesKey,
        });
        const bob = openSession({
          ...options,
          port: proxy.port,
          rooms: ['chat', 'ops'],
          nick: 'bob',
          clientId: 'b',
          identity: bobsKey,
        });
        await Promise.all([alice.ready(), bob.ready()]);
        await bob.until('alice', () => bob.room().people.signedAs('alice').length === 1);
        const ear = await listener({ port, protocolVersion });
        return { alice, bob, ear, options, proxy };
      }),
    );
}
