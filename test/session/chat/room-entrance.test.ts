import { createSecretKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Attention } from '../../../source/model/attention.ts';
import { Room } from '../../../source/model/room.ts';
import { ConnectionLost, Refused, Unanswered } from '../../../source/mqtt/request-errors.ts';
import type { ChatWiring } from '../../../source/session/chat/chat-options.ts';
import { LockedRoom } from '../../../source/session/chat/locked-room.ts';
import { PresenceKeeper } from '../../../source/session/chat/presence-keeper.ts';
import { RoomEntrance } from '../../../source/session/chat/room-entrance.ts';
import { SecretRoom } from '../../../source/session/chat/secret-room.ts';
import { type FakeConnection, fakeConnection } from '../../support/fake-connection.ts';
import { identityOf } from '../../support/identities.ts';
import { answerName } from '../../../source/chat/resend.ts';

const attention = new Attention();

let fake: FakeConnection;
let rooms: Map<string, Room>;
let entrance: RoomEntrance;
let greeted: string[];
let notices: string[];
let presence: PresenceKeeper;

const room = (topic: string): Room => rooms.get(topic) as Room;

const add = (added: Room): Room => {
  rooms.set(added.topic, added);
  return added;
};

/** What was published since the last look: room and state. */
const told = (): string[] =>
  fake.published.splice(0).map(({ topic, payload }) => {
    const { state, user } = JSON.parse(payload) as { state: string; user: string };
    return `${topic.split('/')[0]} ${user} ${state}`;
  });

const filtersOf = (topic: string): string[] => [
  topic,
  `${topic}/$repeat/own`,
  `${topic}/$repeat/${answerName(identityOf(1).key)}`,
  `${topic}/$dm/own`,
  `${topic}/$presence/+`,
];

/** Refuses some topic filters from now on. */
const refusing = (code: number, ...filters: readonly string[]): void => {
  fake.answer = (filter) =>
    filters.includes(filter) ? Promise.reject(new Refused(`${code}`)) : Promise.resolve();
};

/** How the notices since the last look begin. */
const noticed = (): string[] => notices.splice(0).map((text) => text.slice(0, 50));

beforeEach(() => {
  fake = fakeConnection();
  rooms = new Map();
  for (const topic of ['chat', 'ops']) add(new Room(topic));
  [greeted, notices] = [[], []];
  presence = new PresenceKeeper({
    identity: identityOf(1),
    direct: () => undefined,
    clientId: 'own',
    isTransient: false,
    session: 's',
    connection: () => fake.connection,
    onArrived: () => undefined,
    onNotArrived: () => undefined,
    notify: (text) => notices.push(text),
  });
  onTestFinished(() => presence.stop());
  entrance = new RoomEntrance({
    us: { clientId: 'own', key: identityOf(1).key },
    chat: {
      connection: { clientId: 'own' },
      notify: (text: string) => notices.push(text),
      clock: { changedNow: () => undefined },
    } as unknown as ChatWiring,
    rooms,
    presence,
    onEntering: () => undefined,
    connection: () => fake.connection,
    nick: () => 'alice',
    greeting: 'hello',
    greet: ({ topic }) => greeted.push(topic),
    waitingFor: () => 0,
    onEntered: () => undefined,
    onPutAside: () => undefined,
  });
});

