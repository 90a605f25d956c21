import type { HistoryOptions } from '../../history/history.ts';
import type { NotifyMode } from '../../model/attention.ts';
import type { Announcer } from '../frame-parts.ts';
import type { ConnectionOptions, WillMessage } from '../../mqtt/connection-options.ts';

/** What the chat needs to know. */
export type ChatOptions = {
  readonly rooms: readonly string[];
  /** Said once per program start and room; empty for nothing. */
  readonly greeting: string;
  /** Words that stand out beside the nick. */
  readonly highlights?: readonly string[];
  /** How to notify of a mention while nobody looks; not at all when it is missing. */
  readonly notify?: NotifyMode;
  /** Where the rooms are kept; nowhere when it is missing. */
  readonly history?: HistoryOptions;
  /** The broker keeps so long what is said while the program does not run, seconds; not at all when it is missing. */
  readonly sessionExpiry?: number;
  /** Replaces the will message that tells the first room of our loss. */
  readonly will?: WillMessage;
};

/** What the chat is built into. */
export type ChatWiring = {
  readonly connection: Omit<ConnectionOptions, 'will' | 'sessionExpiry' | 'outlastsDisconnect'>;
  /** The client identifier was made up for this program start. */
  readonly isTransient: boolean;
  readonly clock: Announcer;
  readonly onConnected: () => void;
  readonly notify: (text: string) => void;
};
