import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FramePart } from '../session/frame-parts.ts';
import type { MqttSession } from '../session/session.ts';
import type { Workspace } from '../session/workspace.ts';

/** The sessions shown on the screen. */
export const SessionContext = createContext<Workspace | undefined>(undefined);

type UseMqttSession = {
  /** The current session; renders again when another becomes current, or one of these parts of it has changed. */
  (...parts: readonly FramePart[]): MqttSession;
  /** All sessions; renders again when one comes or goes or becomes current, or one of these parts of any has changed. */
  (which: 'all', ...parts: readonly FramePart[]): Workspace;
};

/**
 * The one bridge from the MQTT sessions to React: returns the current session, or all of them, and re-renders
 * the component in each frame in which one of these parts has changed. Components read the models while rendering.
 */
export const useMqttSession = ((
  ...[first, ...rest]: readonly ('all' | FramePart)[]
): MqttSession | Workspace => {
  const workspace = useContext(SessionContext);
  if (workspace === undefined) throw new Error('There is no session around this component.');
  const { subscribe } = workspace;
  const current = (): MqttSession => workspace.current;
  const session = useSyncExternalStore(subscribe, current, current);
  const sessions = (): unknown => (first === 'all' ? workspace.sessions : undefined);
  useSyncExternalStore(subscribe, sessions, sessions);
  const source = first === 'all' ? workspace : session.clock;
  const parts = (first === 'all' || first === undefined ? rest : [first, ...rest]) as FramePart[];
  const version = (): number => source.version(...parts);
  useSyncExternalStore(subscribe, version, version);
  return first === 'all' ? workspace : session;
}) as UseMqttSession;
