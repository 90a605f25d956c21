import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  encodePresence,
  type PresenceState,
  presenceTopic,
} from '../../../source/chat/presence.ts';
import { KnownKeys } from '../../../source/model/known-keys.ts';
import { Room } from '../../../source/model/room.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { PresenceReception } from '../../../source/session/chat/presence-reception.ts';

const presence = (clientId: string, user: string, expiry?: number, stated = {}): Message => ({
  topic: presenceTopic('chat', clientId),
  payload: Buffer.from(encodePresence({ state: 'online', user, session: 's', at: 0, ...stated })),
  qos: 1,
  retain: false,
  receivedAt: Date.now(),
  properties: expiry === undefined ? undefined : { messageExpiryInterval: expiry },
});

let room: Room;
let other: Room;
let reception: PresenceReception;
let losses: number;
let changes: number;
let present: string[];
let asked: string[];
let isComplete: boolean;
let isConnected: boolean;

const quiet = (): string[] =>
  room.people.list().flatMap(({ user, isQuiet }) => (isQuiet === true ? user : []));

const told = (of = room): string[] =>
  Array.from({ length: of.lines.length }, (_, index) => {
    const line = of.lines.at(index);
    return line?.kind === 'event' ? line.text : '';
  });

beforeEach(() => {
  vi.useFakeTimers();
  room = new Room('chat');
  other = new Room('ops');
  [losses, changes, present, asked, isConnected, isComplete] = [0, 0, [], [], true, true];
  reception = new PresenceReception({
    clientId: 'ours',
    keys: new KnownKeys(),
    rooms: new Map([
      ['chat', room],
      ['ops', other],
    ]),
    onOurLoss: () => (losses += 1),
    onPresent: ({ topic }, clientId, { session, key }) =>
      present.push(`${topic} ${clientId} ${session}${key === undefined ? '' : ' signed'}`),
    isConnected: () => isConnected,
    onAsked: ({ topic }) => asked.push(topic),
    isComplete: () => isComplete,
    isAwaited: () => !isComplete,
    onChange: () => (changes += 1),
  });
});

afterEach(() => {
  reception.stop();
  vi.useRealTimers();
});

