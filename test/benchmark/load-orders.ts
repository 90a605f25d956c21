import type { LoadShape } from './load.ts';

/** What a process that sends a load is told, over the channel to its parent. */
export type LoadOrder =
  /** Get ready to send such a load. */
  | { readonly do: 'shape'; readonly shape: LoadShape }
  /** Send so many messages, as fast as they are taken or so many a second. */
  | { readonly do: 'send'; readonly messages: number; readonly perSecond?: number }
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

/** So many messages that they are never all sent: the sending is stopped. */
export const untilStopped = 1e12;

/** Milliseconds since the epoch, with their fractions. */
export const now = (): number => performance.timeOrigin + performance.now();
