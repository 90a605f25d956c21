import type { ConnectionOptions } from '../../mqtt/connection-options.ts';
import type { ChatOptions } from './chat-options.ts';
import type { RoomHistory } from './room-history.ts';

/** The broker keeps the chat session that long after a loss, seconds; longer than the will's delay. */
const afterLoss = 30;

/** How long the broker keeps the chat session, and what must be there before it is gone on with. */
export const sessionLength = (
  { sessionExpiry }: ChatOptions,
  server: ConnectionOptions['server'],
  history: RoomHistory | undefined,
): Pick<ConnectionOptions, 'sessionExpiry' | 'outlastsDisconnect' | 'server'> => ({
  ...(sessionExpiry === undefined
    ? { sessionExpiry: afterLoss }
    : { sessionExpiry, outlastsDisconnect: true }),
  // What the broker has kept comes at once: by then the rooms of earlier starts must be there, who
  // is ignored, and which of them are private.
  server: async () => {
    await history?.open();
    return server();
  },
});
