import type { ConnectionOptions } from '../mqtt/connection-options.ts';
import { ChatSession } from './chat/chat-session.ts';
import { MonitorSession } from './monitor/monitor-session.ts';
import type { MonitorWiring } from './monitor/monitor-wiring.ts';
import type { SessionOptions } from './session-options.ts';

/** What the chat and the monitor share, and what they need of the session. */
type PartsWiring = Pick<
  MonitorWiring,
  'clock' | 'notify' | 'payloads' | 'chat' | 'recordingControl'
> & {
  /** The options that all connections of the session have in common. */
  readonly connection: Omit<ConnectionOptions, 'clientId'>;
};

/** A session's chat and monitor; each has its own connection. */
type SessionParts = {
  readonly offeredChat: ChatSession | undefined;
  readonly monitor: MonitorSession | undefined;
};

/** Makes the chat and the monitor, as far as the options ask for them; neither connects yet. */
export const sessionParts = (
  { will, chat, monitor, clientId, isTransient }: SessionOptions,
  { connection, ...wiring }: PartsWiring,
): SessionParts => {
  const made: { offeredChat?: ChatSession; monitor?: MonitorSession } = {};
  // Once one connection is back, the other need not wait.
  const onConnected = (): void => {
    made.offeredChat?.connection.retrySoon();
    made.monitor?.connection.retrySoon();
  };
  if (chat !== undefined)
    made.offeredChat = new ChatSession(
      { ...chat, ...(will !== undefined && monitor === undefined ? { will } : {}) },
      {
        connection: { ...connection, clientId },
        isTransient,
        clock: wiring.clock,
        notify: wiring.notify,
        onConnected: () => {
          onConnected();
          made.monitor?.connection.follow();
        },
      },
    );
  const { offeredChat } = made;
  if (monitor !== undefined)
    made.monitor = new MonitorSession(monitor, {
      ...wiring,
      connection: {
        ...connection,
        holdBack: () => wiring.recordingControl.blocked,
        clientId: chat === undefined ? clientId : `${clientId}-w`,
        ...(will === undefined ? {} : { will: () => will }),
      },
      offeredChat,
      onConnected,
    });
  return { offeredChat, monitor: made.monitor };
};
