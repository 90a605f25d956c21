import type { ConnectionOptions } from '../../mqtt/connection-options.ts';
import type { Announcer } from '../frame-parts.ts';
import type { PayloadReader } from '../../payload/payload-reader.ts';
import type { ChatSession } from '../chat/chat-session.ts';
import type { RecordingControl } from '../recording/recording-control.ts';

/** What the monitor needs from the session. */
export type MonitorWiring = {
  readonly connection: ConnectionOptions;
  readonly clock: Announcer;
  readonly onConnected: () => void;
  readonly notify: (text: string) => void;
  readonly payloads: PayloadReader;
  /** Keeps the watches. */
  readonly offeredChat: ChatSession | undefined;
  /** Where watches post and report. */
  readonly chat: () => ChatSession | undefined;
  readonly recordingControl: RecordingControl;
};
