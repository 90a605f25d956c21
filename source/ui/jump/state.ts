import type { SheetBase } from '../sheets/sheet.ts';
import type { EditedLine } from '../widgets/line-editor.ts';

/** What to search: everything, or only the bookmarks. */
export type JumpAmong = 'all' | 'bookmarks';

/** The sheet that jumps to a topic or room by part of its name. */
export type JumpSheet = SheetBase & {
  readonly kind: 'jump';
  readonly line: EditedLine;
  readonly among: JumpAmong;
  /** The index of the marked match, from 0. */
  readonly index: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly jump: JumpSheet;
  }
}
