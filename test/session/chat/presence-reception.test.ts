import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  encodePresence,
  type PresenceState,
  presenceTopic,
} from '../../../source/chat/presence.ts';
import { Room } from '../../../source/model/room.ts';
import type { Message } from '../../../source/mqtt/message.ts';
import { PresenceReception } from '../../../source/session/chat/presence-reception.ts';

const presence = (clientId: string, user: string, expiry?: number): Message => ({
  topic: presenceTopic('chat', clientId),
  payload: Buffer.from(encodePresence({ state: 'online', user, session: 's', at: 0 })),
  qos: 1,
  retain: false,
  receivedAt: Date.now(),
  properties: expiry === undefined ? undefined : { messageExpiryInterval: expiry },
});

let room: Room;
let other: Room;
let reception: PresenceReception;

const told = (): string[] =>
  Array.from({ length: room.lines.length }, (_, index) => {
    const line = room.lines.at(index);
    return line?.kind === 'event' ? line.text : '';
  });

beforeEach(() => {
  vi.useFakeTimers();
  room = new Room('chat');
  other = new Room('ops');
  reception = new PresenceReception({
    clientId: 'ours',
    rooms: new Map([
      ['chat', room],
      ['ops', other],
    ]),
    onOurLoss: () => undefined,
    onPresent: () => undefined,
    onChange: () => undefined,
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
    expect(room.people.list().map(({ user }) => user)).toEqual(['bob', 'carol']);
    expect(told()).toEqual([
      'alice is here',
      'bob is here',
      'carol is here',
      'alice was lost (no sign for minutes)',
    ]);
  });

  it.each([-3_600_000, 3_600_000])(
    'fades in its time, whatever the clock on the wall is set to (%d ms)',
    (turned) => {
      reception.receive(presence('c1', 'alice', 300));
      vi.setSystemTime(Date.now() + turned);
      vi.advanceTimersByTime(200_000);
      expect(told()).toEqual(['alice is here']);
      vi.advanceTimersByTime(150_000);
      expect(told()).toEqual(['alice is here', 'alice was lost (no sign for minutes)']);
    },
  );

  it('does not take us off the list: we know better', () => {
    reception.receive(presence('ours', 'me', 300));
    vi.advanceTimersByTime(1_000_000);
    expect(room.people.count).toBe(1);
  });
});

const tell = (topic: string, state: PresenceState, retain = false, session = 's'): void =>
  reception.receive({
    ...presence('c1', 'alice'),
    topic: presenceTopic(topic, 'c1'),
    payload: Buffer.from(encodePresence({ state, user: 'alice', session, at: 0 })),
    retain,
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
    expect(told().at(-1)).toMatch(/^who comes and goes: 9\d\d more lines in 1 s, not shown$/);
  });
});
