import type { ConnectionOptions, WillMessage } from '../mqtt/connection-options.ts';
import type { PayloadOptions } from '../payload/payload-reader.ts';
import type { ChatOptions } from './chat/chat-options.ts';
import type { MonitorOptions } from './monitor/monitor-options.ts';
import type { PublisherOptions } from './publish/publisher.ts';
import type { Recording } from './recording/recording.ts';

/** Everything the session needs; without `chat` or `monitor` it does only the other. */
export type SessionOptions = Pick<
  ConnectionOptions,
  | 'server'
  | 'credentials'
  | 'keepAlive'
  | 'protocolVersion'
  | 'userProperties'
  | 'credentialSource'
  | 'isReadOnly'
> & {
  /** The name of the profile that it is opened for. */
  readonly name?: string | undefined;
  /** The chat connection's client identifier; the monitor connection appends `-w`. */
  readonly clientId: string;
  /** Whether the client identifier was generated for this run alone. */
  readonly isTransient: boolean;
  /** A will message that the user has set; the monitor connection carries it if there is one. */
  readonly will?: WillMessage;
  readonly chat?: Omit<ChatOptions, 'will'>;
  readonly monitor?: MonitorOptions;
  /** How payloads are decoded. */
  readonly payloads?: PayloadOptions;
  readonly publishing?: PublisherOptions;
  /** A note on the broker, such as "own broker", for the status line. */
  readonly serverNote?: () => string;
  /** A recording to show instead of connecting to a broker. */
  readonly recording?: Recording;
  /** Do not connect before `updateCredentials` is called. */
  readonly waitForCredentials?: boolean;
  /** The most frames a second for incoming changes. */
  readonly mostFrames: number;
};