describe('entering a room', () => {
  it('subscribes, says that we are there, and greets once', async () => {
    await entrance.enter(room('chat'));
    expect(fake.subscribed).toEqual(filtersOf('chat'));
    expect(told()).toEqual(['chat alice online']);
    expect(greeted).toEqual(['chat']);
    expect(room('chat').flood.awaitsBacklog(Date.now())).toBe(true);
    await entrance.enterAll();
    expect(told()).toEqual(['chat alice online', 'ops alice online']);
    expect(greeted).toEqual(['chat', 'ops']);
  });

  it('that is private asks for no direct messages, and for nothing to be resent', async () => {
    const key = { salt: Buffer.alloc(16), key: createSecretKey(Buffer.alloc(32)) };
    await entrance.enter(add(new SecretRoom('secret', key, attention)));
    expect(fake.subscribed).toEqual(['secret', 'secret/$presence/+']);
    expect(greeted).toEqual(['secret']);
  });

  it('goes without presence of others on a broker that takes no wildcards', async () => {
    fake.connection.limits = { ...fake.connection.limits, wildcards: false };
    await entrance.enter(room('chat'));
    expect(fake.subscribed).toEqual(filtersOf('chat').slice(0, -1));
    expect(told()).toEqual(['chat alice online']);
  });

  it('waits for a connection', async () => {
    fake.setStatus('waiting');
    await entrance.enterAll();
    expect([fake.subscribed, told(), greeted]).toEqual([[], [], []]);
    expect(room('chat').flood.awaitsBacklog(Date.now())).toBe(false);
  });

  it('never enters one that is locked', async () => {
    const locked = add(new LockedRoom('locked', Buffer.alloc(16), attention));
    await entrance.enter(locked);
    expect([fake.subscribed, told()]).toEqual([[], []]);
    expect(entrance.topics()).toEqual(['chat', 'ops']);
  });

  it('ends where the connection is lost', async () => {
    fake.answer = (filter) => {
      fake.setStatus('waiting');
      return filter === 'chat' ? Promise.reject(new ConnectionLost()) : Promise.resolve();
    };
    await entrance.enter(room('chat'));
    expect([told(), greeted, notices]).toEqual([[], [], []]);
  });

  it('is undone if it was left before the broker answered', async () => {
    const entering = entrance.enter(room('chat'));
    rooms.delete('chat');
    await entering;
    expect(fake.unsubscribed).toEqual(filtersOf('chat'));
    expect([told(), greeted]).toEqual([[], []]);
  });

  it('is left to another of that topic which has come meanwhile', async () => {
    const entering = entrance.enter(room('chat'));
    add(new Room('chat'));
    await entering;
    expect([fake.unsubscribed, told(), greeted]).toEqual([[], [], []]);
  });
});

