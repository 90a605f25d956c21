import { directTopic } from '../../chat/direct.ts';
import { presenceFilter } from '../../chat/presence.ts';
import { answerName, resendTopic } from '../../chat/resend.ts';
import type { Room } from '../../model/room.ts';
import type { Connection } from '../../mqtt/connection.ts';

/** Our client identifier, and our public key. */
export type Us = { readonly clientId: string; readonly key: string };

/** The topic filters of a room. */
const roomFilters = (
  { topic, isPrivate }: Pick<Room, 'topic' | 'isPrivate'>,
  { clientId, key }: Us,
): string[] => [
  topic,
  // Before presence: the clients that it shows are asked to resend what was missed.
  ...(isPrivate ? [] : [resendTopic(topic, clientId), resendTopic(topic, answerName(key))]),
  presenceFilter(topic),
  // Somebody there may have no key for direct messages, so a private room has none.
  ...(isPrivate ? [] : [directTopic(topic, clientId)]),
];

/** Subscribes to a room's filters and reports refusals; returns whether the connection held. */
export const subscribeRoom = async (
  connection: Connection,
  room: Room,
  us: Us,
  notify: (text: string) => void,
): Promise<boolean> => {
  const subscribe = async (filter: string): Promise<boolean> => {
    try {
      await connection.subscribe(filter, { qos: 1 });
      if (filter === room.topic) room.refusal = undefined;
    } catch (error) {
      if (connection.status.state !== 'connected') return false;
      if (filter === room.topic) room.refusal = (error as Error).message;
      notify(`The broker refused the subscription to "${filter}": ${(error as Error).message}`);
    }
    return true;
  };
  // All at once: the sooner the others see that we are here, the better.
  const answers = await Promise.all(roomFilters(room, us).map(subscribe));
  return answers.every(Boolean);
};

/** Ends a room's subscriptions; a loss or refusal needs no notice. */
export const unsubscribeRoom = (connection: Connection, topic: string, us: Us): void => {
  for (const filter of roomFilters({ topic, isPrivate: false }, us))
    void connection.unsubscribe(filter).catch(() => undefined);
};
