import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameClock } from '../../source/session/frame-clock.ts';
import type { FramePart } from '../../source/session/frame-parts.ts';

/** The shortest time between two frames, ms. */
const shortest = 33;

/** Between two frames of what comes by itself, ms: while somebody works, watches, looks elsewhere. */
const paces = { attended: 100, watched: 250, unseen: 1000 };

describe('FrameClock', () => {
  let clock: FrameClock;
  let frames: number[];
  /** What was prepared for each frame. */
  let prepared: string[];
  /** Time that drawing has taken, in which no timer fires, ms. */
  let drawing: number;

  const begin = (mostFrames = 10): void => {
    frames = [];
    prepared = [];
    clock = new FrameClock({
      now: () => 1_000_000 + performance.now(),
      prepare: (parts) => void prepared.push([...parts].join(' ')),
      mostFrames,
    });
    clock.subscribe(() => void frames.push(Math.round(performance.now())));
  };

  beforeEach(() => {
    vi.useFakeTimers();
    const now = performance.now.bind(performance);
    drawing = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + drawing);
    begin();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  /** Something happens every millisecond for so long; each frame takes `cost` to draw. */
  const every = (duration: number, happen: () => void, cost = 0): void => {
    const stop = clock.subscribe(() => {
      drawing += cost;
      clock.schedule.drawn();
    });
    for (let time = 0; time < duration; time += 1) {
      happen();
      vi.advanceTimersByTime(1);
    }
    stop();
  };
  const flood = (duration: number, cost = 0): void =>
    every(duration, () => clock.changed('topics'), cost);
  const rush = (duration: number, cost = 0): void =>
    every(duration, () => clock.changedNow('conversation'), cost);

  const gaps = (): number[] => frames.slice(1).map((time, index) => time - (frames[index] ?? 0));

  it('does nothing while nothing changes', () => {
    vi.advanceTimersByTime(10_000);
    expect(frames).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['changed', 'changedNow'] as const)(
    'draws the first change after a quiet moment at once, and just once: %s',
    (announce) => {
      const start = performance.now();
      clock[announce]('topics');
      expect(frames).toEqual([]);
      vi.advanceTimersByTime(0);
      expect(frames).toEqual([Math.round(start)]);
      vi.advanceTimersByTime(1000);
      expect(frames).toHaveLength(1);
      clock[announce]('topics');
      vi.advanceTimersByTime(0);
      expect(frames).toHaveLength(2);
    },
  );

  it('takes any number of changes in one go for one frame', () => {
    for (let count = 0; count < 1000; count += 1) clock.changed('topics', 'messages');
    vi.advanceTimersByTime(1000);
    expect(frames).toHaveLength(1);
    expect(prepared).toEqual(['topics messages']);
    expect(clock.schedule.frames).toBe(1);
  });

  it('gives each part a number, which changes with the frames that are about it', () => {
    const versions = (...parts: readonly FramePart[]): number => clock.version(...parts);
    const before = versions('topics', 'messages');
    clock.changed('messages');
    expect(versions('messages')).toBe(0);
    vi.advanceTimersByTime(0);
    expect(versions('messages')).toBe(1);
    expect(versions('topics')).toBe(0);
    expect(versions('topics', 'messages')).not.toBe(before);
  });

  it('spaces the frames of a flood, and shows its end', () => {
    flood(2000);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(paces.watched);
    expect(Math.max(...gaps())).toBeLessThanOrEqual(paces.watched + 1);
    const shown = clock.version('topics');
    clock.changed('topics');
    vi.advanceTimersByTime(paces.watched);
    expect(clock.version('topics')).toBe(shown + 1);
  });

  it('follows a flood more closely for five seconds after a key', () => {
    flood(1000);
    clock.schedule.attended();
    frames = [];
    flood(4900);
    expect(frames.length).toBeGreaterThanOrEqual(48);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(paces.attended);
    vi.advanceTimersByTime(300);
    frames = [];
    flood(1000);
    expect(frames.length).toBeLessThanOrEqual(5);
  });

  it('looks at once when a key is pressed, if the last frame is old enough', () => {
    flood(1000);
    vi.advanceTimersByTime(paces.watched);
    clock.changed('topics');
    vi.advanceTimersByTime(0);
    frames = [];
    clock.changed('topics');
    vi.advanceTimersByTime(150);
    expect(frames).toEqual([]);
    clock.schedule.attended();
    vi.advanceTimersByTime(1);
    expect(frames).toHaveLength(1);
  });

  it('draws a flood once a second while the terminal has not the focus, and at once when it is back', () => {
    flood(300);
    clock.schedule.hasFocus = false;
    frames = [];
    flood(5000);
    expect(frames.length).toBeLessThanOrEqual(5);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(paces.unseen);
    vi.advanceTimersByTime(paces.unseen);
    clock.changed('topics');
    vi.advanceTimersByTime(300);
    frames = [];
    clock.schedule.hasFocus = true;
    vi.advanceTimersByTime(1);
    expect(frames).toHaveLength(1);
  });

  it.each([
    [2, 500, 500],
    [20, 50, 250],
  ])(
    'draws at most %d frames of a flood a second where that is wanted',
    (most, worked, watched) => {
      begin(most);
      flood(2000);
      expect(Math.min(...gaps())).toBeGreaterThanOrEqual(watched);
      clock.schedule.attended();
      frames = [];
      flood(2000);
      expect(Math.min(...gaps())).toBeGreaterThanOrEqual(worked);
      expect(Math.max(...gaps())).toBeLessThanOrEqual(worked + 1);
    },
  );

  it('draws what the person did or is to know within 33 ms, whatever the focus', () => {
    clock.schedule.hasFocus = false;
    rush(1000);
    expect(frames.length).toBeGreaterThanOrEqual(29);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(shortest);
    expect(Math.max(...gaps())).toBeLessThanOrEqual(shortest + 1);
  });

  it('does not draw a flood more often for what is said in it', () => {
    every(2000, () => {
      clock.changed('topics');
      clock.changedNow('conversation');
    });
    const drawings = Map.groupBy(prepared, (parts) => parts.includes('topics'));
    expect(prepared.length).toBeGreaterThanOrEqual(58);
    expect(drawings.get(true)?.length).toBeGreaterThanOrEqual(7);
    expect(drawings.get(true)?.length).toBeLessThanOrEqual(9);
  });

  it('draws at once what was waiting when the person changes it', () => {
    flood(300);
    clock.changed('topics');
    prepared = [];
    clock.changedNow('topics');
    vi.advanceTimersByTime(shortest);
    expect(prepared).toEqual(['topics']);
    vi.advanceTimersByTime(1000);
    expect(prepared).toHaveLength(1);
  });

  it('shows a change that comes right after a frame, without another one', () => {
    clock.changedNow('work');
    vi.advanceTimersByTime(0);
    clock.changedNow('work');
    vi.advanceTimersByTime(shortest - 2);
    expect(frames).toHaveLength(1);
    vi.advanceTimersByTime(2);
    expect(frames).toHaveLength(2);
  });

  it('leaves two thirds of the time to the messages when drawing is slow', () => {
    rush(9000, 40);
    frames = [];
    rush(9000, 40);
    expect(frames.length).toBeGreaterThan(10);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(119);
    expect(Math.max(...gaps())).toBeLessThanOrEqual(122);
  });

  it.each([
    [5, 100],
    [13, 130],
    [20, 200],
    [60, 250],
  ])(
    'takes a tenth of the time right after a key, but draws as often as later: %d ms',
    (cost, gap) => {
      flood(9000, cost);
      clock.schedule.attended();
      vi.advanceTimersByTime(1000);
      frames = [];
      flood(3500, cost);
      expect(frames.length).toBeGreaterThan(7);
      expect(Math.min(...gaps())).toBeGreaterThanOrEqual(gap - 5);
      expect(Math.max(...gaps())).toBeLessThanOrEqual(gap + 5);
    },
  );

  it.each([
    [5, 250],
    [15, 600],
    [20, 800],
    [60, 1000],
  ])(
    'takes a fortieth of the time while nobody works, and stands for a second at most: %d ms',
    (cost, gap) => {
      flood(20_000, cost);
      frames = [];
      flood(9000, cost);
      expect(frames.length).toBeGreaterThan(7);
      expect(Math.min(...gaps())).toBeGreaterThanOrEqual(gap - 10);
      expect(Math.max(...gaps())).toBeLessThanOrEqual(gap + 10);
    },
  );

  it('is not slowed down by a single slow frame', () => {
    rush(1000, 1);
    rush(40, 30);
    frames = [];
    rush(1000, 1);
    expect(frames.length).toBeGreaterThan(20);
  });

  it('is fast again when drawing is fast again', () => {
    rush(3000, 100);
    rush(4000);
    frames = [];
    rush(1000);
    expect(frames.length).toBeGreaterThanOrEqual(29);
  });

  it('counts only what a frame takes: nothing where nothing was drawn, nor a key press later on', () => {
    clock.changedNow('work');
    vi.advanceTimersByTime(1000);
    clock.schedule.drawn();
    frames = [];
    rush(500);
    expect(frames.length).toBeGreaterThanOrEqual(14);
    expect(Math.max(...gaps())).toBeLessThanOrEqual(shortest + 1);
  });

  it('reads both clocks once a frame, and at a key', () => {
    const first = clock.reading;
    vi.advanceTimersByTime(500);
    expect(clock.reading).toBe(first);
    clock.changed('topics');
    vi.advanceTimersByTime(0);
    const { reading } = clock;
    expect(reading.monotonic).toBe(performance.now());
    expect(reading.wall).toBe(1_000_000 + reading.monotonic);
    vi.advanceTimersByTime(500);
    expect(clock.reading).toBe(reading);
    clock.schedule.attended();
    expect(clock.reading.monotonic).toBe(reading.monotonic + 500);
  });

  it('prepares a frame before it tells anybody, and keeps what is announced meanwhile for the next', () => {
    const order: string[] = [];
    clock = new FrameClock({
      mostFrames: 10,
      prepare: (parts) => {
        order.push(`prepare ${[...parts].join(' ')}`);
        if (parts.has('topics')) clock.changedNow('work');
      },
    });
    clock.subscribe(() => order.push(`draw ${clock.version('topics')} ${clock.version('work')}`));
    clock.changed('topics');
    vi.advanceTimersByTime(shortest + 1);
    expect(order).toEqual(['prepare topics', 'draw 1 0', 'prepare work', 'draw 1 1']);
  });

  it('tells each listener until it has gone', () => {
    const other = vi.fn<() => void>();
    const stop = clock.subscribe(other);
    clock.changedNow('rooms');
    vi.advanceTimersByTime(0);
    stop();
    vi.advanceTimersByTime(100);
    clock.changedNow('rooms');
    vi.advanceTimersByTime(0);
    expect(other).toHaveBeenCalledOnce();
    expect(frames).toHaveLength(2);
  });

  it('is quiet when it is stopped, whatever was about to be drawn', () => {
    clock.changed('topics');
    clock.stop();
    vi.advanceTimersByTime(1000);
    expect(frames).toEqual([]);
    clock.changedNow('work');
    clock.schedule.hasFocus = true;
    clock.schedule.attended();
    vi.advanceTimersByTime(1000);
    expect(frames).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
