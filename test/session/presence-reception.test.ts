import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePresence, presenceTopic } from '../../source/chat/presence.ts';
import { Room } from '../../source/model/room.ts';
import type { Message } from '../../source/mqtt/message.ts';
import { PresenceReception } from '../../source/session/presence-reception.ts';

const presence = (clientId: string, user: string, expiry?: number): Message => ({
  topic: presenceTopic('chat', clientId),
  payload: Buffer.from(encodePresence({ state: 'online', user, session: 's', at: 0 })),
  qos: 1,
  retain: false,
  receivedAt: Date.now(),
  properties: expiry === undefined ? undefined : { messageExpiryInterval: expiry },
});

let room: Room;
let reception: PresenceReception;

const told = (): string[] =>
  Array.from({ length: room.lines.length }, (_, index) => {
    const line = room.lines.at(index);
    return line?.kind === 'event' ? line.text : '';
  });

beforeEach(() => {
  vi.useFakeTimers();
  room = new Room('chat');
  reception = new PresenceReception({
    clientId: 'ours',
    rooms: new Map([['chat', room]]),
    onOurLoss: () => undefined,
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

  it('does not take us off the list: we know better', () => {
    reception.receive(presence('ours', 'me', 300));
    vi.advanceTimersByTime(1_000_000);
    expect(room.people.count).toBe(1);
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
