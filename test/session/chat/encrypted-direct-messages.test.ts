import { beforeEach, describe, expect, it } from 'vitest';
import { directTopic, encodeAgain } from '../../../source/chat/direct.ts';
import type { DirectStatement } from '../../../source/chat/direct-key.ts';
import type { PresenceState } from '../../../source/chat/presence.ts';
import type { Identity } from '../../../source/chat/identity.ts';
import { signLine } from '../../../source/chat/signed-line.ts';
import { encodeChat } from '../../../source/chat/wire.ts';
import { Attention } from '../../../source/model/attention.ts';
import type { DirectRoom } from '../../../source/model/direct-room.ts';
import { Room } from '../../../source/model/room.ts';
import { DirectKeys } from '../../../source/session/chat/direct-keys.ts';
import { DirectMessages } from '../../../source/session/chat/direct-messages.ts';
import { EncryptedConversation } from '../../../source/session/chat/encrypted-conversation.ts';
import { type FakeConnection, fakeConnection } from '../../support/fake-connection.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';
import { aMessage } from '../../support/messages.ts';
import { said, saidLines } from '../../support/sessions.ts';

/** A run of a program that has our presence. */
type Peer = {
  readonly keys: DirectKeys;
  readonly clientId: string;
  readonly user: string;
  readonly identity: Identity;
};

const peerOf = (byte: number, clientId: string, user: string): Peer => {
  const identity = identityOf(byte);
  return {
    keys: new DirectKeys({
      identity,
      clientId,
      session: `of ${clientId}`,
      isKnown: () => false,
    }),
    clientId,
    user,
    identity,
  };
};

let room: Room;
let direct: DirectMessages;
let attention: Attention;
let fake: FakeConnection;
let again: string[];
let stored: string[];
let recalled: string[];
let onReceived: ((conversation: Room) => void) | undefined;

const stated = ({ keys, user }: Peer): DirectStatement => {
  const statement = keys.statement(user);
  if (statement === undefined) throw new Error('not stated');
  return statement;
};

/** A peer publishes its presence. */
const come = (peer: Peer, state: PresenceState = 'online'): void => {
  const { user, clientId, session, ...claim } = stated(peer);
  const { key } = claim;
  const at = state === 'online' ? 0 : 1;
  room.people.update(clientId, { state, user, session, at, key, direct: claim });
};

/** What a peer says to us, encrypted for the run of `to`. */
const sealed = (peer: Peer, say: string, to = direct.keys, id?: string): string => {
  const statement = to.statement('me');
  const message = { user: peer.user, say, ...(id === undefined ? {} : { id }) };
  const encrypted = statement && peer.keys.encrypt('chat/$dm/own', statement, message);
  if (encrypted === undefined) throw new Error('not encrypted');
  return encrypted.payload;
};

/** A request of a peer for a message of ours with a counter, which was encrypted for a run of theirs. */
const asked = (peer: Peer, goneDh: string, counter: number, topic = 'chat/$dm/own'): string =>
  encodeAgain(peer.identity, topic, { statement: stated(peer), goneDh, counter }) ?? '';

const hear = (payload: string, receivedAt = 7): void =>
  void direct.receive(aMessage('chat/$dm/own', payload, { receivedAt }));

const open = (name: string): DirectRoom => {
  const opened = direct.open(name, room);
  if (typeof opened === 'string') throw new Error(opened);
  return opened;
};

const conversations = (): DirectRoom[] => [...direct.conversations.values()];

beforeEach(() => {
  attention = new Attention(() => 'me');
  room = new Room('chat', attention);
  onReceived = undefined;
  [again, stored, recalled] = [[], [], []];
  fake = fakeConnection();
  direct = new DirectMessages({
    clientId: 'own',
    nick: () => 'me',
    identity: identityOf(1),
    session: 's',
    rooms: new Map([['chat', room]]),
    attention,
    notify: () => undefined,
    onLine: () => undefined,
    onReceived: (conversation) => onReceived?.(conversation),
    recall: ({ topic }) => recalled.push(topic),
    store: (_, { line }) => stored.push(line.say),
    connection: () => fake.connection,
    sendAgain: (_, payload) => again.push(payload),
  });
});

