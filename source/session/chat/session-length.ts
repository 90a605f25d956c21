import type { ConnectionOptions } from '../../mqtt/connection-options.ts';
import type { ChatOptions } from './chat-options.ts';
import type { RoomHistory } from './room-history.ts';

/** How long the broker keeps the chat session after a loss, seconds; longer than the will delay. */
const afterLoss = 30;

/** The session expiry of the chat connection, and a `server` that first waits for the history. */
export const sessionLength = (
  { sessionExpiry }: ChatOptions,
  server: ConnectionOptions['server'],
  history: RoomHistory | undefined,
): Pick<ConnectionOptions, 'sessionExpiry' | 'outlastsDisconnect' | 'server'> => ({
  ...(sessionExpiry === undefined
    ? { sessionExpiry: afterLoss }
    : { sessionExpiry, outlastsDisconnect: true }),
  // The broker delivers what it has kept at once: by then the rooms of earlier runs must be known, which
  // of them are private, and who is ignored.
  server: async () => {
    await history?.open();
    return server();
  },
});
