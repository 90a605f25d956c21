import { beforeEach, describe, expect, it } from 'vitest';
import { Attention } from '../../../source/model/attention.ts';
import { DirectRoom } from '../../../source/model/direct-room.ts';
import { Room } from '../../../source/model/room.ts';
import type { RoomLine } from '../../../source/model/room-line.ts';
import { DirectMessages } from '../../../source/session/chat/direct-messages.ts';
import { fakeConnection } from '../../support/fake-connection.ts';
import { identityOf } from '../../support/identities.ts';
import { aMessage } from '../../support/messages.ts';
import { said } from '../../support/sessions.ts';

let rooms: Map<string, Room>;
let direct: DirectMessages;
let attention: Attention;
let notices: string[];
let noted: RoomLine[];
let received: Room[];

const come = (topic: string, clientId: string, user: string): void =>
  void rooms.get(topic)?.people.update(clientId, { state: 'online', user, session: 's', at: 0 });

const hear = (payload: object | string, topic = 'chat/$dm/own'): boolean =>
  direct.receive(
    aMessage(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), {
      receivedAt: 7,
    }),
  );

const open = (name: string, room?: string): DirectRoom => {
  const opened = direct.open(name, room === undefined ? undefined : rooms.get(room));
  if (typeof opened === 'string') throw new Error(opened);
  return opened;
};

const conversations = (): DirectRoom[] => [...direct.conversations.values()];

beforeEach(() => {
  attention = new Attention(() => 'me');
  rooms = new Map(['chat', 'ops'].map((topic) => [topic, new Room(topic, attention)]));
  rooms.set('secret', new DirectRoom('secret', { room: 'x', clientId: 'x', user: 'x' }));
  [notices, noted, received] = [[], [], []];
  direct = new DirectMessages({
    clientId: 'own',
    nick: () => 'me',
    identity: identityOf(1),
    session: 's',
    rooms,
    attention,
    notify: (text) => notices.push(text),
    onLine: (_, line) => noted.push(line),
    onReceived: (room) => received.push(room),
    recall: () => undefined,
    store: () => undefined,
    connection: () => fakeConnection().connection,
    sendAgain: () => undefined,
  });
});

describe('a message', () => {
  it('opens a conversation with the one who sent it', () => {
    expect(hear({ user: 'bob', say: 'psst', from: 'b/1' })).toBe(true);
    const [conversation] = conversations();
    expect(conversation?.peer).toEqual({ room: 'chat', clientId: 'b/1', user: 'bob' });
    expect(conversation?.topic).toBe('chat/$dm/b%2F1');
    expect(conversation?.isAnswered).toBe(false);
    expect(conversation?.lines.at(0)).toMatchObject({ kind: 'said', say: 'psst', at: 7 });
    expect(noted).toEqual([conversation?.lines.at(0)]);
    expect(received).toEqual([conversation]);
  });

  it.each([
    ['another client', 'chat/$dm/other'],
    ['us in a room that we are not in', 'lab/$dm/own'],
    ['us in a private room', 'secret/$dm/own'],
    ['nobody', 'chat/$presence/own'],
  ])('for %s is none for us', (_, topic) => {
    expect(hear({ user: 'bob', say: 'psst', from: 'b' }, topic)).toBe(false);
    expect([conversations(), received]).toEqual([[], []]);
  });

  it('goes on in the conversation, under the newest name', () => {
    hear({ user: 'bob', say: 'one', from: 'b' });
    hear({ user: 'bobby', say: 'two', from: 'b' });
    hear({ user: 'bob', say: 'elsewhere', from: 'b' }, 'ops/$dm/own');
    const [first, second] = conversations();
    expect(first?.peer.user).toBe('bobby');
    expect(said(first as Room)).toEqual(['bob: one', 'bobby: two']);
    expect(second?.peer.room).toBe('ops');
  });

  it('that cannot be answered says so', () => {
    hear({ user: 'bob', say: 'one' });
    hear({ user: 'eve', say: 'two', from: '\0' });
    const [conversation, ...others] = conversations();
    expect(others).toEqual([]);
    expect(conversation?.peer).toEqual({ room: 'chat', clientId: '', user: 'eve' });
    expect(direct.problem(conversation as Room)).toMatch(/^These messages do not say/);
  });

  it('that is no chat message is shown as it is, and nobody is notified', () => {
    hear({ user: 'eve', say: 'one' });
    hear('21.5');
    const [conversation] = conversations();
    expect(conversation?.lines.at(1)).toMatchObject({ kind: 'raw', size: 4, at: 7 });
    expect(conversation?.peer.user).toBe('eve');
    expect([noted.length, received.length]).toEqual([1, 2]);
  });

  it('is noted once, and not in a muted conversation', () => {
    const twice = { user: 'bob', say: 'one', from: 'b', id: '1' };
    hear(twice);
    hear(twice);
    expect(noted).toHaveLength(1);
    for (const conversation of conversations()) conversation.reading.isMuted = true;
    hear({ user: 'bob', say: 'two', from: 'b' });
    expect(noted).toHaveLength(1);
    expect(said(conversations()[0] as Room)).toEqual(['bob: one', 'bob: two']);
  });

  it('of somebody who is ignored is taken, and opens nothing', () => {
    attention.ignore('bob');
    attention.ignore('');
    expect(hear({ user: 'bob', say: 'psst', from: 'b' })).toBe(true);
    expect(conversations()).toEqual([]);
    expect(hear('not JSON')).toBe(true);
    expect(conversations()).toHaveLength(1);
  });
});

