import type { Identity } from '../../chat/identity.ts';
import type { HistoryOptions } from '../../history/history.ts';
import type { NotifyMode } from '../../model/attention.ts';
import type { Announcer } from '../frame-parts.ts';
import type { PassphraseOf } from './unlock-room.ts';
import type { ConnectionOptions, WillMessage } from '../../mqtt/connection-options.ts';

/** The settings of the chat. */
export type ChatOptions = {
  readonly rooms: readonly string[];
  /** The key pair that signs what we say; one for this run if absent. */
  readonly identity?: Identity;
  /** Sent once per run and room; empty for none. */
  readonly greeting: string;
  /** Words that are highlighted like the nick. */
  readonly highlights?: readonly string[];
  /** How to notify of a mention while the terminal has lost the focus; not at all if absent. */
  readonly notify?: NotifyMode;
  /** Where the rooms are stored; nowhere if absent. */
  readonly history?: HistoryOptions;
  /** How long the broker keeps messages for us while the program is not running, seconds; not at all if absent. */
  readonly sessionExpiry?: number;
  /** The programs that print the passphrases of private rooms; none if absent. */
  readonly passphraseOf?: PassphraseOf | undefined;
  /** Replaces the will message that marks us as lost in the first room. */
  readonly will?: WillMessage;
};

/** What the chat needs from the session. */
export type ChatWiring = {
  readonly connection: Omit<ConnectionOptions, 'will' | 'sessionExpiry' | 'outlastsDisconnect'>;
  /** Whether the client identifier was generated for this run alone. */
  readonly isTransient: boolean;
  readonly clock: Announcer;
  readonly onConnected: () => void;
  readonly notify: (text: string) => void;
};