describe('a presence that expires', () => {
  it('fades when it is not renewed, and stays where it is', () => {
    reception.receive(presence('c1', 'alice', 300));
    reception.receive(presence('c2', 'bob', 300));
    reception.receive(presence('c3', 'carol'));
    vi.advanceTimersByTime(200_000);
    reception.receive(presence('c2', 'bob', 300));
    vi.advanceTimersByTime(150_000);
    expect(quiet()).toEqual(['alice']);
    reception.receive(presence('c2', 'bob', 300));
    vi.advanceTimersByTime(300_000);
    expect(quiet()).toEqual([]);
    expect(room.people.list().map(({ user }) => user)).toEqual(['bob', 'carol']);
    expect(told()).toEqual([
      'alice is here',
      'bob is here',
      'carol is here',
      'alice was lost (no sign for minutes)',
    ]);
  });

  it('says so itself where the broker knows no expiry, and stays for good if it does not', () => {
    reception.receive(presence('c1', 'alice', undefined, { expiry: 300 }));
    reception.receive(presence('c2', 'old'));
    vi.advanceTimersByTime(330_000);
    expect(quiet()).toEqual(['alice']);
    vi.advanceTimersByTime(300_000);
    expect(room.people.list().map(({ user }) => user)).toEqual(['old']);
  });

  it('is not quiet any more once it is renewed', () => {
    reception.receive(presence('c1', 'alice', undefined, { expiry: 300 }));
    vi.advanceTimersByTime(330_000);
    expect(quiet()).toEqual(['alice']);
    const { version } = room.people;
    reception.receive(presence('c1', 'alice', undefined, { expiry: 300, at: 1 }));
    expect([quiet(), told()]).toEqual([[], ['alice is here']]);
    expect(room.people.version).toBeGreaterThan(version);
  });

  it('waits while there is no connection, and some time after it is back', () => {
    reception.receive(presence('c1', 'alice', undefined, { expiry: 300 }));
    isConnected = false;
    vi.advanceTimersByTime(3_600_000);
    expect([room.people.count, quiet()]).toEqual([1, []]);
    isConnected = true;
    reception.connected();
    vi.advanceTimersByTime(300_000);
    expect([room.people.count, quiet()]).toEqual([1, []]);
    vi.advanceTimersByTime(60_000);
    expect(quiet()).toEqual(['alice']);
  });

  it.each([-3_600_000, 3_600_000])(
    'fades in its time, whatever the clock on the wall is set to (%d ms)',
    (turned) => {
      reception.receive(presence('c1', 'alice', 300));
      vi.setSystemTime(Date.now() + turned);
      vi.advanceTimersByTime(200_000);
      expect(told()).toEqual(['alice is here']);
      vi.advanceTimersByTime(150_000);
      expect(quiet()).toEqual(['alice']);
      vi.advanceTimersByTime(300_000);
      expect(told()).toEqual(['alice is here', 'alice was lost (no sign for minutes)']);
    },
  );

  it.each([
    [329_999, 0, 0],
    [330_000, 1, 1],
  ])('is quiet ten seconds late, at the next look: after %i ms', (passed, count, changed) => {
    reception.receive(presence('c1', 'alice', 295));
    changes = 0;
    vi.advanceTimersByTime(passed);
    expect([quiet().length, changes]).toEqual([count, changed]);
  });

  it('fades nowhere after the end', () => {
    reception.receive(presence('c1', 'alice', 300));
    reception.stop();
    vi.advanceTimersByTime(1_000_000);
    expect(room.people.count).toBe(1);
  });

  it('is none of those who only speak, until they have been silent for long', () => {
    room.people.spoke('script', Date.now());
    vi.advanceTimersByTime(1_770_000);
    expect([room.people.count, changes]).toEqual([1, 0]);
    vi.advanceTimersByTime(90_000);
    expect([room.people.count, changes, told()]).toEqual([0, 1, []]);
  });

  it('does not take us off the list: we know better', () => {
    reception.receive(presence('ours', 'me', 300));
    vi.advanceTimersByTime(1_000_000);
    expect(room.people.count).toBe(1);
  });
});

const stored = (clientId: string, user: string, stated: object): void =>
  reception.receive({ ...presence(clientId, user, undefined, stated), retain: true });

describe('a presence that the broker has stored for long', () => {
  const long = { expiry: 300, at: 1_700_000_000_000 - 1_800_000 };

  beforeEach(() => {
    vi.setSystemTime(1_700_000_000_000);
  });

  it('is that of somebody silent, who is not among those here, and lost in five minutes', () => {
    stored('c1', 'alice', long);
    stored('c2', 'bob', { expiry: 300, at: Date.now() - 200_000 });
    reception.receive(presence('ours', 'me'));
    expect([quiet(), told()]).toEqual([['alice'], ['bob is here']]);
    vi.advanceTimersByTime(290_000);
    expect([quiet(), room.people.count]).toEqual([['alice'], 3]);
    vi.advanceTimersByTime(40_000);
    expect([quiet(), room.people.count]).toEqual([['bob'], 2]);
    expect(told()).toEqual(['bob is here']);
  });

  it('comes without the RETAIN flag from some brokers, before ours', () => {
    isComplete = false;
    reception.receive(presence('c1', 'alice', undefined, long));
    expect([quiet(), told()]).toEqual([['alice'], []]);
    reception.tellWhoIsHere(room, 'me');
    expect(told()).toEqual(['Nobody else is here yet']);
  });

  it('gives way to one that is live, however wrong the clock of its sender is', () => {
    stored('c1', 'alice', long);
    reception.receive(presence('ours', 'me'));
    reception.receive(presence('c1', 'alice', undefined, { ...long, at: long.at + 120_000 }));
    expect([quiet(), told()]).toEqual([[], ['Nobody else is here yet', 'alice is here']]);
    vi.advanceTimersByTime(290_000);
    expect(quiet()).toEqual([]);
    // Once more after a reconnect: she has time to be heard.
    reception.connected();
    stored('c1', 'alice', { ...long, at: long.at + 240_000 });
    expect(quiet()).toEqual([]);
  });

  it('is not waited for once more after a reconnect', () => {
    stored('c1', 'alice', long);
    vi.advanceTimersByTime(250_000);
    reception.connected();
    stored('c1', 'alice', long);
    vi.advanceTimersByTime(90_000);
    expect(room.people.count).toBe(0);
  });

  it.each([
    ['says nothing of when it is renewed', { at: long.at }],
    ['does not say when it was published', { expiry: 300 }],
    ['may be renewed yet', { expiry: 300, at: 1_700_000_000_000 - 309_000 }],
    ['may be renewed later than it says', { expiry: 10, at: 1_700_000_000_000 - 129_000 }],
    ['is of a clock that is ahead', { expiry: 300, at: 1_700_000_000_000 + 1_800_000 }],
  ])('counts if it %s', (_, stated) => {
    stored('c1', 'alice', stated);
    reception.receive(presence('ours', 'me'));
    expect([quiet(), told()]).toEqual([[], ['alice is here']]);
  });
});

