import { lately } from '../model/recency.ts';
import type { FramePart } from './frame-parts.ts';
import { type Moment, thisMoment } from './moment.ts';
import { isFresh } from './notice.ts';
import type { MqttSession } from './session.ts';

const second = 1000;

/** In a silence topics become stale: the tree is looked at again after so many seconds. */
const silence = 15;

type Ticking = Pick<MqttSession, 'clock' | 'monitor' | 'notice' | 'now' | 'recording' | 'status'>;

/** The parts that change by the time alone: a countdown, a notice, rates, marks. */
const movingParts = (
  { status, notice, monitor, recording }: Ticking,
  { now, steady }: Moment,
): FramePart[] => {
  const parts: FramePart[] = [];
  if (status.state === 'waiting' || (notice !== undefined && isFresh(notice, steady)))
    parts.push('connection');
  if (monitor?.broker !== undefined) parts.push('work');
  if (monitor === undefined || recording !== undefined) return parts;
  const { recency, root, view } = monitor.tree;
  if (view.followsTime || recency.isWithin(root.latest, lately, now)) parts.push('topics');
  // Charts and rates go on where nothing comes.
  if (root.rate.perSecond(now) > 0) parts.push('topics', 'messages');
  return parts;
};

/** Announces once a second what changes by the time alone, and once more when it has come to rest. */
export class FrameTicker {
  readonly #session: Ticking;
  #timer: NodeJS.Timeout | undefined;
  #moved: readonly FramePart[] = [];
  #ticks = 0;

  constructor(session: Ticking) {
    this.#session = session;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#tick(), second);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const { clock, monitor } = this.#session;
    this.#ticks += 1;
    const moving = movingParts(this.#session, thisMoment(this.#session));
    for (const part of [...moving, ...this.#moved]) clock.changed(part);
    this.#moved = moving;
    if (this.#ticks % silence === 0 && (monitor?.tree.topics ?? 0) > 0) clock.changed('topics');
  }
}
