import { beforeEach, describe, expect, it } from 'vitest';
import {
  decodeDirect,
  directTopic,
  encodeAgain,
  type EncryptedDirect,
} from '../../../source/chat/direct.ts';
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
import { said, saidLines, told } from '../../support/sessions.ts';

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
let notices: string[];
let onReceived: ((conversation: Room) => void) | undefined;

const stated = ({ keys, user }: Peer): DirectStatement => {
  const statement = keys.statement(user);
  if (statement === undefined) throw new Error('not stated');
  return statement;
};

/** A peer publishes its presence. */
const come = (
  peer: Peer,
  state: PresenceState = 'online',
  at = state === 'online' ? 0 : 1,
): void => {
  const { user, clientId, session, ...claim } = stated(peer);
  const { key } = claim;
  room.people.update(clientId, { state, user, session, at, key, direct: claim });
};

/** What a peer says to us, encrypted for the run of `to`. */
const sealed = (peer: Peer, say: string, to = direct.keys, at?: number): string => {
  const statement = to.statement('me');
  const message = { user: peer.user, say, ...(at === undefined ? {} : { at }) };
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

const names = (): string[] => conversations().map(({ peer }) => peer.user);

/** The user says something in a conversation. */
const write = (conversation: DirectRoom, say: string): void =>
  void conversation.send({ user: 'me', say, id: say }, 1);

/** A name that a key is known for. */
const know = (user: string, byte: number): void =>
  attention.keys.heard(user, signerFrom(identityOf(byte)), 0);

beforeEach(() => {
  const rooms = new Map<string, Room>();
  attention = new Attention(() => 'me', [], rooms);
  room = new Room('chat', attention);
  rooms.set('chat', room);
  onReceived = undefined;
  [again, stored, recalled, notices] = [[], [], [], []];
  fake = fakeConnection();
  direct = new DirectMessages({
    clientId: 'own',
    nick: () => 'me',
    identity: identityOf(1),
    session: 's',
    rooms,
    attention,
    notify: (text) => notices.push(text),
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
    write(toBob, 'hello');
    come(bob, 'offline');
    expect(direct.problem(toBob)).toMatch(/^bob is not in chat:/);
    come(peerOf(3, 'c', 'bob'));
    expect(direct.problem(toBob)).toMatch(/^bob is not in chat:/);
    come(peerOf(2, 'd', 'bob'));
    expect([direct.problem(toBob), toBob.address]).toEqual([undefined, 'chat/$dm/d']);
    expect(open('bob@d')).toBe(toBob);
  });

  it('answers a run that only its messages have told of', () => {
    const bob = peerOf(2, 'b', 'bob');
    hear(sealed(bob, 'psst'));
    const [fromBob] = conversations();
    expect(direct.problem(fromBob as DirectRoom)).toMatch(/^bob is not in chat:/);
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

  it('is meant by a nick whose key is known, and remembers a new key once we have written', () => {
    const bob = peerOf(2, 'b', 'bob');
    hear(sealed(bob, 'psst'));
    come(bob);
    const toBob = open('bob');
    expect(direct.doubt(toBob)).toBeUndefined();
    expect(attention.keys.standing('bob', signerFrom(bob.identity))).toBe('new');
    write(toBob, 'hello');
    expect(attention.keys.standing('bob', signerFrom(bob.identity))).toBe('known');
    come(bob, 'offline');
    come(peerOf(3, 'b', 'bob'));
    expect(direct.doubt(open('bob'))).toMatch(/^This is not the key you know for bob/);
  });

  it('is not opened where several keys sign for one client and none is known', () => {
    const [bob, other] = [peerOf(2, 'b', 'bob'), peerOf(3, 'b', 'bob')];
    for (const peer of [other, bob]) come(peer);
    expect(direct.open('bob', room)).toBe(
      'One client has 2 keys for bob, none of which you accepted: /verify bob shows them.',
    );
    expect(conversations()).toEqual([]);
    expect(attention.keys.of('bob').map(({ isAccepted }) => isAccepted)).toEqual([false, false]);
    attention.keys.accept('bob', bob.identity.key, false);
    expect((open('bob') as EncryptedConversation).statement.key).toBe(bob.identity.key);
  });

  it('with one of several keys under a name waits for a yes, and a first line trusts none', () => {
    const other = peerOf(3, 'c', 'bob');
    hear(sealed(other, 'psst'));
    come(other);
    const fromOther = conversations()[0] as DirectRoom;
    expect(direct.doubt(fromOther)).toBeUndefined();
    come(peerOf(2, 'b', 'bob'));
    expect(direct.problem(fromOther)).toMatch(/^Somebody else is here as bob too/);
    fromOther.consentTo = 'bob';
    expect(direct.problem(fromOther)).toBeUndefined();
    write(fromOther, 'hello');
    expect(attention.keys.standing('bob', signerFrom(other.identity))).toBe('new');
    hear('{"user":"bob","say":"in plain text","from":"d"}');
    expect(saidLines(conversations()[1] as Room)).toMatchObject([{ senderMark: '?' }]);
    expect(direct.doubt(conversations()[1])).toMatch(/^Somebody else is here as bob with a key/);
  });

  it('tells that the other one has another name now', () => {
    hear(sealed(peerOf(2, 'b', 'bob'), 'one'));
    hear(sealed(peerOf(2, 'b', 'alice'), 'two'));
    expect(told(conversations()[0] as Room)).toEqual(['bob is now alice']);
    for (const user of ['carol', 'dave']) {
      hear(JSON.stringify({ user, say: 'x', from: 'c' }));
      hear(JSON.stringify({ user, say: 'x' }));
    }
    expect(conversations().slice(1).map(told)).toEqual([['carol is now dave'], []]);
  });

  it('answers the run that wrote last, though the presence of an earlier one is still there', () => {
    const first = peerOf(2, 'b1', 'bob');
    come(first, 'online', 100);
    const toBob = open('bob') as EncryptedConversation;
    const second = peerOf(2, 'b2', 'bob');
    hear(sealed(second, 'back', direct.keys, 101));
    expect([direct.problem(toBob), toBob.address]).toEqual([undefined, 'chat/$dm/b2']);
    expect(toBob.statement.dh).toBe(stated(second).dh);
    hear(sealed(first, 'late', direct.keys, 99));
    expect([direct.problem(toBob), toBob.address]).toEqual([undefined, 'chat/$dm/b1']);
    come(second, 'online', 102);
    hear(sealed(first, 'later still', direct.keys, 99));
    come(first, 'offline', 103);
    expect([direct.problem(toBob), toBob.address]).toEqual([undefined, 'chat/$dm/b2']);
  });

  it('encrypts what has waited for the run that is there by then', () => {
    const first = peerOf(2, 'b1', 'bob');
    come(first);
    const toBob = open('bob') as EncryptedConversation;
    const message = { user: 'me', say: 'psst', id: 'x' };
    toBob.sealed(message);
    toBob.send(message, 1);
    expect(direct.resealed(toBob, message)).toBeUndefined();
    come(first, 'offline');
    const second = peerOf(2, 'b2', 'bob');
    come(second);
    const { statement, parts } = decodeDirect(
      Buffer.from(direct.resealed(toBob, message) ?? ''),
    ) as EncryptedDirect;
    expect(toBob.address).toBe('chat/$dm/b2');
    expect(second.keys.decrypt('chat/$dm/b2', { kind: 'encrypted', statement, parts }).kind).toBe(
      'opened',
    );
    expect(direct.resealed(toBob, message)).toBeUndefined();
    hear(asked(peerOf(2, 'b2', 'bob'), stated(second).dh, 1));
    expect(again).toHaveLength(1);
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
    conversation.reading.setShown(true);
    hear(sealed(bob, 'three'));
    expect(stored).toEqual(['one', 'two', 'three']);
    expect(recalled).toEqual([conversation.topic]);
    hear('{"user":"bob","say":"in plain text","from":"b"}');
    conversations()[1]?.reading.setShown(true);
    expect(conversations()[1]?.isStored).toBe(false);
    expect(stored).toHaveLength(3);
  });

  it('is at most 500 lines from before it was opened', () => {
    const bob = peerOf(2, 'b', 'bob');
    attention.keys.heard('bob', signerFrom(bob.identity), 0);
    for (let number = 1; number <= 502; number += 1) hear(sealed(bob, `${number}`), number * 1000);
    conversations()[0]?.reading.setShown(true);
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
    for (let number = 0; number < 60; number += 1) hear(sealed(bob, 'x', gone));
    expect([fake.published.length, direct.unreadable]).toEqual([50, 11]);
    expect(notices).toEqual([
      'A direct message from bob cannot be read: it was encrypted for an earlier run.',
    ]);
  });

  it('is asked for if its key is known, however many strangers have sent', () => {
    know('bob', 2);
    const gone = ended();
    const [bob, eve] = [peerOf(2, 'b', 'bob'), peerOf(3, 'e', 'eve')];
    for (let number = 0; number < 60; number += 1) hear(sealed(eve, 'x', gone));
    hear(sealed(bob, 'x', gone));
    expect(fake.published.at(-1)?.topic).toBe('chat/$dm/b');
    expect(fake.published).toHaveLength(51);
  });

  it('is not asked for from a client that somebody else has', () => {
    come(peerOf(2, 'b', 'bob'));
    hear(sealed(peerOf(3, 'b', 'eve'), 'x', ended()));
    expect([fake.published.length, direct.unreadable, notices.length]).toEqual([0, 1, 1]);
    hear(sealed(peerOf(2, 'b', 'bob'), 'x', ended()));
    expect(fake.published).toHaveLength(1);
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
    const message = { user: 'me', say: 'x', id: 'x' };
    toBob.sealed(message);
    toBob.send(message, 1);
    for (let number = 0; number < 600; number += 1) hear(asked(next, dh, 1000));
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
    expect(direct.unreadable).toBe(102);
  });

  it('under the key of an open conversation, forged, does not close it', () => {
    const bob = peerOf(2, 'b', 'bob');
    hear(sealed(bob, 'before'));
    const right = JSON.parse(sealed(bob, 'x')) as Record<string, unknown>;
    for (let number = 0; number < 3000; number += 1)
      hear(JSON.stringify({ ...right, session: `${number}` }), number * 15);
    expect(direct.unreadable).toBe(3000);
    // So do the statements of strangers that are true.
    for (let number = 0; number < 2100; number += 1) {
      const eve = { ...peerOf(3, 'e', `eve ${number}`) };
      direct.keys.isTrue(stated(eve));
    }
    hear(sealed(bob, 'after'), 45_000);
    // Nor does it shut out a new run whose presence is signed.
    const next = peerOf(2, 'b2', 'bob');
    for (let number = 0; number < 600; number += 1) direct.keys.mayVerify(bob.identity.key, 45_000);
    hear(sealed(next, 'not known yet'), 45_000);
    come(next);
    hear(sealed(next, 'from the next run'), 45_000);
    expect(said(conversations()[0] as Room)).toEqual([
      'bob: before',
      'bob: after',
      'bob: from the next run',
    ]);
  });

  it('forged, pushes out nothing that is true', () => {
    const statement = stated(peerOf(2, 'b', 'bob'));
    expect(direct.keys.accepts(statement, 0)).toBe(true);
    for (let number = 0; number < 2100; number += 1)
      expect(direct.keys.isTrue({ ...statement, session: `${number}` })).toBe(false);
    for (let number = 0; number < 600; number += 1) direct.keys.mayVerify(statement.key, 0);
    expect(direct.keys.accepts(statement, 0)).toBe(true);
  });

  it('drops no unanswered conversation of a known key, nor of a verified one what known keys send', () => {
    know('alice', 2);
    hear(sealed(peerOf(2, 'a', 'alice'), 'unread'));
    const strangers = (from: number, count: number): void => {
      for (let byte = from; byte < from + count; byte += 1)
        hear(sealed(peerOf(byte, `c${byte}`, `stranger ${byte}`), 'x'), byte * 1000);
    };
    strangers(10, 51);
    expect([names().length, names()[0], direct.givenWay]).toEqual([51, 'alice', 1]);
    attention.keys.accept('alice', identityOf(2).key, true);
    for (let byte = 100; byte < 151; byte += 1) know(`stranger ${byte}`, byte);
    strangers(100, 51);
    expect([names().length, names()[0], direct.givenWay]).toEqual([101, 'alice', 2]);
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