describe('an encrypted conversation', () => {
  it('is with the holder of a key, whatever client that claims to be', () => {
    const bob = peerOf(2, 'b', 'bob');
    hear(sealed(bob, 'one'));
    hear(sealed(peerOf(2, 'elsewhere', 'robert'), 'two'));
    hear(sealed(peerOf(3, 'b', 'bob'), 'somebody else'));
    hear('{"user":"bob","say":"in plain text","from":"b"}');
    expect(conversations().map(said)).toEqual([
      ['bob: one', 'robert: two'],
      ['bob: somebody else'],
      ['bob: in plain text'],
    ]);
    expect(conversations().map((one) => direct.label(one))).toEqual(['robert', 'bob@b', 'bob@b']);
    const { key } = bob.identity;
    expect(conversations()[0]).toMatchObject({
      topic: `chat/$dm/#${key}`,
      address: 'chat/$dm/elsewhere',
    });
    // No client identifier gives this topic.
    expect(directTopic('chat', `#${key}`)).not.toBe(conversations()[0]?.topic);
  });

  it('goes on with the same key under another client identifier', () => {
    const bob = peerOf(2, 'b', 'bob');
    come(bob);
    const toBob = open('bob');
    expect([toBob.address, direct.problem(toBob)]).toEqual(['chat/$dm/b', undefined]);
    come(bob, 'offline');
    expect(direct.problem(toBob)).toMatch(/^bob is not in chat right now/);
    come(peerOf(3, 'c', 'bob'));
    expect(direct.problem(toBob)).toMatch(/^bob is not in chat right now/);
    come(peerOf(2, 'd', 'bob'));
    expect([direct.problem(toBob), toBob.address]).toEqual([undefined, 'chat/$dm/d']);
    expect(open('bob@d')).toBe(toBob);
  });

  it('answers a run that only its messages have told of', () => {
    const bob = peerOf(2, 'b', 'bob');
    hear(sealed(bob, 'psst'));
    const [fromBob] = conversations();
    expect(direct.problem(fromBob as DirectRoom)).toMatch(/^bob is not in chat right now/);
    const presence = { state: 'online', user: 'bob', at: 0 } as const;
    room.people.update('b', { ...presence, session: 'of b' });
    expect(direct.problem(fromBob as DirectRoom)).toBeUndefined();
    room.people.update('b', { ...presence, session: 'another' });
    expect(direct.problem(fromBob as DirectRoom)).toMatch(/^bob no longer has the key/);
  });

  it('takes no key from a presence that is not signed with it', () => {
    const bob = peerOf(2, 'b', 'bob');
    const { user, session, clientId, ...claim } = stated(bob);
    const presence = { state: 'online', user, session, at: 0 } as const;
    for (const wrong of [
      { ...presence, user: 'carol', direct: claim },
      { ...presence, session: 'x', direct: claim },
      { ...presence, direct: { ...claim, key: identityOf(3).key } },
      { ...presence, direct: { ...claim, isTemporary: true } },
    ]) {
      room.people.update(clientId, wrong);
      expect(open(wrong.user)).not.toBeInstanceOf(EncryptedConversation);
    }
    room.people.update(clientId, { ...presence, direct: claim });
    expect(open('bob')).toBeInstanceOf(EncryptedConversation);
  });

  it('is meant by a nick whose key is known, and remembers a new key', () => {
    const bob = peerOf(2, 'b', 'bob');
    come(bob);
    const toBob = open('bob');
    expect(direct.doubt(toBob)).toBeUndefined();
    expect(attention.keys.standing('bob', signerFrom(bob.identity))).toBe('known');
    come(bob, 'offline');
    come(peerOf(3, 'b', 'bob'));
    expect(direct.doubt(open('bob'))).toMatch(/^This is not the key that you know for bob/);
  });

  it('is with the known key if others sign for the same client', () => {
    const [other, bob, unsigned] = [3, 2, 4].map((byte) => peerOf(byte, 'b', 'bob')) as [
      Peer,
      Peer,
      Peer,
    ];
    attention.keys.heard('bob', signerFrom(bob.identity), 0);
    for (const peer of [other, bob, unsigned]) come(peer);
    room.people.update('b', { state: 'online', user: 'bob', session: 'x', at: 1 });
    const toBob = open('bob') as EncryptedConversation;
    expect(toBob.statement.key).toBe(bob.identity.key);
    expect([direct.doubt(toBob), direct.problem(toBob)]).toEqual([undefined, undefined]);
  });

  it('has a yes for one nick only', () => {
    attention.keys.heard('carol', signerFrom(identityOf(4)), 0);
    attention.keys.heard('bob', signerFrom(identityOf(5)), 0);
    for (const from of ['old', '']) {
      const name = (user: string): string =>
        from === '' ? sealed(peerOf(2, 'b', user), 'x') : JSON.stringify({ user, say: 'x', from });
      hear(name('bob'));
      const last = conversations().at(-1) as DirectRoom;
      expect(direct.doubt(last)).toContain('bob');
      last.consentTo = 'bob';
      expect(direct.doubt(last)).toBeUndefined();
      hear(name('carol'));
      expect(conversations().at(-1)).toBe(last);
      expect(direct.doubt(last)).toContain('carol');
    }
  });
});

