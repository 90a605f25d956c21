import type { LoadShape } from './load.ts';

/** How much is sent, and how fast: as fast as it is taken, if nothing else is said. */
export type Sending = {
  /** By default more than anyone waits for: the sending must be stopped. */
  readonly messages?: number;
  readonly perSecond?: number;
  /** Ends the sending after this time, ms, */
  readonly time?: number;
  /** but not before this many messages. */
  readonly atLeast?: number;
};

/** What a process that sends a load is told, over the channel to its parent. */
export type LoadOrder =
  /** Get ready to send such a load. */
  | { readonly do: 'shape'; readonly shape: LoadShape }
  | ({ readonly do: 'send' } & Sending)
  /** Send no more but the last message. */
  | { readonly do: 'stop' };

/** What it tells. Times are ms since the epoch, so that processes can compare them. */
export type LoadNews =
  /** On which port the clients find the messages. */
  | { readonly is: 'listening'; readonly port: number }
  | { readonly is: 'shaped' }
  /** Every message has been taken: the first was written then, the last acknowledged then. */
  | {
      readonly is: 'taken';
      readonly messages: number;
      readonly startedAt: number;
      readonly takenAt: number;
    };

/** Milliseconds since the epoch, with their fractions. */
export const now = (): number => performance.timeOrigin + performance.now();
