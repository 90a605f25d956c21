import { useEffect } from 'react';
import type { MqttSession } from '../session/session.ts';
import { type Moment, thisMoment } from './moment.ts';
import { isFresh } from './status-row.ts';

const second = 1000;

/** Whether something on the screen changes by the clock alone: a countdown, a rate, a notice. */
const movesByItself = (session: MqttSession, { now, steady }: Moment): boolean =>
  session.status.state === 'waiting' ||
  (session.monitor?.tree.root.rate.perSecond(now) ?? 0) > 0 ||
  (session.notice !== undefined && isFresh(session.notice, steady));

/** Draws once a second while something moves by itself, and once more when it has come to rest. */
export const useTicker = (session: MqttSession): void => {
  useEffect(() => {
    let moved = false;
    const timer = setInterval(() => {
      const moves = movesByItself(session, thisMoment());
      if (moves || moved) session.clock.changed();
      moved = moves;
    }, second);
    return () => clearInterval(timer);
  }, [session]);
};