describe('what the history keeps', () => {
  it('is what arrives in a conversation that the user has opened, and what it had before', () => {
    const bob = peerOf(2, 'b', 'bob');
    for (const say of ['one', 'two']) hear(sealed(bob, say));
    const conversation = conversations()[0] as DirectRoom;
    expect([stored, recalled, conversation.isStored]).toEqual([[], [], false]);
    conversation.setShown(true);
    hear(sealed(bob, 'three'));
    expect(stored).toEqual(['one', 'two', 'three']);
    expect(recalled).toEqual([conversation.topic]);
    hear('{"user":"bob","say":"in plain text","from":"b"}');
    conversations()[1]?.setShown(true);
    expect(conversations()[1]?.isStored).toBe(false);
    expect(stored).toHaveLength(3);
  });

  it('is at most 500 lines from before it was opened', () => {
    const bob = peerOf(2, 'b', 'bob');
    attention.keys.heard('bob', signerFrom(bob.identity), 0);
    for (let number = 1; number <= 502; number += 1) hear(sealed(bob, `${number}`), number * 1000);
    conversations()[0]?.setShown(true);
    expect([stored.length, stored[0], stored.at(-1)]).toEqual([500, '3', '502']);
  });
});

/** The keys of a run of ours that is over. */
const ended = (): DirectKeys =>
  new DirectKeys({
    identity: identityOf(1),
    clientId: 'own',
    session: 'before',
    isKnown: () => false,
  });

describe('a message for a run that is over', () => {
  it('is asked for once', () => {
    const bob = peerOf(2, 'b/1', 'bob');
    const gone = ended();
    const lost = sealed(bob, 'psst', gone);
    hear(lost);
    hear(lost);
    expect(fake.published.map(({ topic }) => topic)).toEqual(['chat/$dm/b%2F1']);
    expect(JSON.parse(fake.published[0]?.payload ?? '')).toMatchObject({
      again: gone.statement('me')?.dh,
      n: 0,
      from: 'own',
      user: 'me',
    });
    expect([conversations(), direct.unreadable]).toEqual([[], 0]);
  });

  it('is not asked for if nobody has signed it, and not without end', () => {
    const bob = peerOf(2, 'b', 'bob');
    const gone = ended();
    const forged = { ...JSON.parse(sealed(bob, 'x', gone)), user: 'carol' } as object;
    hear(JSON.stringify(forged));
    expect([fake.published.length, direct.unreadable]).toEqual([0, 1]);
    for (let number = 0; number < 210; number += 1) hear(sealed(bob, 'x', gone));
    expect(fake.published).toHaveLength(200);
    expect(direct.unreadable).toBe(11);
  });

  it('is sent once more if it is one of the newest hundred to the same key', () => {
    const bob = peerOf(2, 'b', 'bob');
    come(bob);
    const toBob = open('bob') as EncryptedConversation;
    const lost = Array.from({ length: 101 }, (_, number) => {
      const message = { user: 'me', say: `${number}`, id: `${number}` };
      const payload = toBob.sealed(message) ?? '';
      toBob.send(message, number);
      return payload;
    });
    const firstRun = toBob.statement.dh;
    const next = peerOf(2, 'b', 'bob');
    for (const number of [0, 1, 1, 100, 100]) hear(asked(next, firstRun, number));
    expect(again).toHaveLength(2);
    for (const payload of again) {
      expect(lost).not.toContain(payload);
      expect(payload).toContain('[encrypted]');
    }
    expect(toBob.statement.dh).toBe(stated(next).dh);
  });

  it('is not sent again to another key, to the same run, or if the request is not signed', () => {
    const bob = peerOf(2, 'b', 'bob');
    come(bob);
    const toBob = open('bob') as EncryptedConversation;
    for (const id of ['zero', 'one']) {
      const message = { user: 'me', say: id, id };
      toBob.sealed(message);
      toBob.send(message, 1);
    }
    const { dh } = toBob.statement;
    const next = peerOf(2, 'b', 'bob');
    const right = JSON.parse(asked(next, dh, 0)) as Record<string, unknown>;
    for (const wrong of [
      asked(peerOf(3, 'b', 'bob'), dh, 0),
      asked(bob, dh, 0),
      asked(next, stated(peerOf(3, 'c', 'carol')).dh, 0),
      asked(next, dh, 0, 'ops/$dm/own'),
      JSON.stringify({ ...right, n: 1 }),
      JSON.stringify({ ...right, dh: stated(peerOf(3, 'b', 'bob')).dh }),
      JSON.stringify({ ...right, from: 'c' }),
    ])
      hear(wrong);
    expect(again).toEqual([]);
    hear(JSON.stringify(right));
    expect(again).toHaveLength(1);
  });

  it('is sent again only as often as requests can be verified', () => {
    const bob = peerOf(2, 'b', 'bob');
    come(bob);
    const toBob = open('bob') as EncryptedConversation;
    const { dh } = toBob.statement;
    const next = peerOf(2, 'b', 'bob');
    for (let number = 0; number < 600; number += 1) hear(asked(next, dh, 1000));
    const message = { user: 'me', say: 'x', id: 'x' };
    toBob.sealed(message);
    toBob.send(message, 1);
    hear(asked(next, dh, 0));
    expect(again).toEqual([]);
    hear(asked(next, dh, 0), 60_000);
    expect(again).toHaveLength(1);
  });
});

