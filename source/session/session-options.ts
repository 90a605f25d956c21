import type { ConnectionOptions, WillMessage } from '../mqtt/connection-options.ts';
import type { PayloadOptions } from '../payload/payload-reader.ts';
import type { ChatOptions } from './chat/chat-options.ts';
import type { MonitorOptions } from './monitor/monitor-session.ts';
import type { PublisherOptions } from './publish/publisher.ts';
import type { Recording } from './recording/recording.ts';

/** Everything the session needs; without `chat` or `monitor` it does only the other. */
export type SessionOptions = Pick<
  ConnectionOptions,
  'server' | 'credentials' | 'keepAlive' | 'protocolVersion'
> & {
  /** The chat connection's client identifier; the monitor's has `-w` behind it. */
  readonly clientId: string;
  /** The client identifier was made up for this program start. */
  readonly isTransient: boolean;
  /** A will message of the person's own; the monitor connection carries it where there is one. */
  readonly will?: WillMessage;
  readonly chat?: Omit<ChatOptions, 'will'>;
  readonly monitor?: MonitorOptions;
  /** What was asked for about the decoding of payloads. */
  readonly payloads?: PayloadOptions;
  readonly publishing?: PublisherOptions;
  /** Where the broker was found, beside its address; for the status line. */
  readonly serverNote?: () => string;
  /** A recording instead of a broker: then nothing connects. */
  readonly recording?: Recording;
  /** Wait with connecting until `correct` is called. */
  readonly waitForCredentials?: boolean;
  /** Frames a second of what comes by itself, at most. */
  readonly mostFrames: number;
};
