import type { ConnectionOptions } from '../mqtt/connection-options.ts';
import type { ServerList } from '../mqtt/server-list.ts';
import type { SessionOptions } from './session-options.ts';

/** What all connections of a session have in common. */
export const sharedConnectionOptions = (
  options: SessionOptions,
  server: ServerList,
): Omit<ConnectionOptions, 'clientId'> => ({
  credentials: options.credentials,
  keepAlive: options.keepAlive,
  protocolVersion: options.protocolVersion,
  isReadOnly: options.isReadOnly === true,
  ...(options.userProperties === undefined ? {} : { userProperties: options.userProperties }),
  server,
});