const tell = (topic: string, state: PresenceState, retain = false, session = 's'): void =>
  reception.receive({
    ...presence('c1', 'alice'),
    topic: presenceTopic(topic, 'c1'),
    payload: Buffer.from(encodePresence({ state, user: 'alice', session, at: 0 })),
    retain,
  });

const ask = (state: PresenceState, at: number, retain: boolean): void =>
  reception.receive({
    ...presence('c1', 'alice'),
    retain,
    payload: Buffer.from(encodePresence({ state, user: 'alice', session: 's', at, ask: true })),
  });

const isThere = (): boolean => other.people.isHere('c1');

describe('a client that is lost', () => {
  it('is lost in all rooms, though its will message tells of one', () => {
    tell('chat', 'online');
    tell('ops', 'online');
    tell('chat', 'lost');
    expect([room.people.count, isThere()]).toEqual([0, false]);
    tell('ops', 'online');
    expect(isThere()).toBe(true);
  });

  it.each([
    ['lost', 'online'],
    ['online', 'lost'],
  ] as const)('is not there for who comes later and finds %s and %s retained', (first, second) => {
    for (const state of [first, second]) tell(state === 'lost' ? 'chat' : 'ops', state, true);
    expect(isThere()).toBe(false);
  });

  it('stays where it is when the loss is of an earlier start', () => {
    tell('ops', 'online', false, 'new');
    tell('chat', 'lost');
    tell('ops', 'online', true, 'new');
    expect(isThere()).toBe(true);
  });

  it('is believed to be back after our own connection was broken', () => {
    tell('chat', 'lost');
    reception.connected();
    tell('ops', 'online', true);
    expect(isThere()).toBe(true);
  });
});

describe('a flood of presence', () => {
  it('is told in one line, and keeps a bounded number of people', () => {
    for (let index = 0; index < 100_000; index += 1)
      reception.receive(presence(`c${index}`, `stranger${index}`));
    expect(room.people.count).toBe(1000);
    expect(told().length).toBeLessThan(40);
    expect(told().at(-1)).toMatch(/^who comes and goes: 99,9\d\d more lines in 1 s, not shown$/);
  });
});

const clear = (topic: string): void =>
  reception.receive({ ...presence('c1', ''), topic, payload: Buffer.of() });