describe('a room whose subscriptions fail', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const failures = [
    ['chat', 'subscription'],
    ['chat/$repeat/own', 'subscription to $repeat/own'],
    [`chat/$repeat/${answerName(identityOf(1).key)}`, 'subscription to $repeat/key-'],
    ['chat/$dm/own', 'subscription to $dm/own'],
    ['chat/$presence/+', 'subscription to $presence/+'],
  ] as const;

  it.each(failures)('says so and nothing else while %s is refused', async (failing, words) => {
    let isStrict = true;
    fake.answer = (filter) =>
      isStrict && filter === failing
        ? Promise.reject(new Refused('unspecified error (128)'))
        : Promise.resolve();
    await entrance.enterAll();
    expect([told(), greeted]).toEqual([['ops alice online'], ['ops']]);
    expect(room('chat').access.problem).toContain(words);
    expect(room('chat').access.problem).toContain(' refused: unspecified error (128)');
    expect(notices).toEqual([
      'The broker refuses the subscriptions of #chat: unspecified error (128); trying again.',
    ]);
    expect([entrance.mayPublish('chat'), entrance.mayPublish('chat/$dm/bob')]).toEqual([
      false,
      false,
    ]);
    expect([entrance.mayPublish('ops'), entrance.mayPublish('elsewhere')]).toEqual([true, true]);
    fake.subscribed.length = 0;
    await vi.advanceTimersByTimeAsync(1000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(fake.subscribed).toEqual([failing, failing]);
    expect([told(), greeted, notices.length]).toEqual([[], ['ops'], 1]);
    isStrict = false;
    await vi.advanceTimersByTimeAsync(4000);
    expect([told(), greeted]).toEqual([['chat alice online'], ['ops', 'chat']]);
    expect([room('chat').access.problem, entrance.mayPublish('chat')]).toEqual([undefined, true]);
    expect(fake.subscribed.at(-1)).toBe('chat/$presence/+');
  });

  it('is spoken of once for each answer until it holds, though its filters fail in turn', async () => {
    const [all, , key = '', direct = '', present = ''] = filtersOf('chat');
    refusing(128, key, direct, present);
    await entrance.enter(room('chat'));
    expect(noticed()).toEqual(['The broker refuses the subscriptions of #chat: 128']);
    refusing(128, direct, present);
    await vi.advanceTimersByTimeAsync(1000);
    refusing(128, present);
    await vi.advanceTimersByTimeAsync(2000);
    expect(noticed()).toEqual([]);
    refusing(135, present);
    await vi.advanceTimersByTimeAsync(4000);
    expect(noticed()).toEqual(['The broker refuses the subscriptions of #chat: 135']);
    refusing(0);
    await vi.advanceTimersByTimeAsync(8000);
    expect(entrance.mayPublish('chat')).toBe(true);
    refusing(128, all ?? '');
    await entrance.enterAll();
    expect(noticed()).toEqual(['The broker refuses the subscriptions of #chat: 128']);
  });

  it.each(failures.slice(1))('is spoken in where %s is refused for good', async (failing) => {
    fake.answer = (filter) =>
      filter === failing ? Promise.reject(new Refused('not authorized (135)')) : Promise.resolve();
    await entrance.enter(room('chat'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(greeted).toEqual([]);
    await vi.advanceTimersByTimeAsync(4000);
    expect([told(), greeted]).toEqual([[], ['chat']]);
    expect([entrance.mayPublish('chat'), entrance.mayPublish('chat/$dm/bob')]).toEqual([
      true,
      false,
    ]);
    expect(room('chat').access.problem).toContain('refused: not authorized (135)');
    // It goes on trying: the list may change.
    fake.answer = () => Promise.resolve();
    await vi.advanceTimersByTimeAsync(30_000);
    expect([told(), greeted]).toEqual([['chat alice online'], ['chat']]);
  });

  it('is not spoken in while the room itself is refused, however long', async () => {
    fake.answer = () => Promise.reject(new Refused('not authorized (135)'));
    await entrance.enter(room('chat'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect([told(), greeted, entrance.mayPublish('chat')]).toEqual([[], [], false]);
  });

  it('is tried again where the broker does not answer', async () => {
    fake.answer = (filter) =>
      filter === 'chat' ? Promise.reject(new Unanswered('SUBSCRIBE')) : Promise.resolve();
    await entrance.enter(room('chat'));
    expect(room('chat').access.problem).toBe('subscription not answered');
    expect(notices).toEqual([
      'The broker does not answer the subscriptions of #chat; trying again.',
    ]);
    fake.answer = () => Promise.resolve();
    await vi.advanceTimersByTimeAsync(1000);
    expect(told()).toEqual(['chat alice online']);
  });

  it('is not tried again once it is left, nor without a connection', async () => {
    fake.answer = () => Promise.reject(new Refused('no'));
    await entrance.enterAll();
    rooms.delete('chat');
    entrance.leave('chat');
    fake.setStatus('waiting');
    entrance.lost();
    fake.subscribed.length = 0;
    await vi.advanceTimersByTimeAsync(60_000);
    expect([fake.subscribed, told()]).toEqual([[], []]);
  });

  it('does not show a presence that we had there before', async () => {
    await entrance.enterAll();
    fake.setStatus('waiting');
    entrance.lost();
    fake.setStatus('connected');
    fake.answer = (filter) =>
      filter === 'chat' ? Promise.reject(new Refused('no')) : Promise.resolve();
    told();
    await entrance.enterAll();
    presence.announce('bob');
    expect(told()).toEqual(['ops alice online', 'ops bob online']);
  });
});

describe('leaving a room', () => {
  it('says so and unsubscribes', async () => {
    await entrance.enter(room('chat'));
    told();
    entrance.leave('chat');
    expect(told()).toEqual(['chat alice offline']);
    expect(fake.unsubscribed).toEqual(filtersOf('chat'));
  });

  it('that we never were in says nothing there', () => {
    entrance.leave('chat');
    expect(told()).toEqual([]);
    expect(fake.unsubscribed).toEqual(filtersOf('chat'));
  });

  it('harms nobody where the broker refuses that', async () => {
    fake.answer = () => Promise.reject(new ConnectionLost());
    entrance.leave('chat');
    await new Promise(setImmediate);
    expect(notices).toEqual([]);
  });

  it('without a connection is made up for on the next one, unless it was joined again', async () => {
    fake.setStatus('waiting');
    for (const topic of ['chat', 'ops']) entrance.leave(topic);
    rooms.delete('chat');
    expect([told(), fake.unsubscribed]).toEqual([[], []]);
    fake.setStatus('connected');
    await entrance.enterAll();
    expect(fake.unsubscribed).toEqual(filtersOf('chat'));
    expect(fake.subscribed).toEqual(filtersOf('ops'));
    expect(told()).toEqual(['chat  offline', 'ops alice online']);
    fake.unsubscribed.length = 0;
    await entrance.enterAll();
    expect(fake.unsubscribed).toEqual([]);
  });
});

const lacking = (limits: object): void =>
  void Object.assign(fake.connection, { limits: { ...fake.connection.limits, ...limits } });

describe('a broker that takes less', () => {
  it.each([
    [{ retain: false }, 'No presence: the broker keeps nothing.'],
    [{ maximumQos: 0 }, 'The broker takes QoS 0 at most: no line is acknowledged.'],
  ])('is told of once: %o', async (limits, notice) => {
    lacking(limits);
    await entrance.enterAll();
    await entrance.enterAll();
    expect(notices).toEqual([notice]);
  });

  it('is not told of where that is no matter for chat', async () => {
    lacking({ maximumQos: 1, sharedSubscriptions: false });
    await entrance.enterAll();
    expect(notices).toEqual([]);
  });
});