describe('what strangers send', () => {
  it('is verified up to a limit, which neither those heard before nor known keys share', () => {
    const bob = peerOf(2, 'b', 'bob');
    const dave = identityOf(4);
    attention.keys.heard('dave', signerFrom(dave), 0);
    hear(sealed(bob, 'before'));
    const stranger = JSON.parse(sealed(peerOf(5, 's', 'eve'), 'x')) as Record<string, unknown>;
    for (let number = 0; number < 600; number += 1)
      for (const key of [stranger['key'], bob.identity.key])
        hear(JSON.stringify({ ...stranger, key, session: `${number}` }));
    expect(direct.unreadable).toBe(1200);
    hear(sealed(peerOf(3, 'c', 'carol'), 'not now'));
    hear(sealed(peerOf(2, 'b', 'bob'), 'not now'));
    hear(sealed(bob, 'after'));
    hear(sealed(peerOf(4, 'd', 'dave'), 'a new run'));
    expect(conversations().map(said)).toEqual([['bob: before', 'bob: after'], ['dave: a new run']]);
    hear(sealed(peerOf(3, 'c', 'carol'), 'later'), 60_000);
    expect(conversations().map(said)).toHaveLength(3);
  });

  it('in plain text is verified up to the same limit, for the topic that it came on', async () => {
    const bob = identityOf(2);
    const signed = (topic: string, say: string, from = 'b'): string => {
      const message = { user: 'bob', say, from };
      const scope = { kind: 'direct line', room: topic, session: undefined, n: undefined } as const;
      return encodeChat(message, signLine(bob, message, scope));
    };
    hear(signed('chat/$dm/own', 'to us'));
    hear(signed('chat/$dm/other', 'to another'));
    const conversation = conversations()[0] as DirectRoom;
    await new Promise<void>((resolve) => {
      onReceived = (of) => {
        if (saidLines(of).length === 2) resolve();
      };
    });
    const [toUs, toAnother] = saidLines(conversation);
    expect(toUs).toMatchObject({ say: 'to us', signer: bob.key });
    expect(toAnother).not.toHaveProperty('signer');
    for (let number = 0; number < 600; number += 1)
      hear(signed('chat/$dm/own', 'x', `stranger ${number}`));
    expect(direct.unreadable).toBe(82);
  });

  it('is not looked at if they are ignored', () => {
    attention.ignore('bob');
    hear(sealed(peerOf(2, 'b', 'bob'), 'psst'));
    expect([conversations(), direct.unreadable]).toEqual([[], 0]);
  });

  it('is not taken from ourselves', () => {
    hear(sealed(peerOf(2, 'own', 'bob'), 'psst'));
    expect([conversations(), direct.unreadable]).toEqual([[], 1]);
  });
});
