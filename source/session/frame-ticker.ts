import { lately } from '../model/recency.ts';
import { isStale } from '../model/staleness.ts';
import type { FramePart } from './frame-parts.ts';
import { type ClockReading, readClock } from './clock-reading.ts';
import { isFresh, type Notice } from './notice.ts';
import type { ConnectionStatus } from '../mqtt/connection-options.ts';
import type { FrameClock } from './frame-clock.ts';
import type { MonitorSession } from './monitor/monitor-session.ts';

const second = 1000;

/** What of a session moves by the time alone. */
type Ticking = {
  readonly clock: FrameClock;
  readonly monitor: MonitorSession | undefined;
  readonly notice: Notice | undefined;
  readonly now: number;
  readonly recording: unknown;
  readonly status: ConnectionStatus;
};

/** The parts that change each second by the time alone: a countdown, rates, marks. */
const movingParts = ({ status, monitor, recording }: Ticking, now: number): FramePart[] => {
  const parts: FramePart[] = [];
  if (status.state === 'waiting') parts.push('connection');
  if (monitor?.broker !== undefined) parts.push('work');
  if (monitor === undefined || recording !== undefined) return parts;
  const { recency, root, view } = monitor.tree;
  // A chart goes on where nothing comes for it.
  if (root.rate.perSecond(now) > 0) parts.push('topics', 'messages');
  else if (view.followsTime || recency.isWithin(root.latest, lately, now)) parts.push('topics');
  return parts;
};

/** How long it is until the tree has come to rest if nothing more comes, ms; 0 where it has. */
const untilRest = ({ monitor }: Ticking, now: number): number => {
  if (monitor === undefined) return 0;
  const { recency, root } = monitor.tree;
  return Math.max(root.rate.restsAt, recency.restsAt(root.latest, lately) ?? 0) - now;
};

/** Whether a notice has been there long enough between two moments. */
const hasFaded = (
  { notice }: Ticking,
  before: ClockReading,
  { monotonic: steady }: ClockReading,
): boolean => notice !== undefined && isFresh(notice, before.monotonic) && !isFresh(notice, steady);

/** Whether a topic on the screen has become stale between two times, ms. */
const hasStaled = (
  { monitor, recording }: Ticking,
  before: ClockReading,
  { wall: now }: ClockReading,
): boolean => {
  if (monitor === undefined || recording !== undefined) return false;
  const { tree, staleAfter } = monitor;
  return [...tree.view.looked].some(
    (node) => isStale(tree, node, now, staleAfter) && !isStale(tree, node, before.wall, staleAfter),
  );
};

/**
 * Announces, once a second, what has changed by the time alone, and at once what has come to rest. In a
 * silence that lasts nothing is announced.
 */
export class FrameTicker {
  readonly #session: Ticking;
  #timer: NodeJS.Timeout | undefined;
  #before: ClockReading = { wall: 0, monotonic: 0 };
  #moved: readonly FramePart[] = [];

  constructor(session: Ticking) {
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
    const moment = readClock(session);
    const moving = movingParts(session, moment.wall);
    for (const part of [...moving, ...this.#moved]) session.clock.changed(part);
    if (hasFaded(session, this.#before, moment)) session.clock.changed('connection');
    if (hasStaled(session, this.#before, moment)) session.clock.changed('topics');
    this.#moved = moving;
    this.#before = moment;
    const rest = untilRest(session, moment.wall);
    this.#tickIn(rest > 0 ? Math.min(second, rest + 1) : second);
  }
}
