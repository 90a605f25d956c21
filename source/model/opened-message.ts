import type { LineScope, Signer } from '../chat/signed-line.ts';
import type { ReceivedMessage } from '../chat/wire.ts';

/** A message in plain text, and where its signature holds. */
export type OpenedMessage = {
  readonly message: ReceivedMessage;
  readonly scope: LineScope;
  /** Whether it is not encrypted with the key of the private room where it has arrived. */
  readonly isOutside?: true;
  /** Calls `show` when it is the message's turn; without it that is at once. */
  readonly inTurn?: (signer: Signer, show: () => void) => void;
};
