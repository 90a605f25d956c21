import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FramePart } from '../session/frame-parts.ts';
import type { MqttSession } from '../session/session.ts';

/** The session shown on the screen. */
export const SessionContext = createContext<MqttSession | undefined>(undefined);

/**
 * The one bridge from the MQTT session to React: returns the session, and re-renders the component
 * in each frame in which one of these parts has changed. Components read the models while rendering.
 */
export const useMqttSession = (...parts: readonly FramePart[]): MqttSession => {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('There is no session around this component.');
  const version = (): number => session.clock.version(...parts);
  useSyncExternalStore(session.clock.subscribe, version, version);
  return session;
};
