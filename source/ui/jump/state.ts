import type { SheetBase } from '../sheets/sheet.ts';
import type { EditedLine } from '../widgets/line-editor.ts';

/** What is searched: all that one can go to, or what was marked. */
export type JumpAmong = 'all' | 'bookmarks';

/** Going to a topic or room by a part of its name. */
export type JumpSheet = SheetBase & {
  readonly kind: 'jump';
  readonly line: EditedLine;
  readonly among: JumpAmong;
  /** Which of those found is marked, from 0. */
  readonly index: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly jump: JumpSheet;
  }
}
