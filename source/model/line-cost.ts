import { FoldedLines } from './folded-lines.ts';
import type { RoomLine } from './room-line.ts';

/** About how many bytes a line takes. */
export const costOf = (line: RoomLine): number => {
  if (line.kind === 'said') return 100 + (line.user.length + line.say.length) * 2;
  // A counting line must cost the same when it is evicted as when it was added.
  if (line instanceof FoldedLines) return 800;
  return line.kind === 'raw' ? 100 + line.payload.length : 100 + line.text.length * 2;
};