describe('opening a conversation', () => {
  it('goes on in one that reaches them, in whichever room', () => {
    for (const topic of ['chat', 'ops']) come(topic, 'b', 'bob');
    const first = open('bob', 'ops');
    expect([first.isAnswered, first.peer.room]).toEqual([true, 'ops']);
    expect(open('bob', 'chat')).toBe(first);
    rooms.get('ops')?.people.remove('b');
    const second = open('bob', 'chat');
    expect(second.peer.room).toBe('chat');
    expect(open('bob', 'chat')).toBe(second);
  });

  it('is a new one for each client, and for another name', () => {
    come('chat', 'b', 'bob');
    come('chat', 'c', 'carol');
    const toBob = open('bob');
    expect(open('carol')).not.toBe(toBob);
    for (const topic of ['chat', 'ops']) come(topic, 'b', 'carl');
    expect(open('carl', 'ops')).not.toBe(toBob);
  });

  it('answers what came before', () => {
    come('chat', 'b', 'bob');
    hear({ user: 'bob', say: 'psst', from: 'b' });
    const conversation = open('bob');
    expect(conversations()).toEqual([conversation]);
    expect(conversation.isAnswered).toBe(true);
  });

  it('says why it cannot', () => {
    expect(direct.open('bob', undefined)).toMatch(/^Nobody called bob is here/);
    expect(conversations()).toEqual([]);
  });
});

describe('why nothing can be sent', () => {
  it('is never said of a room', () => {
    expect(direct.problem(new Room('chat'))).toBeUndefined();
  });

  it('is that nobody is there, or that we are not', () => {
    come('chat', 'b', 'bob');
    const toBob = open('bob');
    expect(direct.problem(toBob)).toBeUndefined();
    rooms.get('chat')?.people.remove('b');
    expect(direct.problem(toBob)).toBe('bob is not in chat: a direct message would reach nobody.');
    rooms.delete('chat');
    expect(direct.problem(toBob)).toBe(
      'This conversation goes through the room chat: join it again first.',
    );
  });
});

const titles = (): string[] => conversations().map((one) => direct.label(one));

describe('the title of a conversation', () => {
  it('has as much as tells it from the others', () => {
    hear({ user: 'bob', say: 'x', from: 'b' });
    hear({ user: 'carol', say: 'x', from: 'c' });
    expect(titles()).toEqual(['bob', 'carol']);
    hear({ user: 'bob', say: 'x', from: 'b2' });
    expect(titles()).toEqual(['bob@b', 'carol', 'bob@b2']);
    hear({ user: 'bob', say: 'x', from: 'b' }, 'ops/$dm/own');
    expect(titles()).toEqual(['bob@b in chat', 'carol', 'bob@b2', 'bob@b in ops']);
    hear({ user: 'bob', say: 'x' });
    expect(titles().at(-1)).toBe('(sender unknown)');
  });
});

const strangers = (from: number, to: number): void => {
  for (let index = from; index <= to; index += 1)
    hear({ user: `eve${index}`, say: 'x', from: `e${index}` });
};

const oldest = (): string | undefined => conversations()[0]?.peer.clientId;

describe('conversations with strangers', () => {
  it('are fifty; then the oldest gives way, which is said once', () => {
    strangers(1, 50);
    expect([oldest(), direct.givenWay, notices]).toEqual(['e1', 0, []]);
    strangers(50, 52);
    expect([oldest(), direct.givenWay, conversations().length]).toEqual(['e3', 2, 50]);
    expect(notices).toEqual([
      'More than 50 people wrote to you: the oldest unanswered conversations are dropped.',
    ]);
  });

  it('stay if they are answered, or on the screen', () => {
    come('chat', 'e1', 'eve1');
    strangers(1, 2);
    open('eve1');
    conversations()[1]?.reading.setShown(true);
    strangers(3, 52);
    const peers = conversations().map(({ peer }) => peer.clientId);
    expect(peers.slice(0, 3)).toEqual(['e1', 'e2', 'e4']);
    expect(direct.givenWay).toBe(1);
  });
});
