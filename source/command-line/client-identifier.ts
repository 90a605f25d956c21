import type { ServerAddress } from '../mqtt/server-address.ts';
import type { MqttSession } from '../session/session.ts';
import { brokerName } from './history-flags.ts';

/** A client of some brokers. */
type Client = { readonly clientId: string; readonly brokers: readonly string[] };

const clients = new WeakMap<MqttSession, Client>();

/** Under which client identifier a session connects, and to which brokers. */
export const clientOf = (
  clientId: string,
  addresses: readonly ServerAddress[],
  port: number | undefined,
): Client => ({
  clientId,
  brokers:
    addresses.length === 0
      ? [brokerName(undefined, port)]
      : addresses.map((address) => brokerName(address, port)),
});

/** Remembers the client that a session is. */
export const rememberClient = (session: MqttSession, client: Client): void =>
  void clients.set(session, client);

/**
 * Whether one of the sessions has the client identifier on one of the same brokers, which would hang up on
 * the one that came first.
 */
export const isTaken = ({ clientId, brokers }: Client, sessions: readonly MqttSession[]): boolean =>
  sessions.some((session) => {
    const other = clients.get(session);
    return other?.clientId === clientId && other.brokers.some((broker) => brokers.includes(broker));
  });
