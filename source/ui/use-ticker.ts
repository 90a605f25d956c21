import { useEffect } from 'react';
import type { MqttSession } from '../session/session.ts';
import { type Moment, thisMoment } from './moment.ts';
import { isFresh } from './status-row.ts';
import { lately } from './tree/topic-marks.ts';

const second = 1000;

/** In a silence topics become stale: the tree is looked at again after so many seconds. */
const silence = 15;

/** Whether the tree changes by itself: topics are marked as changed lately, or its filter goes by the time. */
const treeMoves = ({ monitor, recording }: MqttSession, now: number): boolean => {
  if (monitor === undefined || recording !== undefined) return false;
  const { recency, root, view } = monitor.tree;
  return view.followsTime || recency.isWithin(root.latest, lately, now);
};

/** Whether something on the screen changes by the clock alone: a countdown, a rate, a notice. */
const movesByItself = (session: MqttSession, { now, steady }: Moment): boolean =>
  session.status.state === 'waiting' ||
  session.monitor?.broker !== undefined ||
  treeMoves(session, now) ||
  (session.recording === undefined && (session.monitor?.tree.root.rate.perSecond(now) ?? 0) > 0) ||
  (session.notice !== undefined && isFresh(session.notice, steady));

/** Draws once a second while something moves by itself, and once more when it has come to rest. */
export const useTicker = (session: MqttSession): void => {
  useEffect(() => {
    let moved = false;
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      const moves = movesByItself(session, thisMoment(session));
      const mayBeStale = ticks % silence === 0 && (session.monitor?.tree.topics ?? 0) > 0;
      if (moves || moved || mayBeStale) session.clock.changed();
      moved = moves;
    }, second);
    return () => clearInterval(timer);
  }, [session]);
};
