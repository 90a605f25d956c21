import type { SheetBase } from '../sheets/sheet.ts';
import { type EditedLine, textOf } from '../widgets/line-editor.ts';
import { nearestIndex } from '../widgets/list-window.ts';

/** What to search: everything, or only the bookmarks. */
export type PaletteAmong = 'all' | 'bookmarks';

/** The sheet that finds topics, rooms, people, commands, settings and keys by part of their names. */
export type PaletteSheet = SheetBase & {
  readonly kind: 'palette';
  readonly line: EditedLine;
  readonly among: PaletteAmong;
  /** The index of the row marked with the keys, from 0, and the text it was marked for. */
  readonly marked: { readonly index: number; readonly text: string };
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly palette: PaletteSheet;
  }
}

/** A palette with nothing marked yet. */
export const openedPalette = (line: EditedLine, among: PaletteAmong): PaletteSheet => ({
  kind: 'palette',
  line,
  among,
  marked: { index: 0, text: '' },
});

/** The index of the marked row: once something else is typed, the first is marked again. */
export const markedIndex = ({ line, marked }: PaletteSheet, rows: number): number =>
  marked.text === textOf(line) ? nearestIndex(marked.index, rows) : 0;

/** The most choices to remember. */
const most = 10;

/** What was chosen in the palette. */
export type PaletteState = {
  /** The identifiers of the rows chosen last, the newest first. */
  readonly recent: readonly string[];
};

/** A row of the palette was chosen. */
export type PaletteAction = { readonly type: 'palette-chosen'; readonly id: string };

/** At the start nothing was chosen. */
export const initialPalette: PaletteState = { recent: [] };

/** Remembers a choice. Pure. */
export const paletteReducer = (
  { recent }: PaletteState,
  { id }: PaletteAction,
): Partial<PaletteState> => ({
  recent: [id, ...recent.filter((one) => one !== id)].slice(0, most),
});
