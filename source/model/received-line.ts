import type { ChatMessage } from '../chat/wire.ts';
import type { SaidLine } from './room-line.ts';

/** What is known of a message that was received, besides what it says. */
type Reception = {
  /** When it arrived, ms since the epoch. */
  readonly at: number;
  readonly isMention: boolean;
  readonly senderMark: string | undefined;
  /** The key that has signed it. */
  readonly signer: string | undefined;
  /** Whether its time is to be shown. */
  readonly isOld: boolean;
};

/** The line that shows a message. */
export const receivedLine = (
  { user, say, kind, at: saidAt = 0 }: ChatMessage,
  { at, isMention, senderMark, signer, isOld }: Reception,
): SaidLine => ({
  kind: 'said',
  user,
  say,
  isAction: kind === 'action',
  at,
  ...(isMention ? { isMention } : {}),
  ...(senderMark === undefined ? {} : { senderMark }),
  ...(signer === undefined ? {} : { signer }),
  // No clock is right before 1970, and a `Date` cannot hold every number.
  ...(isOld ? { saidAt: Math.max(0, saidAt) } : {}),
});
