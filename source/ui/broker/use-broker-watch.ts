import { useEffect } from 'react';
import type { MqttSession } from '../../session/session.ts';

/** Watches what the broker says about itself while it is looked at. */
export const useBrokerWatch = (session: MqttSession, isLookedAt: boolean): void => {
  const { monitor } = session;
  useEffect(() => {
    if (!isLookedAt) return undefined;
    monitor?.watchBroker(session.now);
    return () => void monitor?.leaveBroker();
  }, [session, monitor, isLookedAt]);
};
