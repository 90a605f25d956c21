import type { Look } from '../theme/theme.ts';
import type { Span } from '../widgets/span.ts';

/** The first row of a chat line or an event: `21:06    me  on my way   ✓`. */
export type ChatRow = {
  readonly kind: 'chat';
  readonly time: string;
  /** The nick, or a sign for the kind of event, aligned to the end of its column. */
  readonly label: Span;
  /** It mentions us; shown by more than a colour. */
  readonly isMention: boolean;
  readonly text: readonly Span[];
  /** The delivery mark of a line we sent. */
  readonly mark: Span | undefined;
};

/** A further row of a chat line, aligned with its text. */
export type ChatTextRow = {
  readonly kind: 'chat-text';
  /** Cells before the text's column. */
  readonly indent: number;
  readonly text: readonly Span[];
};

/** Marks the start of a day or of the unread lines. */
export type SeparatorRow = {
  readonly kind: 'separator';
  readonly text: string;
  readonly look: Look;
};

type MessageParts = {
  /** The topic below the branch shown; empty if all messages share it. */
  readonly topic: string;
  readonly payload: string;
  readonly isEmpty: boolean;
};

/** A message of a topic or branch: `21:03:04 R● temperature  21.5`. */
export type MessageRow = MessageParts & {
  readonly kind: 'message';
  readonly time: string;
  /** Whether it is retained, and whether it is marked for comparison, in three cells. */
  readonly marks: string;
};

/** A message in the table. */
export type MessageTableRow = MessageParts & {
  readonly kind: 'table';
  /** The columns before topic and payload. */
  readonly cells: string;
};

/** A row of the zoomed log: no columns, starting at the edge. */
export type FlatRow = { readonly kind: 'flat'; readonly text: readonly Span[] };

/** A row of the log by meaning, at most as wide as the log. */
export type LogRow = ChatRow | ChatTextRow | SeparatorRow | MessageRow | MessageTableRow | FlatRow;
