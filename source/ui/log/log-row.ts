import type { Look } from '../theme/theme.ts';
import type { Span } from '../widgets/span.ts';

/** The first row of what somebody said, or of what happened: `21:06    me  on my way   ✓`. */
export type ChatRow = {
  readonly kind: 'chat';
  readonly time: string;
  /** Who said it, or a sign of what it is, at the end of its column. */
  readonly label: Span;
  /** It means the person: more than a colour says so. */
  readonly isMention: boolean;
  readonly text: readonly Span[];
  /** How far a sentence of ours has come. */
  readonly mark: Span | undefined;
};

/** A further row of it, below its text. */
export type ChatTextRow = {
  readonly kind: 'chat-text';
  /** Cells before the column of the text. */
  readonly indent: number;
  readonly text: readonly Span[];
};

/** Where a day begins, or what is unread. */
export type SeparatorRow = {
  readonly kind: 'separator';
  readonly text: string;
  readonly look: Look;
};

type MessageParts = {
  /** The topic below the branch that is shown; nothing where all messages have the same. */
  readonly topic: string;
  readonly payload: string;
  readonly isEmpty: boolean;
};

/** A message of a topic or branch: `21:03:04 R● temperature  21.5`. */
export type MessageRow = MessageParts & {
  readonly kind: 'message';
  readonly time: string;
  /** Whether it is retained, and whether others are compared with it, in three cells. */
  readonly marks: string;
};

/** A message in the table. */
export type MessageTableRow = MessageParts & {
  readonly kind: 'table';
  /** The columns before the topic and the payload. */
  readonly cells: string;
};

/** A row without columns, from the log's edge on: in the zoomed log. */
export type FlatRow = { readonly kind: 'flat'; readonly text: readonly Span[] };

/** What stands in a row of the log, and what it means; as wide as the log or narrower. */
export type LogRow = ChatRow | ChatTextRow | SeparatorRow | MessageRow | MessageTableRow | FlatRow;
