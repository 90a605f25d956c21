import { useSyncExternalStore } from 'react';
import type { MqttSession } from './session.ts';

/**
 * The one bridge from the MQTT session to React: renders again at every frame of the session's
 * clock. The models are read while drawing, from the session itself.
 */
export const useMqttSession = (session: MqttSession): number =>
  useSyncExternalStore(session.clock.subscribe, session.clock.getFrame, session.clock.getFrame);
