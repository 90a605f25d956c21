import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UnansweredPacket } from '../../../source/mqtt/requests.ts';
import { HangUps } from '../../../source/session/chat/hang-ups.ts';

const rooms = ['chat', 'my room', 'ops'];
const roomOf = (topic: string): string | undefined => rooms.find((room) => topic.startsWith(room));

let hangUps: HangUps;

const sent = (topic: string, more: Partial<UnansweredPacket> = {}): UnansweredPacket => ({
  packet: 'PUBLISH',
  topic,
  at: 0,
  isFirst: true,
  ...more,
});

/** The room that is found out by a loss while these were unanswered. */
const lost = (...unanswered: UnansweredPacket[]): string | undefined =>
  hangUps.lost(unanswered, roomOf)?.topic;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  hangUps = new HangUps();
});
afterEach(() => void vi.useRealTimers());

describe('the room on which a broker hangs up', () => {
  it('is found at the second loss if it was alone, whatever else was on its way before', () => {
    expect(lost(sent('chat'), sent('my room'), sent('ops'))).toBeUndefined();
    expect(['chat', 'my room', 'ops'].map((topic) => hangUps.isSuspect(topic))).toEqual([
      true,
      true,
      true,
    ]);
    expect(lost(sent('my room/$presence/a'), sent('my room'))).toBe('my room');
    expect(hangUps.isSuspect('my room')).toBe(false);
  });

  it('is not known while two are suspect', () => {
    for (let times = 0; times < 3; times += 1)
      expect(lost(sent('chat'), sent('my room'))).toBeUndefined();
    expect(lost(sent('my room'))).toBe('my room');
  });

  it('is not another than before', () => {
    expect(lost(sent('my room'))).toBeUndefined();
    expect(lost(sent('ops'))).toBeUndefined();
    expect(lost(sent('my room'))).toBeUndefined();
  });

  it('is none for what the broker has answered before, nor for topics of no room', () => {
    for (let times = 0; times < 3; times += 1)
      expect(lost(sent('chat', { isFirst: false }), sent('elsewhere'))).toBeUndefined();
    expect(hangUps.isSuspect('chat')).toBe(false);
  });

  it('is forgotten after two minutes, and not by losses that have nothing to do with it', () => {
    lost(sent('my room'));
    expect(lost()).toBeUndefined();
    vi.advanceTimersByTime(119_000);
    expect(hangUps.isSuspect('my room')).toBe(true);
    vi.advanceTimersByTime(1000);
    expect(hangUps.isSuspect('my room')).toBe(false);
    expect(lost(sent('my room'))).toBeUndefined();
  });

  it('is not found by one loss that is reported twice', () => {
    const unanswered = [sent('my room')];
    for (let times = 0; times < 3; times += 1)
      expect(hangUps.lost(unanswered, roomOf)).toBeUndefined();
  });
});
