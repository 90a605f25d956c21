import type { ConnectionOptions } from '../../mqtt/connection-options.ts';
import type { ChatOptions } from './chat-options.ts';
import type { RoomHistory } from './room-history.ts';

/** How long the broker keeps the chat session after a loss, seconds; longer than the will delay. */
const afterLoss = 30;

/** The session expiry of the chat connection, which first waits for the history. */
export const sessionLength = (
  { sessionExpiry }: ChatOptions,
  history: RoomHistory | undefined,
): Pick<ConnectionOptions, 'sessionExpiry' | 'outlastsDisconnect' | 'beforeConnect'> => ({
  ...(sessionExpiry === undefined
    ? { sessionExpiry: afterLoss }
    : { sessionExpiry, outlastsDisconnect: true }),
  // The broker delivers what it has kept at once: by then the rooms of earlier runs must be known, which
  // of them are private, and who is ignored.
  beforeConnect: async () => history?.open(),
});
