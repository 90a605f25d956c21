import type { MqttSession } from '../../session/session.ts';

/** How many sentences would be lost with a session, because they still wait and are not stored. */
export const lostWith = ({ chat }: MqttSession): number =>
  Math.max(0, (chat?.waiting ?? 0) - (chat?.history?.waiting ?? 0));