describe('a message of presence', () => {
  it('is told, and drawn, once', () => {
    for (let times = 0; times < 2; times += 1) reception.receive(presence('c1', 'al\u0007ice'));
    expect(told()).toEqual(['al\u2407ice is here']);
    expect(changes).toBe(1);
    expect(present).toEqual(['chat c1 s', 'chat c1 s']);
  });

  it('that was there before us is told once ours is back', () => {
    tell('chat', 'online', true);
    reception.receive(presence('ours', 'me'));
    expect([room.people.count, told(), changes]).toEqual([2, ['alice is here'], 3]);
    expect(present).toEqual(['chat c1 s']);
  });

  it('asks only those who are there for what we have missed', () => {
    for (const state of ['away', 'offline', 'lost'] as const) tell('chat', state);
    expect(present).toEqual(['chat c1 s']);
  });

  it('that we are lost makes us say that we are not, and no other does', () => {
    const counts: number[] = [];
    for (const clientId of ['ours', 'c1'])
      for (const state of ['online', 'lost'] as const) {
        reception.receive({
          ...presence(clientId, 'x'),
          payload: Buffer.from(encodePresence({ state, user: 'x', session: clientId, at: 0 })),
        });
        counts.push(losses);
      }
    expect(counts).toEqual([0, 1, 1, 1]);
    expect(told()).toEqual([
      'Nobody else is here yet',
      'x is here',
      'x was lost (the connection broke)',
    ]);
  });

  it('asks for ours, unless it was retained, or somebody is leaving', () => {
    ask('online', 1, true);
    ask('offline', 2, false);
    expect(asked).toEqual([]);
    ask('away', 3, false);
    expect([asked, room.people.count]).toEqual([['chat'], 1]);
  });

  it('of ours does not tell who is here before theirs can have come', () => {
    isComplete = false;
    reception.receive(presence('ours', 'me'));
    expect(told()).toEqual([]);
    reception.receive(presence('c1', 'alice'));
    for (let times = 0; times < 2; times += 1) reception.tellWhoIsHere(room, 'me');
    expect(told()).toEqual(['alice is here']);
  });

  it('of somebody known tells of another name even while others may still come', () => {
    isComplete = false;
    reception.receive(presence('c1', 'alice'));
    reception.receive(presence('c1', 'alicia', undefined, { at: 1 }));
    expect(told()).toEqual(['alice is now alicia']);
  });

  it('that is empty clears an entry, silently', () => {
    tell('chat', 'online');
    changes = 0;
    for (let times = 0; times < 2; times += 1) clear(presenceTopic('chat', 'c1'));
    expect([room.people.count, changes, told()]).toEqual([0, 1, ['alice is here']]);
  });

  it.each(['chat/c1', 'lab/$presence/c1', 'chat/$dm/c1'])('is none on %s', (topic) => {
    reception.receive({ ...presence('c1', 'alice'), topic });
    clear(topic);
    expect([room.people.count, changes]).toEqual([0, 0]);
  });

  it('that cannot be read changes nothing', () => {
    reception.receive({ ...presence('c1', 'alice'), payload: Buffer.from('{') });
    expect([room.people.count, changes]).toEqual([0, 0]);
  });
});

describe('news of a loss', () => {
  it('is told in every room where the client is, and drawn', () => {
    for (const topic of ['chat', 'ops']) tell(topic, 'online');
    changes = 0;
    tell('chat', 'lost');
    for (const of of [room, other])
      expect(told(of)).toEqual(['alice is here', 'alice was lost (the connection broke)']);
    expect(changes).toBe(1);
    tell('chat', 'lost');
    expect(told(other)).toHaveLength(2);
  });

  it('says nothing of rooms where the client is not, or in another start', () => {
    tell('ops', 'online', false, 'new');
    tell('chat', 'lost');
    expect([told(other), isThere()]).toEqual([['alice is here'], true]);
  });

  it.each([
    ['names no start', 'lost', ''],
    ['is a farewell', 'offline', 's'],
  ] as const)('stays in its room if it %s', (_, state, session) => {
    for (const topic of ['chat', 'ops']) tell(topic, 'online', false, session);
    tell('chat', state, false, session);
    expect([room.people.count, isThere()]).toEqual([0, true]);
  });
});
