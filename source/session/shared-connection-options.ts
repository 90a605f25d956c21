import type { ConnectionOptions } from '../mqtt/connection-options.ts';
import type { ServerList } from '../mqtt/server-list.ts';
import type { SessionCredentials } from './session-credentials.ts';
import type { SessionOptions } from './session-options.ts';

/** What the connections of a session that are made now have in common. */
export const sharedConnectionOptions = (
  options: SessionOptions,
  credentials: SessionCredentials,
  server: ServerList,
): Omit<ConnectionOptions, 'clientId'> => ({
  credentials: credentials.current,
  credentialSource: credentials.source,
  keepAlive: options.keepAlive,
  protocolVersion: options.protocolVersion,
  isReadOnly: options.isReadOnly === true,
  ...(options.userProperties === undefined ? {} : { userProperties: options.userProperties }),
  server,
});
