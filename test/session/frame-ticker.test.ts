import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameClock } from '../../source/session/frame-clock.ts';
import type { FramePart } from '../../source/session/frame-parts.ts';
import { ShownAges } from '../../source/session/shown-ages.ts';
import { FrameTicker } from '../../source/session/frame-ticker.ts';
import type { MqttSession } from '../../source/session/session.ts';
import { aSession } from '../support/at-screen.ts';
import { aMessage } from '../support/messages.ts';

describe('what changes by the time alone', () => {
  let session: MqttSession;
  /** What was announced in each second. */
  let announced: FramePart[][];
  let ticker: FrameTicker;

  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-22T21:03:00Z') });
    session = aSession(undefined);
    vi.spyOn(session.clock, 'changed').mockImplementation(
      (...parts) => void announced.at(-1)?.push(...parts),
    );
    ticker = new FrameTicker(session);
    announced = [];
    ticker.start();
  });
  afterEach(() => {
    ticker.stop();
    vi.useRealTimers();
  });

  /** What is announced in so many seconds, a text each, without what is announced twice. */
  const seconds = (many: number): string[] => {
    announced = [];
    for (let index = 0; index < many; index += 1) {
      announced.push([]);
      vi.advanceTimersByTime(1000);
      session.monitor?.tree.recency.note(Date.now(), session.monitor.tree.recorded);
    }
    return announced.map((parts) => [...new Set(parts)].toSorted().join(' '));
  };

  /** A message has come, and the tree has been drawn. */
  const hear = (topic: string): void => {
    const { monitor } = session;
    monitor?.tree.record(aMessage(topic, '1', { receivedAt: Date.now() }));
    monitor?.tree.view.rows(0, 10);
    monitor?.tree.view.prepare(Date.now());
    announced = [];
  };

  it('is nothing in a silence', () => {
    expect(seconds(100).join('')).toBe('');
  });

  it('are rates and marks after a message, until they have come to rest', () => {
    hear('site/lamp');
    const all = seconds(100);
    expect(all.slice(0, 9)).toEqual(Array<string>(9).fill('messages topics'));
    // Drawn without them within the eleventh second.
    expect(all.slice(11).join('')).toBe('');
  });

  it('is drawn without them as soon as they have come to rest', () => {
    vi.advanceTimersByTime(700);
    hear('site/lamp');
    session.monitor?.tree.recency.note(Date.now(), 1);
    const heard = performance.now();
    let last = 0;
    vi.spyOn(session.clock, 'changed').mockImplementation(() => {
      last = performance.now() - heard;
    });
    vi.advanceTimersByTime(60_000);
    expect(last).toBeGreaterThanOrEqual(10_000);
    expect(last).toBeLessThan(10_010);
  });

  it('is the countdown while a connection is waited for', () => {
    const { connection } = session.chat ?? {};
    if (connection !== undefined)
      connection.status = {
        state: 'waiting',
        attempt: 2,
        problem: 'No.',
        retryAt: performance.now() + 5000,
      };
    expect(seconds(3)).toEqual(['connection', 'connection', 'connection']);
  });

  it('is a notice when it has been there long enough, once', () => {
    session.notify('Done.');
    const all = seconds(20);
    expect(all.filter((parts) => parts === 'connection')).toHaveLength(1);
    expect(all.findIndex((parts) => parts === 'connection')).toBe(6);
  });

  it('is the broker while it is looked at', () => {
    session.monitor?.watchBroker(Date.now());
    expect(seconds(2)).toEqual(['work', 'work']);
  });

  it('is a topic on the screen that becomes stale, and then once a minute', () => {
    for (let index = 0; index < 8; index += 1) {
      hear('site/lamp');
      vi.advanceTimersByTime(1000);
    }
    session.monitor?.tree.view.rows(0, 10);
    const all = seconds(240);
    // Then once a minute, when what is said about it changes.
    const minutes = all.flatMap((parts, second) =>
      second > 15 && parts !== '' ? Math.round(second / 60) : [],
    );
    expect(minutes).toEqual([1, 2, 3, 4]);
  });

  it('is the tree while its filter goes by the time', () => {
    hear('site/lamp');
    session.monitor?.filters.set('changed:1h', Date.now());
    expect(seconds(40).slice(-2)).toEqual(['topics', 'topics']);
  });

  it('is nothing once it is stopped', () => {
    hear('site/lamp');
    ticker.stop();
    expect(seconds(3).join('')).toBe('');
  });

  it('goes at one pace, however often it is started', () => {
    const timers = vi.getTimerCount();
    ticker.start();
    expect(vi.getTimerCount()).toBe(timers);
  });

  it('is nothing of the topics in a recording, but what the person is to know', () => {
    const recorded: FramePart[] = [];
    const other = new FrameTicker({
      clock: { changed: (part: FramePart) => recorded.push(part) } as unknown as FrameClock,
      monitor: session.monitor,
      notice: { text: '', at: performance.now() },
      get now() {
        return Date.now();
      },
      recording: {},
      status: { state: 'idle' },
      ages: new ShownAges(),
    });
    for (let index = 0; index < 5; index += 1) {
      hear('site/lamp');
      vi.advanceTimersByTime(1000);
    }
    session.monitor?.tree.view.rows(0, 10);
    other.start();
    vi.advanceTimersByTime(200_000);
    other.stop();
    expect(recorded).toEqual(['connection']);
  });

  it('is the countdown where nothing is watched', () => {
    const parts: FramePart[] = [];
    const chatOnly = new FrameTicker({
      clock: { changed: (part: FramePart) => parts.push(part) } as unknown as FrameClock,
      monitor: undefined,
      notice: undefined,
      now: 0,
      recording: undefined,
      status: { state: 'waiting', attempt: 1, problem: '', retryAt: 0 },
      ages: new ShownAges(),
    });
    chatOnly.start();
    vi.advanceTimersByTime(999);
    expect(parts).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(parts).toEqual(['connection']);
    chatOnly.stop();
    vi.advanceTimersByTime(5000);
    expect(parts).toHaveLength(1);
  });
});
