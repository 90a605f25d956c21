import type { DirectClaim } from '../chat/direct-key.ts';
import type { PresenceState } from '../chat/presence.ts';

/** A person in a room. */
export type Person = {
  readonly user: string;
  readonly state: PresenceState;
  /** Absent for a peer without presence, known only from its messages. */
  readonly clientId?: string;
  /** The key that has signed their presence, or what they said last if they have none. */
  readonly key?: string;
  readonly session?: string;
  /** When they published their newest presence, ms since the epoch by their clock. */
  readonly at?: number;
  /** The away text. */
  readonly text?: string;
  /** The key for direct messages that it claims; not verified. */
  readonly direct?: DirectClaim;
  /** When their presence expires unless it is renewed, ms of `performance.now()`. */
  readonly expiresAt?: number;
  /** Whether it has expired: they are not heard of any more, and will be taken to be lost. */
  readonly isQuiet?: true;
  /** When their presence arrived last, ms of `performance.now()`. */
  readonly seenAt?: number;
  /** When a peer without presence last sent a message, ms since the epoch. */
  readonly heardAt?: number;
  /** See `outline`: names with the same one are easily mistaken for one another. */
  readonly outline: string;
};

/** The last characters of a client identifier, to tell namesakes apart; `?` if there is none. */
export const shortIdentifier = ({ clientId = '?' }: Pick<Person, 'clientId'>): string =>
  clientId.slice(-4).toWellFormed();
