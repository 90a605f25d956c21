import { lately } from '../model/recency.ts';
import { coarseDuration } from '../format/duration.ts';
import { staleFor } from '../model/staleness.ts';
import type { FramePart } from './frame-parts.ts';
import { type ClockReading, readClock } from './clock-reading.ts';
import { isFresh, type Notice } from './notice.ts';
import type { ConnectionStatus } from '../mqtt/connection-options.ts';
import type { FrameClock } from './frame-clock.ts';
import type { MonitorSession } from './monitor/monitor-session.ts';
import type { ShownAges } from './shown-ages.ts';

const second = 1000;

/** What in a session changes merely as time passes. */
type TimedState = {
  readonly clock: FrameClock;
  readonly monitor: MonitorSession | undefined;
  readonly notice: Notice | undefined;
  readonly now: number;
  readonly recording: unknown;
  readonly ages: ShownAges;
  readonly status: ConnectionStatus;
};

/** The parts that change every second merely as time passes: a countdown, rates, marks. */
const movingParts = ({ status, monitor, recording }: TimedState, now: number): FramePart[] => {
  const parts: FramePart[] = [];
  if (status.state === 'waiting') parts.push('connection');
  if (monitor?.broker !== undefined) parts.push('work');
  if (monitor === undefined || recording !== undefined) return parts;
  const { recency, root, view } = monitor.tree;
  // A chart's time axis moves even when no message arrives.
  if (root.rate.perSecond(now) > 0) parts.push('topics', 'messages');
  else if (view.followsTime || recency.isWithin(root.latest, lately, now)) parts.push('topics');
  return parts;
};

/** How long until the tree stops changing if no message arrives, ms; at most 0 if it already has. */
const untilRest = ({ monitor }: TimedState, now: number): number => {
  if (monitor === undefined) return 0;
  const { recency, root } = monitor.tree;
  return Math.max(root.rate.restsAt, recency.restsAt(root.latest, lately) ?? 0) - now;
};

/** Whether a notice has expired between two readings. */
const hasExpired = (
  { notice }: TimedState,
  before: ClockReading,
  { monotonic }: ClockReading,
): boolean =>
  notice !== undefined && isFresh(notice, before.monotonic) && !isFresh(notice, monotonic);

/** Whether a topic on the screen has become stale between two readings, or is said to be so for longer. */
const hasStaled = (
  { monitor, recording }: TimedState,
  before: ClockReading,
  { wall: now }: ClockReading,
): boolean => {
  if (monitor === undefined || recording !== undefined) return false;
  const { tree, staleAfter } = monitor;
  return [...tree.view.looked].some((node) => {
    const silence = staleFor(tree, node, now, staleAfter);
    if (silence === undefined) return false;
    const earlier = staleFor(tree, node, before.wall, staleAfter);
    return earlier === undefined || coarseDuration(earlier) !== coarseDuration(silence);
  });
};

/**
 * Announces once a second what has changed merely as time passes, and promptly what has stopped changing.
 * In a lasting silence it announces nothing.
 */
export class FrameTicker {
  readonly #session: TimedState;
  #timer: NodeJS.Timeout | undefined;
  #before: ClockReading = { wall: 0, monotonic: 0 };
  #moved: readonly FramePart[] = [];

  constructor(session: TimedState) {
    this.#session = session;
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#before = readClock(this.#session);
    this.#tickIn(second);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tickIn(wait: number): void {
    this.#timer = setTimeout(() => this.#tick(), wait);
    this.#timer.unref();
  }

  #tick(): void {
    const session = this.#session;
    const reading = readClock(session);
    const moving = movingParts(session, reading.wall);
    for (const part of [...moving, ...this.#moved]) session.clock.changed(part);
    if (hasExpired(session, this.#before, reading)) session.clock.changed('connection');
    if (hasStaled(session, this.#before, reading)) session.clock.changed('topics');
    for (const part of session.ages.changed(this.#before.wall, reading.wall))
      session.clock.changed(part);
    this.#moved = moving;
    this.#before = reading;
    const rest = untilRest(session, reading.wall);
    this.#tickIn(rest > 0 ? Math.min(second, rest + 1) : second);
  }
}
