import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameClock } from '../../source/session/frame-clock.ts';

/** The shortest time between two frames, ms. */
const shortest = 33;

describe('FrameClock', () => {
  let clock: FrameClock;
  let frames: number[];
  /** Time that drawing has taken, in which no timer fires, ms. */
  let drawing: number;

  beforeEach(() => {
    vi.useFakeTimers();
    const now = performance.now.bind(performance);
    drawing = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + drawing);
    clock = new FrameClock();
    frames = [];
    clock.subscribe(() => void frames.push(Math.round(performance.now())));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  /** Something changes every millisecond for so long; each frame takes `cost` to draw. */
  const flood = (duration: number, cost = 0): void => {
    const stop = clock.subscribe(() => {
      drawing += cost;
      clock.drawn();
    });
    for (let time = 0; time < duration; time += 1) {
      clock.changed();
      vi.advanceTimersByTime(1);
    }
    stop();
  };

  const gaps = (): number[] => frames.slice(1).map((time, index) => time - (frames[index] ?? 0));

  it('does nothing while nothing changes', () => {
    vi.advanceTimersByTime(10_000);
    expect(frames).toEqual([]);
    expect(clock.getFrame()).toBe(0);
  });

  it('draws the first change after a quiet moment at once, and just once', () => {
    const start = performance.now();
    clock.changed();
    expect(frames).toEqual([]);
    vi.advanceTimersByTime(0);
    expect(frames).toEqual([Math.round(start)]);
    vi.advanceTimersByTime(1000);
    expect(frames).toHaveLength(1);
    clock.changed();
    vi.advanceTimersByTime(0);
    expect(frames).toHaveLength(2);
  });

  it('takes any number of changes in one go for one frame', () => {
    for (let count = 0; count < 1000; count += 1) clock.changed();
    vi.advanceTimersByTime(1000);
    expect(frames).toHaveLength(1);
    expect(clock.getFrame()).toBe(1);
  });

  it('spaces the frames of a flood, and shows its end', () => {
    flood(1000);
    expect(frames.length).toBeGreaterThanOrEqual(29);
    expect(frames.length).toBeLessThanOrEqual(31);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(shortest);
    const shown = clock.getFrame();
    clock.changed();
    vi.advanceTimersByTime(shortest);
    expect(clock.getFrame()).toBe(shown + 1);
  });

  it('shows a change that comes right after a frame, without another one', () => {
    clock.changed();
    vi.advanceTimersByTime(0);
    clock.changed();
    vi.advanceTimersByTime(shortest - 2);
    expect(frames).toHaveLength(1);
    vi.advanceTimersByTime(2);
    expect(frames).toHaveLength(2);
  });

  it.each([
    ['a tenth of the time is theirs', 20, 200],
    ['but the screen never stands for long', 40, 250],
    ['unless drawing would take most of the time', 100, 300],
  ])('spaces frames wider when they are slow to draw: %s', (_what, cost, gap) => {
    flood(6000, cost);
    frames = [];
    flood(6000, cost);
    expect(frames.length).toBeGreaterThan(15);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(gap - 1);
    expect(Math.max(...gaps())).toBeLessThanOrEqual(gap + 2);
  });

  it('is not slowed down by a single slow frame', () => {
    flood(1000, 1);
    flood(40, 30);
    frames = [];
    flood(1000, 1);
    expect(frames.length).toBeGreaterThan(20);
  });

  it('is fast again when drawing is fast again', () => {
    flood(3000, 100);
    flood(4000);
    frames = [];
    flood(1000);
    expect(frames.length).toBeGreaterThanOrEqual(29);
  });

  it('counts a drawing once: a repaint for a key press in between is no cost of a frame', () => {
    clock.changed();
    vi.advanceTimersByTime(0);
    clock.drawn();
    vi.advanceTimersByTime(1000);
    clock.drawn();
    frames = [];
    flood(500);
    expect(frames.length).toBeGreaterThanOrEqual(14);
    expect(Math.max(...gaps())).toBeLessThanOrEqual(shortest + 1);
  });

  it('tells each listener until it has gone', () => {
    const other = vi.fn<() => void>();
    const stop = clock.subscribe(other);
    clock.changed();
    vi.advanceTimersByTime(0);
    stop();
    vi.advanceTimersByTime(100);
    clock.changed();
    vi.advanceTimersByTime(0);
    expect(other).toHaveBeenCalledOnce();
    expect(frames).toHaveLength(2);
  });

  it('is quiet when it is stopped, whatever was about to be drawn', () => {
    clock.changed();
    clock.stop();
    vi.advanceTimersByTime(1000);
    expect(frames).toEqual([]);
    expect(clock.getFrame()).toBe(0);
    clock.changed();
    vi.advanceTimersByTime(1000);
    expect(frames).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
