import type { MqttSession } from '../../session/session.ts';

/** What is unread in all rooms of a session; muted ones do not count. */
export const unreadIn = ({
  chat,
}: MqttSession): { readonly unread: number; readonly mentions: number } => {
  let [unread, mentions] = [0, 0];
  for (const { reading } of chat?.conversations ?? []) {
    if (reading.isMuted) continue;
    unread += reading.unread;
    mentions += reading.mentions;
  }
  return { unread, mentions };
};
