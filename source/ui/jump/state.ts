import type { SheetBase } from '../sheets/sheet-base.ts';
import type { Line } from '../widgets/line-editor.ts';

/** What is searched: all that one can go to, or what was marked. */
export type JumpAmong = 'all' | 'bookmarks';

/** Going to a topic or room by a part of its name. */
export type JumpSheet = SheetBase & {
  readonly kind: 'jump';
  readonly line: Line;
  readonly among: JumpAmong;
  /** Which of those found is marked, from 0. */
  readonly index: number;
};

/** Which of the matches is marked. */
export const markedOf = ({ index }: JumpSheet, found: number): number =>
  Math.max(0, Math.min(index, found - 1));
