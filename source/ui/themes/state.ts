import type { SheetBase } from '../sheets/sheet.ts';
import type { ThemeChoice } from '../theme/theme-choice.ts';

/** The themes of the screen. */
export type ThemesState = {
  /** The one in use, but for one that is tried. */
  readonly chosen: ThemeChoice;
  /** The one of `[theme]` in config.toml; `undefined` if there is none. */
  readonly own: ThemeChoice | undefined;
};

/** An event of the themes. */
export type ThemesAction = { readonly type: 'theme-chosen'; readonly theme: ThemeChoice };

/** The themes at the start. */
export const initialThemes = (chosen: ThemeChoice = { name: 'auto' }): ThemesState => ({
  chosen,
  own: chosen.own === undefined ? undefined : chosen,
});

/** The changes to the themes. Pure. */
export const themesReducer = (state: ThemesState, { theme }: ThemesAction): ThemesState => ({
  ...state,
  chosen: theme,
});

/** The list of themes; the marked one is tried. */
export type ThemesSheet = SheetBase & {
  readonly kind: 'themes';
  /** The place of the marked theme, from 0. */
  readonly index: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly themes: ThemesSheet;
  }
}
