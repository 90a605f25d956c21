import type { Attention } from './attention.ts';
import type { BoundedLog } from './bounded-log.ts';
import type { RoomLine } from './room-line.ts';

/** The user's read position after an earlier run. */
export type Unseen = {
  /** Row in the history of the newest line seen. */
  readonly seen: number;
  /** Position after the lines just recalled; later ones are counted already. */
  readonly end: number;
  /** How many unseen lines are not loaded. */
  readonly more: number;
};

/** Counts the recalled lines that the user has not seen; `first` is a position. */
export const unseenIn = (
  lines: BoundedLog<RoomLine>,
  { seen, end }: Unseen,
  attention: Attention,
): { first: number | undefined; count: number; mentions: number } => {
  let first: number | undefined;
  let count = 0;
  let mentions = 0;
  for (let position = lines.first; position < end; position += 1) {
    const line = lines.at(position);
    if (line === undefined || line.kind === 'event' || (line.row ?? 0) <= seen) continue;
    if (line.kind === 'said' && attention.isIgnored(line.user)) continue;
    first ??= position;
    count += 1;
    if (line.kind === 'said' && line.isMention === true) mentions += 1;
  }
  return { first, count, mentions };
};
