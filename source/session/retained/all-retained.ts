import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../../mqtt/connection.ts';
import { Unanswered } from '../../mqtt/request-errors.ts';

/** After a silence this long, ms, followed by an answer from the broker, nothing more is expected. */
const silence = 300;

type Asked = Pick<Connection, 'unsubscribe'>;

/** Unsubscribes; resolves to whether the broker answers. Rejects with `Refused` or `ConnectionLost`. */
export const answersUnsubscribe = async (connection: Asked, filter: string): Promise<boolean> => {
  try {
    await connection.unsubscribe(filter);
    return true;
  } catch (error) {
    if (error instanceof Unanswered) return false;
    throw error;
  }
};

/**
 * Resolves once the broker has sent everything that it retains on the topic filters subscribed to, or when
 * `signal` aborts. `received` counts the retained messages so far. Rejects with `Refused` or `ConnectionLost`.
 *
 * MQTT does not mark the end of the retained messages. Mosquitto queues them before it answers any later
 * request; other brokers send them bit by bit. So both are required: a later answer, and silence. Some
 * never answer an UNSUBSCRIBE of what they do not know: then silence alone must do.
 */
export const untilAllRetained = async (
  connection: Asked,
  received: () => number,
  signal: AbortSignal,
): Promise<void> => {
  const nobodys = `mqtt-tui/${randomBytes(8).toString('hex')}`;
  let seen = -1;
  let answers = true;
  while (seen !== received() && !signal.aborted) {
    seen = received();
    await wait(silence, undefined, { signal }).catch(() => undefined);
    // Only that the broker answers matters: no such subscription exists.
    if (answers) answers = await answersUnsubscribe(connection, nobodys);
  }
};
