import { directTopic } from '../../chat/direct.ts';
import { presenceFilter } from '../../chat/presence.ts';
import { answerName, resendTopic } from '../../chat/resend.ts';
import type { Room } from '../../model/room.ts';
import type { Connection } from '../../mqtt/connection.ts';
import { ConnectionLost } from '../../mqtt/request-errors.ts';
import { failureInWords, roomFailureNotice } from '../subscription-failure.ts';

/** Our client identifier, and our public key. */
export type Us = { readonly clientId: string; readonly key: string };

/** The topic filters of a room, presence last: the clients that it shows are asked to resend what was missed. */
export const roomFilters = (
  { topic, isPrivate }: Pick<Room, 'topic' | 'isPrivate'>,
  { clientId, key }: Us,
): string[] => [
  topic,
  ...(isPrivate ? [] : [resendTopic(topic, clientId), resendTopic(topic, answerName(key))]),
  // Somebody there may have no key for direct messages, so a private room has none.
  ...(isPrivate ? [] : [directTopic(topic, clientId)]),
  presenceFilter(topic),
];

/** What became of a room's subscriptions: all hold, some failed, or the connection was lost. */
export type Outcome = 'held' | 'failed' | 'lost';

/** Subscribes to the `missing` filters of a room, and takes out those that hold; reports what failed. */
export const subscribeRoom = async (
  connection: Connection,
  { topic, access }: Room,
  missing: Set<string>,
  notify: (text: string) => void,
): Promise<Outcome> => {
  let isLost = false;
  const subscribe = async (filter: string): Promise<void> => {
    try {
      await connection.subscribe(filter, { qos: 1 });
      missing.delete(filter);
      access.failed.delete(filter);
    } catch (error) {
      isLost ||= error instanceof ConnectionLost || connection.status.state !== 'connected';
      if (isLost) return;
      const answer = failureInWords(error);
      access.failed.set(filter, answer);
      // Its filters often fail in turn, all for one reason.
      if (!access.told.has(answer)) notify(roomFailureNotice(topic, error));
      access.told.add(answer);
    }
  };
  const presence = presenceFilter(topic);
  // All at once: the sooner the others see that we are here, the better.
  await Promise.all([...missing].filter((filter) => filter !== presence).map(subscribe));
  if (!isLost && missing.size === 1 && missing.has(presence)) await subscribe(presence);
  if (isLost) return 'lost';
  if (missing.size > 0) return 'failed';
  access.told.clear();
  return 'held';
};

/** Ends a room's subscriptions; a loss or refusal needs no notice. */
export const unsubscribeRoom = (connection: Connection, topic: string, us: Us): void => {
  for (const filter of roomFilters({ topic, isPrivate: false }, us))
    void connection.unsubscribe(filter).catch(() => undefined);
};
